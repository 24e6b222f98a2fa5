/** How an assignment goes on, and what the incident's status and the unit's state follow from it. */
import type { AssignmentStepDone, AssignmentStepInput, OpenAssignment } from '../contract/assignment.ts';
import { type Refusal, refusal } from '../contract/reason.ts';
import type { IncidentStatus, UnitState } from '../vocabulary.ts';
import type { IncidentProgress } from './transitions.ts';
import type { AssignmentState, AssignmentStep } from './vocabulary.ts';

/** On the way, in their order. */
export const OPEN_ASSIGNMENT_STATES = ['sent', 'acknowledged', 'en_route', 'arrived'] as const;
export type OpenAssignmentState = (typeof OPEN_ASSIGNMENT_STATES)[number];
/** So long a unit that was just sent can be taken back at one press. */
export const TAKE_BACK_MS = 10_000;
/** A unit is to acknowledge within so many seconds. */
export const ACKNOWLEDGE_SECONDS = 60;

const BECOMES: Readonly<Record<AssignmentStep, AssignmentState>> = {
  acknowledge: 'acknowledged',
  en_route: 'en_route',
  arrive: 'arrived',
  clear: 'cleared',
  take_back: 'taken_back',
  decline: 'declined',
};
/** The status of an incident of which no unit got further. */
const STATUS_OF: Readonly<Record<OpenAssignmentState, IncidentStatus>> = {
  sent: 'assigned',
  acknowledged: 'assigned',
  en_route: 'en_route',
  arrived: 'on_scene',
};

type Held = Pick<OpenAssignment, 'state' | 'steps'>;

/** Whether an assignment in this state is on the way, not ended. */
export function isOpenAssignment({ state }: { state: AssignmentState }): boolean {
  return placeOf(state) >= 0;
}

/** Place on the way, -1 of an end. */
function placeOf(state: AssignmentState): number {
  return (OPEN_ASSIGNMENT_STATES as readonly AssignmentState[]).indexOf(state);
}

/** When a state was reached (ISO 8601 UTC, as it was done), or undefined: it was not, or was passed over. */
export function reachedAt({ steps }: Pick<Held, 'steps'>, state: AssignmentState): string | undefined {
  return steps.find((step) => step.state === state)?.doneAt;
}

/** Seconds since a unit was sent that has not acknowledged, or null: it has. `nowMs`: milliseconds since 1970. */
export function waitedSeconds({ state, steps }: Held, nowMs: number): number | null {
  const [sent] = steps;
  return state === 'sent' && sent ? Math.max(0, (nowMs - Date.parse(sent.receivedAt)) / 1000) : null;
}

/** Whether a unit that was sent can still be taken back. */
export function canTakeBack({ state, steps }: Held, nowMs: number): boolean {
  const [sent] = steps;
  const isEarly = state === 'sent' || state === 'acknowledged';
  return isEarly && sent !== undefined && nowMs - Date.parse(sent.receivedAt) <= TAKE_BACK_MS;
}

/**
 * The assignment after a step, or why it can not be taken. What was reached or passed already changes nothing: the same object comes
 * back, so that a desk and a phone may both say it. A step may pass over others. `now` is ISO 8601 UTC; when it was done is held within the time of
 * the step before it and now.
 */
export function takeStep<A extends Held>(
  current: A,
  { step, doneAt, reason, isDealtWith }: AssignmentStepInput,
  { now, accountId }: { now: string; accountId: string | null },
): { assignment: A } | { refusal: Refusal } {
  const state = BECOMES[step];
  if (state === current.state) return { assignment: current };
  const against = refusalOf(current, step, { reason, isDealtWith }, now);
  if (against) return { refusal: against };
  const place = placeOf(state);
  if (place >= 0 && place <= placeOf(current.state)) return { assignment: current };
  const done: AssignmentStepDone = {
    state,
    doneAt: within(current, doneAt, now),
    receivedAt: now,
    accountId,
  };
  const told = step === 'decline' && reason ? { ...done, reason } : done;
  return { assignment: { ...current, state, steps: [...current.steps, told] } };
}

function refusalOf(
  current: Held,
  step: AssignmentStep,
  { reason, isDealtWith }: Pick<AssignmentStepInput, 'reason' | 'isDealtWith'>,
  now: string,
): Refusal | undefined {
  const { state: assignmentState } = current;
  if (!isOpenAssignment(current))
    return refusal(`The assignment is over (${assignmentState}).`, 'assignment_over', { assignmentState });
  if (step === 'take_back' && !canTakeBack(current, Date.parse(now)))
    return refusal('A unit can be taken back for 10 s; after that clear it.', 'take_back_late', {
      seconds: TAKE_BACK_MS / 1000,
    });
  if (step === 'decline' && placeOf(assignmentState) > placeOf('acknowledged'))
    return refusal('A unit that is on its way is cleared, not declined.', 'assignment_under_way', {
      assignmentState,
    });
  if (step === 'decline' && !reason)
    return refusal('Who declines says why (reason).', 'decline_needs_reason');
  if (isDealtWith && (step !== 'clear' || assignmentState !== 'arrived'))
    return refusal('Only a unit at the scene can say that it is dealt with.', 'assignment_not_at_scene', {
      assignmentState,
    });
  return undefined;
}

function within({ steps }: Pick<Held, 'steps'>, doneAt: string | undefined, now: string): string {
  const ms = Math.max(Date.parse(doneAt ?? now), Date.parse(steps.at(-1)?.doneAt ?? now));
  return new Date(Math.min(ms, Date.parse(now))).toISOString();
}

/**
 * Where an incident stands by the assignments that are still open after one of them changed at the time `at` (ISO 8601 UTC). Its status is that
 * of the unit that got furthest; once somebody was at the scene it stays so while any unit is bound. When the lead unit
 * leaves, the one that was sent first of the others leads. When the last unit leaves, the incident is resolved if that unit was at the scene
 * and said that it is dealt with; otherwise it needs a unit again: `verified`.
 */
export function progressAfterStep(
  current: IncidentProgress,
  open: readonly OpenAssignment[],
  { at, isDealtWith }: { at: string; isDealtWith: boolean },
): IncidentProgress {
  const lead = open.find(({ unitId }) => unitId === current.unitId) ?? open[0];
  if (!lead) {
    if (isDealtWith) return { ...current, status: 'resolved', resolvedAt: at };
    return {
      ...current,
      status: 'verified',
      unitId: null,
      assignedAt: null,
      arrivedAt: null,
      resolvedAt: null,
    };
  }
  const status = current.status === 'on_scene' ? 'on_scene' : furthestStatus(open);
  return {
    ...current,
    status,
    unitId: lead.unitId,
    arrivedAt: status === 'on_scene' ? (current.arrivedAt ?? at) : current.arrivedAt,
  };
}

function furthestStatus(open: readonly OpenAssignment[]): IncidentStatus {
  const place = Math.max(...open.map(({ state }) => placeOf(state)));
  return STATUS_OF[OPEN_ASSIGNMENT_STATES[place] ?? 'sent'];
}

/** The step that a lead unit has taken at least when its incident has a status, or undefined: none beyond being sent. */
export function stepForStatus(status: IncidentStatus): AssignmentStep | undefined {
  return status === 'en_route' ? 'en_route' : status === 'on_scene' ? 'arrive' : undefined;
}

/**
 * The state of a unit after its assignment came to `became`. Being sent does not change it; one that was taken off duty or set
 * unavailable meanwhile stays so; one that is free again patrols its route, or is available.
 */
export function unitStateAfter(state: UnitState, became: AssignmentState, hasRoute: boolean): UnitState {
  if (state === 'off_duty' || state === 'unavailable') return state;
  if (became === 'en_route') return 'en_route';
  if (became === 'arrived') return 'on_scene';
  const isBack = placeOf(became) < 0 && (state === 'en_route' || state === 'on_scene');
  return isBack ? (hasRoute ? 'patrolling' : 'available') : state;
}
