import { v7 as uuidv7 } from 'uuid';
import type { RuleSettings } from '../../core/contract/alarm-rule.ts';
import type { PatrolStraying } from '../../core/contract/running-round.ts';
import { toInt7 } from '../../core/geometry/integer.ts';
import { DEFAULT_RULES } from '../../core/live/rules/defaults.ts';
import { followWay } from '../../core/patrol/adherence.ts';
import { unexplained } from '../../core/patrol/called-away.ts';
import { plannedLine } from '../../core/patrol/planned-line.ts';
import type { RouteStraying, StrayingRule } from '../../core/patrol/strayings.ts';
import type { Queryable } from '../database/database.ts';
import { selectAlarmRule } from '../queries/alarm-rules.ts';
import type { NewEvent } from '../queries/events.ts';
import { deleteStraying, putStraying, selectStraying, selectStrayings } from '../queries/patrol-strayings.ts';
import { type FollowedRound, putRoundTrack, selectCalls, thinnedFixes } from '../queries/round-tracks.ts';

/** Of the positions of each so many seconds one is enough to tell the way. */
const STEP_SECONDS = 5;
/** Farther by less is not told anew. */
const FARTHER_METRES = 10;

type StrayingLimits = RuleSettings['unit_off_route']['limits'];

/** What counts as straying: as the alarm `unit_off_route` is set, whether it is on or not. */
export async function strayingRule(db: Queryable): Promise<StrayingRule> {
  const rule = await selectAlarmRule(db, 'unit_off_route');
  const { metres, seconds } = (rule?.limits ?? DEFAULT_RULES.unit_off_route.limits) as StrayingLimits;
  return { limitMetres: metres, persistenceSeconds: seconds };
}

/**
 * Holds the positions of a unit that came since against its round: what was driven, where it strayed. `lateFromMs`: from when on some came late; then
 * the whole round is looked at again. Answers what is to be logged, at the end of the transaction.
 */
export async function followRound(
  tx: Queryable,
  round: FollowedRound,
  lateFromMs: number | null,
  rule: StrayingRule,
  now: string,
): Promise<NewEvent[]> {
  const line = round.line && plannedLine(round.line.coordinates.flat().map(toInt7));
  const { id, unitId, startMs, endMs, settledMs, driven } = round;
  const isAnew = settledMs === null || (lateFromMs !== null && lateFromMs <= settledMs);
  const fromMs = isAnew ? startMs : settledMs;
  const fixes = await thinnedFixes(tx, unitId, { fromMs, toMs: endMs, stepSeconds: STEP_SECONDS });
  const look = line && followWay(line, fixes, rule, (!isAnew && driven) || undefined);
  const asOfMs = look ? look.asOfMs : (fixes.at(-1)?.fixMs ?? null);
  if (asOfMs === null) return [];
  const track = {
    settledMs: look?.settledMs ?? asOfMs,
    seenMs: asOfMs,
    driven: look?.isDriven ?? new Uint8Array(),
  };
  await putRoundTrack(tx, round, track);
  if (!look) return [];
  const reasons = await reasonsOf(tx, round);
  const told = unexplained(look.strayings, reasons, asOfMs, rule);
  const known = (await selectStrayings(tx, [id])).filter(({ fromAt }) => Date.parse(fromAt) >= fromMs);
  return await keepStrayings(tx, round, known, told, now);
}

/** Who was called to an incident, who did not have the round yet, and who just begins it has a reason not to be on its way. */
async function reasonsOf(tx: Queryable, { unitId, startMs, endMs, issuedMs }: FollowedRound) {
  const calls = await selectCalls(tx, unitId, { fromMs: startMs - 3_600_000, toMs: endMs });
  return [...calls, { fromMs: startMs, toMs: Math.max(startMs, issuedMs) }];
}

/** Of what was told before only what is told otherwise now is touched: a straying is the same one while their times overlap. */
async function keepStrayings(
  tx: Queryable,
  round: FollowedRound,
  before: readonly PatrolStraying[],
  told: readonly RouteStraying[],
  now: string,
): Promise<NewEvent[]> {
  const known = new Set(before);
  const events: NewEvent[] = [];
  for (const straying of told) {
    const same = [...known].find((one) => overlap(one, straying));
    if (same) known.delete(same);
    if (same && !isOtherwise(same, straying)) continue;
    const id = same?.id ?? uuidv7({ msecs: straying.detectedMs });
    await putStraying(tx, { id, roundId: round.id, unitId: round.unitId }, straying);
    const after = (await selectStraying(tx, id)) ?? null;
    if (!same || same.goesOn !== straying.goesOn) events.push(eventOf(round, same ?? null, after, now));
  }
  for (const gone of known) {
    await deleteStraying(tx, gone.id);
    events.push(eventOf(round, gone, null, now));
  }
  return events;
}

function overlap(
  { fromAt, toAt, goesOn, detectedAt }: PatrolStraying,
  { fromMs, toMs }: RouteStraying,
): boolean {
  const untilMs = goesOn ? Number.POSITIVE_INFINITY : Date.parse(toAt ?? detectedAt);
  return Date.parse(fromAt) <= (toMs ?? Number.POSITIVE_INFINITY) && fromMs <= untilMs;
}

function isOtherwise(known: PatrolStraying, told: RouteStraying): boolean {
  const toMs = known.toAt === null ? null : Date.parse(known.toAt);
  return (
    known.goesOn !== told.goesOn ||
    toMs !== told.toMs ||
    Date.parse(known.fromAt) !== told.fromMs ||
    Math.abs(known.mostMetres - told.mostMetres) > FARTHER_METRES
  );
}

function eventOf(
  { areaCode }: FollowedRound,
  before: PatrolStraying | null,
  after: PatrolStraying | null,
  now: string,
): NewEvent {
  const kind = before ? (after ? 'update' : 'delete') : 'create';
  const subjectId = (after ?? before)?.id ?? '';
  return { at: now, actorId: null, noun: 'patrol_strayings', kind, subjectId, areaCode, before, after };
}
