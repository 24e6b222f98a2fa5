import type { OwnPostInput, UnitPost } from '../../core/contract/unit-duty.ts';
import type { Queryable } from '../database/database.ts';
import { notFound } from '../problem.ts';
import { selectCordonOfPost, selectPostOfUnit } from '../queries/cordons.ts';
import { cityWide } from './city-wide.ts';
import { type Commanding, reportInPlace } from './cordons.ts';

/** A unit says that it is at its post of a cordon. 404: it never had that post; refused (422): it was freed, or the cordon stood down. */
export async function reportOwnPost(
  tx: Queryable,
  unitId: string,
  { positionId, doneAt }: OwnPostInput,
  given: Commanding,
): Promise<UnitPost | null> {
  const cordonId = await selectCordonOfPost(tx, unitId, positionId);
  if (cordonId === undefined) throw notFound('cordons', `position ${positionId} of unit ${unitId}`);
  const { actor } = await cityWide(tx, given);
  const doing = { ...given, actor: { ...given.actor, scopeCode: actor.scopeCode } };
  await reportInPlace(tx, cordonId, positionId, { closeCheckpoint: false, at: doneAt }, ['*'], doing);
  return (await selectPostOfUnit(tx, unitId)) ?? null;
}
