import type { PatrolStraying } from '../../core/contract/running-round.ts';
import type { Queryable } from '../database/database.ts';
import { notFound } from '../problem.ts';
import { appendEvent } from '../queries/events.ts';
import { holdStraying, selectStraying, setAcknowledged } from '../queries/patrol-strayings.ts';
import type { Planning } from './patrol-plans.ts';

/** Notes who saw a straying and takes it on; who was first stays. 404: none of a unit of the scope. */
export async function acknowledgeStraying(
  tx: Queryable,
  id: string,
  { actor, now }: Planning,
): Promise<PatrolStraying> {
  const held = await holdStraying(tx, id, actor.scopeCode);
  if (!held) throw notFound('patrol_strayings', `straying ${id}`);
  const { areaCode, ...before } = held;
  if (before.acknowledgedAt !== null) return before;
  await setAcknowledged(tx, id, actor.accountId, now);
  const after = await selectStraying(tx, id);
  if (!after) throw new Error(`straying ${id} is not there after its change`);
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
