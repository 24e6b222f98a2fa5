import { refusal } from '../../core/contract/reason.ts';
import type { OwnStateInput } from '../../core/contract/unit-duty.ts';
import type { Queryable } from '../database/database.ts';
import { notFound, ProblemError } from '../problem.ts';
import { selectIncidentOfUnit } from '../queries/assignments.ts';
import { UNITS } from '../queries/nouns.ts';
import { type PlacedFeature, selectPlacedOne, updatePlaced } from '../queries/placed.ts';
import { cityWide } from './city-wide.ts';
import type { Doing } from './command.ts';
import { logged } from './placed.ts';

/**
 * A unit says in which state it is. Refused (409): while it has an assignment, except that it is unavailable (the assignment tells the rest); what it
 * said before its state was changed otherwise.
 */
export async function setOwnState(
  tx: Queryable,
  unitId: string,
  { state, doneAt }: OwnStateInput,
  given: Doing,
): Promise<PlacedFeature> {
  const doing = await cityWide(tx, given);
  const before = await selectPlacedOne(tx, UNITS, unitId, doing.actor.scopeCode, true);
  if (!before) throw notFound('units', `unit ${unitId}`);
  const { state: unitState, stateSince, code } = before.properties;
  if (unitState === state) return before;
  if (doneAt !== undefined && Date.parse(doneAt) < Date.parse(String(stateSince))) {
    const message = `Unit ${String(code)} has become ${String(unitState)} since.`;
    const params = { unitCode: String(code), unitState: String(unitState) };
    throw new ProblemError('conflict', refusal(message, 'unit_state_since', params));
  }
  const busy = state === 'unavailable' ? undefined : await selectIncidentOfUnit(tx, unitId);
  if (busy) {
    const message = `Clear incident ${busy.number} first.`;
    const params = { incidentNumber: busy.number };
    throw new ProblemError('conflict', refusal(message, 'unit_has_assignment', params));
  }
  const properties = { state, stateSince: doing.now };
  await updatePlaced(tx, UNITS, unitId, { properties, now: doing.now });
  return await logged(tx, { table: UNITS, feed: 'units' }, 'update', unitId, before, doing);
}
