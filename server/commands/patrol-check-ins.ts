import { randomBytes, timingSafeEqual } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type {
  PatrolCheckIn,
  PatrolCheckInInput,
  PatrolCode,
  PatrolCodeInput,
} from '../../core/contract/patrol-check-in.ts';
import type { PatrolPlan, PatrolStop } from '../../core/contract/patrol-plan.ts';
import { refusal } from '../../core/contract/reason.ts';
import type { Queryable } from '../database/database.ts';
import { notFound, ProblemError } from '../problem.ts';
import { appendEvent } from '../queries/events.ts';
import { insertPatrolCode, selectPatrolCode } from '../queries/patrol-codes.ts';
import { insertVisit, updateVisit } from '../queries/patrol-visits.ts';
import { selectToldVisit } from '../queries/told-visits.ts';
import { findPatrolPlan, type Planning } from './patrol-plans.ts';

/** A clock may be ahead by so much. */
const AHEAD_MS = 60_000;

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
  const { actor, now } = doing;
  const plan = await findPatrolPlan(tx, planId, actor.scopeCode, true);
  const { round, stop } = stopOf(plan, stopId);
  if (plan.state !== 'issued') {
    const message = `The plan is ${plan.state}; a unit checks in at the stops of one that is issued.`;
    throw new ProblemError('conflict', refusal(message, 'patrol_state_forbids', { patrolState: plan.state }));
  }
  refuseTimes(input, now);
  if (input.how === 'qr') await requireCode(tx, stop, input.code);
  const before = await selectToldVisit(tx, stopId);
  if (before && input.leftAt === before.leftAt) return before;
  const arrivedMs = Date.parse(before?.arrivedAt ?? input.arrivedAt);
  const leftMs =
    input.leftAt === null
      ? Math.max(arrivedMs, Date.parse(now))
      : Math.max(arrivedMs, Date.parse(input.leftAt));
  const goesOn = input.leftAt === null;
  const id = before?.id ?? uuidv7({ msecs: Date.parse(now) });
  if (before) await updateVisit(tx, { id, leftMs, goesOn });
  else
    await insertVisit(tx, {
      id,
      unitId: round.unitId,
      placeKind: stop.kind,
      placeId: stop.placeId,
      stopId,
      how: input.how,
      arrivedMs,
      leftMs,
      goesOn,
    });
  const after = await selectToldVisit(tx, stopId);
  if (!after) throw new Error(`the visit of stop ${stopId} is not there after its change`);
  await appendEvent(tx, {
    at: now,
    actorId: actor.accountId,
    noun: 'patrol_visits',
    kind: before ? 'update' : 'create',
    subjectId: id,
    areaCode: plan.areaCode,
    before: before ?? null,
    after,
  });
  return after;
}

/** The code that is to hang at a place; made when it is first asked for. */
export async function codeOf(tx: Queryable, place: PatrolCodeInput, { now }: Planning): Promise<PatrolCode> {
  await insertPatrolCode(tx, { ...place, code: randomBytes(16).toString('base64url') }, now);
  const code = await selectPatrolCode(tx, place);
  if (!code) throw new Error('the code of a place is not there after it was made');
  return code;
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
  const known = await selectPatrolCode(tx, { kind, placeId });
  const [wanted, said] = [known?.code ?? '', given ?? ''].map((text) => Buffer.from(text));
  const isSame = wanted!.length > 0 && wanted!.length === said!.length && timingSafeEqual(wanted!, said!);
  if (!isSame)
    throw new ProblemError('conflict', refusal('This is not the code of the place.', 'patrol_code_wrong'));
}
