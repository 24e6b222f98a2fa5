import type { PatrolStraying } from '../../core/contract/running-round.ts';
import { keyOf } from '../../core/live/rules/rule.ts';
import type { Queryable } from '../database/database.ts';
import { notFound } from '../problem.ts';
import { selectAlarmsOf } from '../queries/alarms.ts';
import { appendEvent } from '../queries/events.ts';
import { holdStraying, selectStraying, setAcknowledged } from '../queries/patrol-strayings.ts';
import { actOnMany } from './alarm-acts.ts';
import type { Planning } from './patrol-plans.ts';

/** Notes who saw a straying and takes it on; who was first stays. The alarm of a unit that is off still is acknowledged with it. 404: none of a unit of the scope. */
export async function acknowledgeStraying(
  tx: Queryable,
  id: string,
  doing: Planning,
): Promise<PatrolStraying> {
  const { actor, now } = doing;
  const held = await holdStraying(tx, id, actor.scopeCode);
  if (!held) throw notFound('patrol_strayings', `straying ${id}`);
  const { areaCode, ...before } = held;
  if (before.acknowledgedAt !== null) return before;
  await setAcknowledged(tx, id, actor.accountId, now);
  const after = await selectStraying(tx, id);
  if (!after) throw new Error(`straying ${id} is not there after its change`);
  if (after.goesOn) await acknowledgeAlarm(tx, after.unitId, doing);
  await appendEvent(tx, {
    at: now,
    actorId: actor.accountId,
    noun: 'patrol_strayings',
    kind: 'update',
    subjectId: id,
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
