import { v7 as uuidv7 } from 'uuid';
import type { Assignment, AssignmentStepInput } from '../../core/contract/assignment.ts';
import { canTakeBack, stepForStatus, takeStep, unitStateAfter } from '../../core/incident/assignment.ts';
import { type IncidentProgress, WITH_UNIT } from '../../core/incident/transitions.ts';
import type { UnitState } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { ProblemError } from '../problem.ts';
import { insertAssignment, selectOpenAssignments, updateAssignment } from '../queries/assignments.ts';
import type { NewEvent } from '../queries/events.ts';
import { touchFeed } from '../queries/feeds.ts';
import { UNITS } from '../queries/nouns.ts';
import { type PlacedFeature, selectPlacedOne, updatePlaced } from '../queries/placed.ts';
import { cityWide } from './city-wide.ts';
import type { Doing } from './command.ts';

/** An assignment after something happened to it, and the events to log, none where nothing changed. */
interface Happened {
  after: Assignment;
  events: NewEvent[];
}

/** Sends a unit that is known to be free. */
export async function openAssignment(
  tx: Queryable,
  incident: PlacedFeature,
  unitId: string,
  { actor: { accountId }, now }: Doing,
): Promise<Happened> {
  const id = uuidv7({ msecs: Date.parse(now) });
  const sent = { state: 'sent', doneAt: now, receivedAt: now, accountId } as const;
  const after: Assignment = { id, incidentId: String(incident.id), unitId, state: 'sent', steps: [sent] };
  await insertAssignment(tx, after);
  return { after, events: [assignmentEvent(incident, null, after, { accountId, now })] };
}

/**
 * Takes a step of an assignment; its unit's state follows. Refused (409): a step that can not be taken.
 */
export async function stepAssignment(
  tx: Queryable,
  incident: PlacedFeature,
  before: Assignment,
  input: AssignmentStepInput,
  doing: Doing,
): Promise<Happened> {
  const { accountId } = doing.actor;
  const result = takeStep(before, input, { now: doing.now, accountId });
  if ('refusal' in result) throw new ProblemError('conflict', result.refusal);
  const after = result.assignment;
  if (after === before) return { after, events: [] };
  await updateAssignment(tx, after);
  const event = assignmentEvent(incident, before, after, { accountId, now: doing.now });
  return { after, events: [event, ...(await followUnit(tx, after, doing))] };
}

/**
 * Brings the assignments in line with where somebody put the incident itself: its lead unit takes the step that the status tells of, one that
 * was replaced leaves, and all leave when the incident needs no unit any more. No step of one unit is stamped on another.
 */
export async function followProgress(
  tx: Queryable,
  incident: PlacedFeature,
  progress: IncidentProgress,
  doing: Doing,
): Promise<NewEvent[]> {
  const open = await selectOpenAssignments(tx, String(incident.id));
  const events: NewEvent[] = [];
  const step = async (assignment: Assignment, input: AssignmentStepInput): Promise<void> => {
    events.push(...(await stepAssignment(tx, incident, assignment, input, doing)).events);
  };
  const { status, unitId } = progress;
  const isWorked = WITH_UNIT.includes(status);
  for (const assignment of open) {
    const isReplaced = assignment.unitId === incident.properties.unitId && assignment.unitId !== unitId;
    const isTakenBack = status !== 'resolved' && canTakeBack(assignment, Date.parse(doing.now));
    if (!isWorked || isReplaced) await step(assignment, { step: isTakenBack ? 'take_back' : 'clear' });
  }
  if (!isWorked || unitId === null) return events;
  let lead = open.find((assignment) => assignment.unitId === unitId);
  if (!lead) {
    const sent = await openAssignment(tx, incident, unitId, doing);
    events.push(...sent.events);
    lead = sent.after;
  }
  const next = stepForStatus(status);
  if (next) await step(lead, { step: next });
  return events;
}

function assignmentEvent(
  incident: PlacedFeature,
  before: Assignment | null,
  after: Assignment,
  { accountId, now }: { accountId: string | null; now: string },
): NewEvent {
  return {
    at: now,
    actorId: accountId,
    noun: 'assignments',
    kind: before ? 'update' : 'create',
    subjectId: after.id,
    areaCode: String(incident.properties.areaCode),
    before,
    after,
  };
}

/** A unit may work outside of the area of whoever takes the step. */
async function followUnit(
  tx: Queryable,
  { unitId, state, steps }: Assignment,
  doing: Doing,
): Promise<NewEvent[]> {
  const { scopeCode } = (await cityWide(tx, doing)).actor;
  const unit = await selectPlacedOne(tx, UNITS, unitId, scopeCode, true);
  if (!unit) return [];
  const was = unit.properties.state as UnitState;
  const is = unitStateAfter(was, state, unit.properties.routeId !== null);
  if (is === was) return [];
  const stateSince = steps.at(-1)?.doneAt ?? doing.now;
  await updatePlaced(tx, UNITS, unitId, { properties: { state: is, stateSince }, now: doing.now });
  await touchFeed(tx, 'units', doing.now);
  return [
    {
      at: doing.now,
      actorId: doing.actor.accountId,
      noun: 'units',
      kind: 'update',
      subjectId: unitId,
      areaCode: String(unit.properties.areaCode),
      before: unit,
      after: (await selectPlacedOne(tx, UNITS, unitId, scopeCode)) ?? null,
    },
  ];
}
