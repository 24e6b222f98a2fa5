import { v7 as uuidv7 } from 'uuid';
import type { PatrolPlan, PatrolPlanInput, PatrolRound } from '../../core/contract/patrol-plan.ts';
import { refusal } from '../../core/contract/reason.ts';
import { maskPersonalData } from '../../core/personal-data.ts';
import type { PatrolPlanState } from '../../core/vocabulary.ts';
import { ConstraintViolated, type Queryable } from '../database/database.ts';
import { refuseConflicts, type WayedPlan } from '../dispatch/patrol-rounds.ts';
import { expectVersion, type Versions } from '../etag.ts';
import { notFound, ProblemError } from '../problem.ts';
import { appendEvent } from '../queries/events.ts';
import {
  deletePatrolPlan,
  insertPatrolPlan,
  placesOutside,
  replaceRounds,
  selectPatrolPlan,
  selectTakenUnits,
  updatePatrolPlan,
} from '../queries/patrol-plans.ts';
import { noteLateForVisits } from '../queries/visit-bookmarks.ts';
import type { Doing } from './command.ts';

/** Who plans is a person. */
export type Planning = Doing & { actor: { accountId: string } };

/** What is planned, with its ways. */
export interface PlanOrder {
  input: PatrolPlanInput;
  wayed: WayedPlan;
}

/** Keeps a new plan as a draft. 409 with every conflict of its rounds; 422 for a stop outside of the scope. */
export async function createPatrolPlan(
  tx: Queryable,
  order: PlanOrder,
  doing: Planning,
): Promise<PatrolPlan> {
  const { actor, now } = doing;
  const { day, shift } = order.input;
  const id = uuidv7({ msecs: Date.parse(now) });
  const name = maskPersonalData(order.input.name).text;
  await check(tx, order, null, doing);
  await insertPatrolPlan(tx, {
    id,
    areaCode: actor.scopeCode,
    day,
    shift,
    name,
    createdBy: actor.accountId,
    now,
  });
  await replaceRounds(tx, { id, day, shift, issued: false }, roundsOf(order, null, now));
  return await logPlan(tx, 'create', null, id, doing);
}

/** Puts other rounds or another name into a plan. One that is issued stays issued. */
export async function changePatrolPlan(
  tx: Queryable,
  id: string,
  order: PlanOrder,
  versions: Versions,
  doing: Planning,
): Promise<PatrolPlan> {
  const { actor, now } = doing;
  const before = await holdPlan(tx, id, versions, ['draft', 'issued'], doing);
  const { day, shift } = order.input;
  await check(tx, order, id, doing);
  await updatePatrolPlan(tx, id, { name: maskPersonalData(order.input.name).text, day, shift, now });
  const rounds = roundsOf(order, before, now);
  await ofOneUnit(() => replaceRounds(tx, { id, day, shift, issued: before.state === 'issued' }, rounds));
  return await logPlan(tx, 'update', before, id, { actor, now });
}

/** Gives a draft out to its units; its ways are those of now. */
export async function issuePatrolPlan(
  tx: Queryable,
  id: string,
  order: PlanOrder,
  versions: Versions,
  doing: Planning,
): Promise<PatrolPlan> {
  const { actor, now } = doing;
  const before = await holdPlan(tx, id, versions, ['draft'], doing);
  if (order.wayed.endMs <= Date.parse(now))
    throw new ProblemError('conflict', refusal('The shift is over.', 'patrol_shift_over'));
  await check(tx, order, id, doing);
  const { day, shift } = order.input;
  await replaceRounds(tx, { id, day, shift, issued: false }, roundsOf(order, before, now));
  const issued = { at: now, by: actor.accountId };
  await ofOneUnit(() => updatePatrolPlan(tx, id, { state: 'issued', issued, now }));
  // What units did of their rounds before these were given out counts, too.
  const fromAt = new Date(order.wayed.startMs).toISOString();
  if (fromAt < now)
    await noteLateForVisits(
      tx,
      order.input.rounds.map(({ unitId }) => ({ unitId, fromAt })),
    );
  return await logPlan(tx, 'update', before, id, doing);
}

/** Takes a plan back: its units go it no more. */
export async function withdrawPatrolPlan(
  tx: Queryable,
  id: string,
  versions: Versions,
  doing: Planning,
): Promise<PatrolPlan> {
  const before = await holdPlan(tx, id, versions, ['issued'], doing);
  await updatePatrolPlan(tx, id, { state: 'withdrawn', now: doing.now });
  return await logPlan(tx, 'update', before, id, doing);
}

/** Removes a draft; the log keeps it. */
export async function removePatrolPlan(
  tx: Queryable,
  id: string,
  versions: Versions,
  doing: Planning,
): Promise<void> {
  const before = await holdPlan(tx, id, versions, ['draft'], doing);
  await deletePatrolPlan(tx, id);
  await append(tx, 'delete', before, null, doing);
}

/** A plan of the scope; 404 if there is none. */
export async function findPatrolPlan(
  db: Queryable,
  id: string,
  scopeCode: string,
  lock = false,
): Promise<PatrolPlan> {
  const plan = await selectPatrolPlan(db, id, scopeCode, lock);
  if (!plan) throw notFound('patrol_plans', `patrol plan ${id}`);
  return plan;
}

/** What a saved plan would be ordered as. */
export function inputOf({ day, shift, name, rounds }: PatrolPlan): PatrolPlanInput {
  return {
    day,
    shift,
    name,
    rounds: rounds.map(({ unitId, post, stops }) => ({
      unitId,
      post,
      stops: stops.map(({ travelSeconds: _, ...stop }) => stop),
    })),
  };
}

async function holdPlan(
  tx: Queryable,
  id: string,
  versions: Versions,
  states: readonly PatrolPlanState[],
  { actor }: Planning,
): Promise<PatrolPlan> {
  const plan = await findPatrolPlan(tx, id, actor.scopeCode, true);
  expectVersion(versions, plan.version);
  if (states.includes(plan.state)) return plan;
  const message = `The plan is ${plan.state}; this needs one that is ${states.join(' or ')}.`;
  throw new ProblemError('conflict', refusal(message, 'patrol_state_forbids', { patrolState: plan.state }));
}

async function check(
  tx: Queryable,
  { input, wayed }: PlanOrder,
  id: string | null,
  { actor }: Planning,
): Promise<void> {
  const places = input.rounds.flatMap(({ stops, post }) => (post ? [...stops, post] : stops));
  const [outside] = await placesOutside(tx, actor.scopeCode, places);
  const place = outside === undefined ? undefined : places[outside];
  if (place) {
    const { lng, lat } = place;
    const message = `[${lng}, ${lat}] lies outside your area (${actor.scopeCode}).`;
    const params = { lng, lat, areaCode: actor.scopeCode };
    throw new ProblemError('outside_scope', refusal(message, 'place_outside_scope', params));
  }
  const { day, shift } = input;
  refuseConflicts(wayed, input, await selectTakenUnits(tx, { day, shift, exceptId: id }));
}

/** The round of a unit stays the same round, a stop that comes with an id of the plan the same stop; others get an id. */
function roundsOf({ wayed }: PlanOrder, before: PatrolPlan | null, now: string): PatrolRound[] {
  const newId = () => uuidv7({ msecs: Date.parse(now) });
  const roundIds = new Map(before?.rounds.map(({ unitId, id }) => [unitId, id]));
  const known = new Set(before?.rounds.flatMap(({ stops }) => stops).map(({ id }) => id));
  const used = new Set<string>();
  return wayed.rounds.map(({ input, legs, drawn }) => ({
    id: roundIds.get(input.unitId) ?? newId(),
    unitId: input.unitId,
    post: input.post,
    ...drawn,
    stops: input.stops.map((stop, at) => {
      const isKept = stop.id !== null && known.has(stop.id) && !used.has(stop.id);
      const id = isKept && stop.id !== null ? stop.id : newId();
      used.add(id);
      const names = {
        nameZh: maskPersonalData(stop.nameZh).text,
        nameEn: maskPersonalData(stop.nameEn).text,
      };
      return { ...stop, ...names, id, travelSeconds: legs[at] ?? 0 };
    }),
  }));
}

/** Somebody else may have given a unit out at the same moment. */
async function ofOneUnit(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof ConstraintViolated) || error.code !== '23505') throw error;
    throw new ProblemError(
      'conflict',
      refusal('A unit of the plan goes another round then.', 'patrol_unit_taken'),
    );
  }
}

async function logPlan(
  tx: Queryable,
  kind: 'create' | 'update',
  before: PatrolPlan | null,
  id: string,
  doing: Planning,
): Promise<PatrolPlan> {
  const after = await findPatrolPlan(tx, id, doing.actor.scopeCode);
  await append(tx, kind, before, after, doing);
  return after;
}

async function append(
  tx: Queryable,
  kind: 'create' | 'update' | 'delete',
  before: PatrolPlan | null,
  after: PatrolPlan | null,
  { actor, now }: Planning,
): Promise<void> {
  const plan = after ?? before;
  if (!plan) return;
  await appendEvent(tx, {
    at: now,
    actorId: actor.accountId,
    noun: 'patrol_plans',
    kind,
    subjectId: plan.id,
    areaCode: plan.areaCode,
    before: before && withoutLines(before),
    after: after && withoutLines(after),
  });
}

/** Lines follow from the stops and the roads, and are long. */
function withoutLines({ rounds, ...plan }: PatrolPlan): object {
  return { ...plan, rounds: rounds.map(({ line: _, ...round }) => round) };
}
