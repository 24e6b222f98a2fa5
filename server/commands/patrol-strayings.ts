import type { Alarm } from '../../core/contract/alarm.ts';
import type { PatrolStraying } from '../../core/contract/running-round.ts';
import { keyOf } from '../../core/live/rules/rule.ts';
import type { Queryable } from '../database/database.ts';
import { notFound } from '../problem.ts';
import { selectAlarmsOf } from '../queries/alarms.ts';
import { appendEvent } from '../queries/events.ts';
import {
  holdStraying,
  selectPresentStrayings,
  selectStraying,
  setAcknowledged,
} from '../queries/patrol-strayings.ts';
import { actOnMany } from './alarm-acts.ts';
import type { Planning } from './patrol-plans.ts';

/** Notes who saw a straying and takes it on; who was first stays. The alarm of a unit that is off still is acknowledged with it. 404: none of a unit of the scope. */
export async function acknowledgeStraying(
  tx: Queryable,
  id: string,
  doing: Planning,
): Promise<PatrolStraying> {
  const held = await holdStraying(tx, id, doing.actor.scopeCode);
  if (!held) throw notFound('patrol_strayings', `straying ${id}`);
  const after = await acknowledged(tx, held, doing);
  if (held.acknowledgedAt === null && after.goesOn) await acknowledgeAlarm(tx, after.unitId, doing);
  return after;
}

/** The strayings that alarms were about are acknowledged with them. */
export async function acknowledgeStrayingsOf(
  tx: Queryable,
  alarms: readonly Alarm[],
  doing: Planning,
): Promise<void> {
  const strays = alarms.filter(
    ({ properties: { kind, state } }) => kind === 'unit_off_route' && state === 'acknowledged',
  );
  for (const { properties } of strays)
    for (const id of await selectPresentStrayings(tx, properties.subjectId)) {
      const held = await holdStraying(tx, id, doing.actor.scopeCode);
      if (held) await acknowledged(tx, held, doing);
    }
}

async function acknowledged(
  tx: Queryable,
  { areaCode, ...before }: PatrolStraying & { areaCode: string },
  { actor, now }: Planning,
): Promise<PatrolStraying> {
  if (before.acknowledgedAt !== null) return before;
  await setAcknowledged(tx, before.id, actor.accountId, now);
  const after = await selectStraying(tx, before.id);
  if (!after) throw new Error(`straying ${before.id} is not there after its change`);
  await appendEvent(tx, {
    at: now,
    actorId: actor.accountId,
    noun: 'patrol_strayings',
    kind: 'update',
    subjectId: before.id,
    areaCode,
    before,
    after,
  });
  return after;
}

async function acknowledgeAlarm(tx: Queryable, unitId: string, doing: Planning): Promise<void> {
  const choice = { keys: [keyOf('unit_off_route', unitId)], scopeCode: doing.actor.scopeCode };
  const alarms = await selectAlarmsOf(tx, choice);
  const seen = alarms
    .filter(({ properties }) => properties.state === 'unacknowledged')
    .map(({ id }) => ({ id }));
  if (seen.length > 0) await actOnMany(tx, 'acknowledge', seen, doing);
}
