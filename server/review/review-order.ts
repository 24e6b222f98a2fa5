import { isWithinCode, levelOfCode } from '../../core/contract/area-code.ts';
import type { Incident } from '../../core/contract/incident.ts';
import { refusal } from '../../core/contract/reason.ts';
import { MOST_REVIEW_DAYS } from '../../core/review/acts.ts';
import { OPEN_INCIDENT_STATUSES } from '../../core/vocabulary.ts';
import type { Actor } from '../auth/actor.ts';
import { areaUnknown } from '../commands/locate.ts';
import type { Queryable } from '../database/database.ts';
import { notFound, ProblemError } from '../problem.ts';
import { selectArea } from '../queries/areas.ts';
import { selectGrid } from '../queries/grids.ts';
import { INCIDENTS } from '../queries/nouns.ts';
import { selectPlacedOne } from '../queries/placed.ts';
import { selectCheckpointsRound, selectRelated } from '../queries/review-subject.ts';
import type { ReviewOrder } from '../queries/reviews.ts';

const LONGEST_MS = MOST_REVIEW_DAYS * 24 * 3_600_000;
/** What is told of the time after the last that happened to an incident. */
const AFTERMATH_MS = 60_000;
/** Checkpoints this near belong to the review of an incident. */
const NEAR_METRES = 3000;

/** What a request asks to have reviewed. */
export interface ReviewQuery {
  incidentId?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  area?: string | undefined;
}

/** What is reviewed, as the server understood it. */
export interface Reviewed {
  order: ReviewOrder;
  incident: Incident | null;
  isOpen: boolean;
  isCut: boolean;
  /** Its units, of an incident. */
  unitIds: readonly string[];
}

/** Understands a request, or says why it can not be met. `nowMs` is the server's time, milliseconds since 1970. */
export async function reviewedOf(
  db: Queryable,
  query: ReviewQuery,
  { scopeCode }: Pick<Actor, 'scopeCode'>,
  nowMs: number,
): Promise<Reviewed> {
  const { incidentId, from, to, area } = query;
  const isPeriod = from !== undefined && to !== undefined;
  const isOther = from !== undefined || to !== undefined || area !== undefined;
  if (incidentId !== undefined && !isOther) return await reviewedIncident(db, incidentId, scopeCode, nowMs);
  if (incidentId !== undefined || !isPeriod)
    throw new ProblemError(
      'invalid_request',
      refusal('Ask for `incidentId`, or for `from` and `to`, and an `area` if you like.', 'review_of_what'),
    );
  return await reviewedPeriod(db, { from, to, area }, scopeCode, nowMs);
}

async function reviewedPeriod(
  db: Queryable,
  { from, to, area }: { from: string; to: string; area: string | undefined },
  scopeCode: string,
  nowMs: number,
): Promise<Reviewed> {
  const [fromMs, toMs] = [Date.parse(from), Date.parse(to)];
  if (!(toMs > fromMs) || toMs - fromMs > LONGEST_MS)
    throw new ProblemError(
      'invalid_request',
      refusal(
        `\`to\` must be later than \`from\`, by at most ${MOST_REVIEW_DAYS} days.`,
        'review_span_wrong',
        { days: MOST_REVIEW_DAYS },
      ),
    );
  if (fromMs >= nowMs)
    throw new ProblemError(
      'invalid_request',
      refusal(`The period has not begun: it is ${new Date(nowMs).toISOString()} now.`, 'instant_in_future'),
    );
  const areaCode = area ?? scopeCode;
  if (area !== undefined) await requireArea(db, area, scopeCode);
  const order = { areaCode, fromMs, toMs: Math.min(toMs, nowMs), about: null };
  return { order, incident: null, isOpen: toMs > nowMs, isCut: false, unitIds: [] };
}

async function requireArea(db: Queryable, code: string, scopeCode: string): Promise<void> {
  const isGrid = levelOfCode(code) === 'grid';
  const isThere =
    isWithinCode(code, scopeCode) &&
    (isGrid ? await selectGrid(db, code, scopeCode) : await selectArea(db, code, scopeCode));
  if (!isThere) throw areaUnknown('not_found', code);
}

async function reviewedIncident(
  db: Queryable,
  incidentId: string,
  scopeCode: string,
  nowMs: number,
): Promise<Reviewed> {
  const found = await selectPlacedOne(db, INCIDENTS, incidentId, scopeCode);
  if (!found) throw notFound('incidents', `incident ${incidentId}`);
  const incident = found as unknown as Incident;
  const { properties, geometry } = incident;
  const related = await selectRelated(db, incidentId);
  const own = properties.unitId === null ? [] : [properties.unitId];
  const unitIds = [...new Set([...related.unitIds, ...own])];
  const checkpoints = await selectCheckpointsRound(db, geometry.coordinates, NEAR_METRES, scopeCode);
  const window = windowOf(incident, related, nowMs);
  const about = { incidentId, relatedIds: [...related.duplicateIds, ...unitIds, ...checkpoints] };
  return { order: { areaCode: scopeCode, ...window, about }, incident, unitIds, ...endOf(incident, window) };
}

function windowOf(
  { properties }: Incident,
  { firstAt, lastAt }: { firstAt: string | null; lastAt: string | null },
  nowMs: number,
): { fromMs: number; toMs: number; endMs: number } {
  const { reportedAt, verifiedAt, assignedAt, arrivedAt, resolvedAt } = properties;
  const ms = [reportedAt, firstAt, verifiedAt, assignedAt, arrivedAt, resolvedAt, lastAt].flatMap((at) =>
    at === null ? [] : [Date.parse(at)],
  );
  const fromMs = Math.min(...ms);
  const endMs = isOpen(properties) ? nowMs : Math.max(...ms) + AFTERMATH_MS;
  return { fromMs, endMs, toMs: Math.max(fromMs + 1, Math.min(endMs, nowMs, fromMs + LONGEST_MS)) };
}

function endOf({ properties }: Incident, { fromMs, endMs }: { fromMs: number; endMs: number }) {
  return { isOpen: isOpen(properties), isCut: endMs > fromMs + LONGEST_MS };
}

function isOpen({ status }: Incident['properties']): boolean {
  return (OPEN_INCIDENT_STATUSES as readonly string[]).includes(status);
}
