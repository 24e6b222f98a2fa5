import type { Assignment, AssignmentStepInput } from '../../core/contract/assignment.ts';
import { progressAfterStep } from '../../core/incident/assignment.ts';
import type { Queryable } from '../database/database.ts';
import { expectVersion, type Versions } from '../etag.ts';
import { notFound } from '../problem.ts';
import { selectAssignment, selectOpenAssignments } from '../queries/assignments.ts';
import { INCIDENTS } from '../queries/nouns.ts';
import { type PlacedFeature, selectPlacedOne, updatePlaced } from '../queries/placed.ts';
import { openAssignment, stepAssignment } from './assignment-rows.ts';
import { cityWide } from './city-wide.ts';
import type { Doing } from './command.ts';
import { logIncident, progressOf, requireFreeUnit } from './incidents.ts';

/** Sends one more unit to an incident of one of `versions` that has units already. Refused (409): a unit that has an assignment or is not on duty. */
export async function sendAnother(
  tx: Queryable,
  incident: PlacedFeature,
  unitId: string,
  versions: Versions,
  doing: Doing,
): Promise<PlacedFeature> {
  const id = String(incident.id);
  expectVersion(versions, incident.properties.version as number);
  await requireFreeUnit(tx, unitId, null, doing);
  const { events } = await openAssignment(tx, incident, unitId, doing);
  await updatePlaced(tx, INCIDENTS, id, { properties: {}, now: doing.now });
  return await logIncident(tx, 'update', id, incident, doing, events);
}

/**
 * Takes a step of an assignment; the state of its unit and the status of its incident follow. `unitId`: of whoever acts as a unit, which has
 * its own assignments only. Refused (409): a step that can not be taken; 404: none of that id for this account.
 */
export async function takeAssignmentStep(
  tx: Queryable,
  id: string,
  input: AssignmentStepInput,
  given: Doing,
  unitId: string | null,
): Promise<Assignment> {
  const doing = unitId === null ? given : await cityWide(tx, given);
  const found = await selectAssignment(tx, id);
  const isOwn = found && (unitId === null || found.unitId === unitId);
  // Whoever changes an assignment holds its incident's lock.
  const incident =
    isOwn && (await selectPlacedOne(tx, INCIDENTS, found.incidentId, doing.actor.scopeCode, true));
  const before = incident && (await selectAssignment(tx, id));
  if (!incident || !before) throw notFound('assignments', `assignment ${id}`);
  const { after, events } = await stepAssignment(tx, incident, before, input, doing);
  if (events.length === 0) return after;
  const open = await selectOpenAssignments(tx, before.incidentId);
  const at = after.steps.at(-1)?.doneAt ?? doing.now;
  const isDealtWith = input.isDealtWith ?? false;
  const progress = progressAfterStep(progressOf(incident.properties), open, { at, isDealtWith });
  await updatePlaced(tx, INCIDENTS, before.incidentId, { properties: { ...progress }, now: doing.now });
  await logIncident(tx, 'update', before.incidentId, incident, doing, events);
  return after;
}
