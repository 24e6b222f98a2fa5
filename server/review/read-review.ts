import { refusal } from '../../core/contract/reason.ts';
import type { Review, ReviewAlarms, ReviewUnit } from '../../core/contract/review.ts';
import { targetsOf } from '../../core/incident/deadlines.ts';
import { ALARM_BANDS, type AlarmHappening, alarmLoad, isAnnouncement } from '../../core/live/alarm-load.ts';
import { alarmAnswers } from '../../core/review/alarm-answers.ts';
import { incidentFigures, incidentIntervals } from '../../core/review/incident-figures.ts';
import { targetsInForce } from '../../core/review/targets-in-force.ts';
import { type Binding, type UnitUse, unitUse } from '../../core/review/unit-use.ts';
import type { Queryable } from '../database/database.ts';
import { ProblemError } from '../problem.ts';
import { MAX_HAPPENINGS, selectHappenings } from '../queries/alarms.ts';
import { selectCityZone } from '../queries/city.ts';
import { selectResponseTargets } from '../queries/response-targets.ts';
import { selectAlarmIdsAbout } from '../queries/review-subject.ts';
import {
  type ReviewOrder,
  selectBindings,
  selectReviewed,
  selectTargetChanges,
  selectUnitNames,
} from '../queries/reviews.ts';
import type { Reviewed } from './review-order.ts';
import { countEntries, readEntries, recordSteps, tooMany } from './timeline.ts';

const MOST_INCIDENTS = 100_000;
const MOST_UNITS = 500;
type ReviewedRow = Awaited<ReturnType<typeof selectReviewed>>[number];

/** The whole review: its figures, and the first page of its timeline. */
export async function readReview(
  db: Queryable,
  reviewed: Reviewed,
  nowMs: number,
  limit: number,
): Promise<Review> {
  const { order, incident, isOpen, isCut } = reviewed;
  const steps = await recordSteps(db, order);
  const byNoun = await countEntries(db, order, steps);
  const rows = await selectReviewed(db, order, MOST_INCIDENTS + 1);
  if (rows.length > MOST_INCIDENTS) throw tooManyIncidents(rows.length);
  const iso = (ms: number): string => new Date(ms).toISOString();
  return {
    incident,
    areaCode: order.areaCode,
    from: iso(order.fromMs),
    to: iso(order.toMs),
    asOf: iso(nowMs),
    isOpen,
    isCut,
    total: Object.values(byNoun).reduce((a, b) => a + b, 0),
    byNoun,
    ...(await incidentPart(db, order, rows, nowMs)),
    alarms: await alarmPart(db, order),
    units: await unitPart(db, order, rows),
    entries: await readEntries(db, order, steps, { limit }),
  };
}

async function incidentPart(
  db: Queryable,
  order: ReviewOrder,
  rows: readonly ReviewedRow[],
  nowMs: number,
): Promise<Pick<Review, 'incidents' | 'intervals'>> {
  const { fromMs, toMs } = order;
  const now = targetsOf(await selectResponseTargets(db));
  const changes = await selectTargetChanges(db, fromMs);
  const targetsAt = (ms: number) => targetsInForce(now, changes, ms);
  const [only] = rows;
  const targetsChanged = changes.some(({ atMs }) => atMs > fromMs && atMs < toMs);
  return {
    incidents: { ...incidentFigures(rows, targetsAt(toMs - 1), targetsAt, nowMs), targetsChanged },
    intervals:
      order.about && only ? incidentIntervals(only, targetsAt(Date.parse(only.reportedAt)), nowMs) : [],
  };
}

async function alarmPart(db: Queryable, order: ReviewOrder): Promise<ReviewAlarms> {
  const { areaCode, fromMs, toMs, about } = order;
  const [from, to] = [new Date(fromMs).toISOString(), new Date(toMs).toISOString()];
  const read = await selectHappenings(db, { scopeCode: areaCode, from, to });
  if (read.length > MAX_HAPPENINGS) throw tooMany(read.length, MAX_HAPPENINGS);
  const wanted = about
    ? new Set(await selectAlarmIdsAbout(db, [about.incidentId, ...about.relatedIds], { from, to }))
    : undefined;
  const happenings = wanted ? read.filter(({ id }) => wanted.has(id)) : read;
  const zone = await selectCityZone(db);
  const { bins, binSeconds, total, floods } = alarmLoad(happenings, [], {
    ...binsOf(order),
    nowMs: toMs,
    zone,
  });
  return {
    total,
    binSeconds,
    bins,
    floods: floods.length,
    byKind: kindsOf(happenings),
    answer: alarmAnswers(happenings, toMs),
  };
}

/** Whole bins from the start of the period on. */
function binsOf({ fromMs, toMs }: ReviewOrder): { fromMs: number; toMs: number } {
  const binMs = ALARM_BANDS.binSeconds * 1000;
  return { fromMs, toMs: fromMs + Math.ceil((toMs - fromMs) / binMs) * binMs };
}

function kindsOf(happenings: readonly AlarmHappening[]): ReviewAlarms['byKind'] {
  const counts: ReviewAlarms['byKind'] = {};
  for (const { kind } of happenings.filter(isAnnouncement)) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

async function unitPart(
  db: Queryable,
  order: ReviewOrder,
  rows: readonly ReviewedRow[],
): Promise<ReviewUnit[]> {
  const uses = await usesOf(db, order, rows);
  const names = new Map(
    (
      await selectUnitNames(
        db,
        uses.map(({ unitId }) => unitId),
      )
    ).map((unit) => [unit.id, unit]),
  );
  return uses.flatMap(({ unitId, ...use }) => {
    const unit = names.get(unitId);
    if (!unit) return [];
    const { areaCode, ...named } = unit;
    return [{ ...named, ...use }];
  });
}

/** What the log tells of units and incidents, and for incidents that it does not know their records. */
export async function usesOf(
  db: Queryable,
  order: ReviewOrder,
  rows: readonly ReviewedRow[],
): Promise<UnitUse[]> {
  const logged = await selectBindings(db, order);
  const known = new Set(logged.map(({ incidentId }) => incidentId));
  const recorded = rows.filter(({ id }) => !known.has(id)).flatMap(bindingsOfRecord);
  const { fromMs, toMs } = order;
  const all = [...logged, ...recorded].filter(({ atMs }) => atMs < toMs).sort((a, b) => a.atMs - b.atMs);
  return unitUse(all, fromMs, toMs).slice(0, MOST_UNITS);
}

function bindingsOfRecord({ id, unitId, assignedAt, resolvedAt }: ReviewedRow): Binding[] {
  if (unitId === null || assignedAt === null) return [];
  const bound = { incidentId: id, atMs: Date.parse(assignedAt), was: [], is: [unitId] };
  const freed = resolvedAt && { incidentId: id, atMs: Date.parse(resolvedAt), was: [unitId], is: [] };
  return freed ? [bound, freed] : [bound];
}

function tooManyIncidents(incidents: number): ProblemError {
  const message = `At least ${incidents} incidents were reported in this period: ask for a shorter one or a smaller area.`;
  return new ProblemError('invalid_request', refusal(message, 'period_too_long', { incidents }));
}
