import { v7 as uuidv7 } from 'uuid';
import type {
  PatrolCheckIn,
  PatrolCheckInInput,
  PatrolCodePlace,
} from '../../core/contract/patrol-check-in.ts';
import type { PatrolPlan, PatrolStop } from '../../core/contract/patrol-plan.ts';
import { refusal } from '../../core/contract/reason.ts';
import { readPlaceCode } from '../../core/patrol/place-code.ts';
import type { Queryable } from '../database/database.ts';
import { notFound, ProblemError } from '../problem.ts';
import { appendEvents, type NewEvent } from '../queries/events.ts';
import { selectPatrolCodes } from '../queries/patrol-codes.ts';
import { insertVisit, updateVisit } from '../queries/patrol-visits.ts';
import { selectOpenTold, selectToldVisit } from '../queries/told-visits.ts';
import { findPatrolPlan, type Planning } from './patrol-plans.ts';

/** A clock may be ahead by so much. */
export const AHEAD_MS = 60_000;

/**
 * Keeps that the unit of a stop of an issued plan was there; told again, it says when it left. Refused: a code that is not that of the place, an instant
 * to come, a leaving before the arrival.
 */
export async function checkIn(
  tx: Queryable,
  { planId, stopId }: { planId: string; stopId: string },
  input: PatrolCheckInInput,
  doing: Planning,
): Promise<PatrolCheckIn> {
  const plan = await findPatrolPlan(tx, planId, doing.actor.scopeCode, true);
  const { round, stop } = stopOf(plan, stopId);
  if (plan.state !== 'issued') {
    const message = `The plan is ${plan.state}; a unit checks in at the stops of one that is issued.`;
    throw new ProblemError('conflict', refusal(message, 'patrol_state_forbids', { patrolState: plan.state }));
  }
  refuseTimes(input, doing.now);
  if (input.how === 'qr') await requireCode(tx, stop, input.code);
  const at = { areaCode: plan.areaCode, unitId: round.unitId, stop };
  const leftMs = input.leftAt === null ? null : Date.parse(input.leftAt);
  return await tellVisit(tx, at, { how: input.how, arrivedMs: Date.parse(input.arrivedAt), leftMs }, doing);
}

/** A stop of a round of a unit in a plan of an area. */
interface ToldAt {
  areaCode: string;
  unitId: string;
  stop: PatrolCodePlace & { id: string };
}

/** Keeps what was told of a stop, milliseconds since 1970; a visit of the unit elsewhere that was told before, and goes on by what is known, ends with the arrival. */
export async function tellVisit(
  tx: Queryable,
  at: ToldAt,
  told: { how: PatrolCheckInInput['how']; arrivedMs: number; leftMs: number | null },
  doing: Planning,
): Promise<PatrolCheckIn> {
  const { unitId, stop } = at;
  const nowMs = Date.parse(doing.now);
  const before = await selectToldVisit(tx, stop.id);
  if (before && (told.leftMs === null ? before.leftAt === null : isAt(before.leftAt, told.leftMs)))
    return before;
  // Read again later at the place, it is the same visit.
  if (before && told.leftMs === null && told.how === 'qr') return before;
  const arrivedMs = before ? Date.parse(before.arrivedAt) : told.arrivedMs;
  const leftMs = Math.max(arrivedMs, told.leftMs ?? nowMs);
  const goesOn = told.leftMs === null;
  const id = before?.id ?? uuidv7({ msecs: nowMs });
  const ended = await endOthers(tx, at, arrivedMs, doing);
  if (before) await updateVisit(tx, { id, leftMs, goesOn });
  else
    await insertVisit(tx, {
      ...{ id, unitId, placeKind: stop.kind, placeId: stop.placeId, stopId: stop.id },
      ...{ how: told.how, arrivedMs, leftMs, goesOn },
    });
  const after = await selectToldVisit(tx, stop.id);
  if (!after) throw new Error(`the visit of stop ${stop.id} is not there after its change`);
  await appendEvents(tx, [...ended, eventOf(at, before ?? null, after, doing)]);
  return after;
}

async function endOthers(tx: Queryable, at: ToldAt, arrivedMs: number, doing: Planning): Promise<NewEvent[]> {
  const others = await selectOpenTold(tx, { unitId: at.unitId, exceptStopId: at.stop.id, atMs: arrivedMs });
  const events: NewEvent[] = [];
  for (const { roundEndMs, ...visit } of others) {
    // Of a shift that is over it is not known how long the unit stayed, but not beyond the round.
    const latestMs = Math.min(arrivedMs, roundEndMs ?? arrivedMs);
    const leftMs = Math.max(Date.parse(visit.arrivedAt), latestMs);
    await updateVisit(tx, { id: visit.id, leftMs, goesOn: false });
    events.push(eventOf(at, visit, { ...visit, leftAt: new Date(leftMs).toISOString() }, doing));
  }
  return events;
}

function eventOf(
  { areaCode }: ToldAt,
  before: PatrolCheckIn | null,
  after: PatrolCheckIn,
  { actor, now }: Planning,
): NewEvent {
  const kind = before ? 'update' : 'create';
  const subjectId = after.id;
  return {
    at: now,
    actorId: actor.accountId,
    noun: 'patrol_visits',
    kind,
    subjectId,
    areaCode,
    before,
    after,
  };
}

function isAt(instant: string | null, ms: number): boolean {
  return instant !== null && Date.parse(instant) === ms;
}

function stopOf(plan: PatrolPlan, stopId: string) {
  for (const round of plan.rounds)
    for (const stop of round.stops) if (stop.id === stopId) return { round, stop };
  throw notFound('patrol_plans', `stop ${stopId}`);
}

function refuseTimes({ arrivedAt, leftAt }: PatrolCheckInInput, now: string): void {
  const latest = Math.max(Date.parse(arrivedAt), leftAt === null ? 0 : Date.parse(leftAt));
  if (latest > Date.parse(now) + AHEAD_MS)
    throw new ProblemError('invalid_request', refusal('The instant is in the future.', 'instant_in_future'));
  if (leftAt !== null && Date.parse(leftAt) < Date.parse(arrivedAt))
    throw new ProblemError('invalid_request', refusal('It left before it arrived.', 'period_reversed'));
}

async function requireCode(
  tx: Queryable,
  { kind, placeId }: PatrolStop,
  given: string | null,
): Promise<void> {
  const [known] = await selectPatrolCodes(tx, [{ kind, placeId }]);
  if (!known || known.code !== readPlaceCode(given ?? ''))
    throw new ProblemError('conflict', refusal('This is not the code of the place.', 'patrol_code_wrong'));
}
