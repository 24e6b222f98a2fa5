import type { OwnCheckIn } from '../../core/contract/patrol-check-in.ts';
import type { Because } from '../../core/contract/reason.ts';
import type { UnitDuty } from '../../core/contract/unit-duty.ts';
import { takeStep, unitStateAfter } from '../../core/incident/assignment.ts';
import type { AssignmentStep, OwnUnitState } from '../../core/incident/vocabulary.ts';
import type { Reply } from './reply.ts';

/** What is done on the phone. */
export type Act =
  | {
      kind: 'step';
      assignmentId: string;
      incidentNumber: string;
      step: Exclude<AssignmentStep, 'take_back'>;
      reason?: string;
      isDealtWith?: boolean;
    }
  | { kind: 'state'; state: OwnUnitState }
  | { kind: 'post'; positionId: string; nameZh: string; nameEn: string }
  | { kind: 'check_in'; code: string };

/** What a place is called. */
export interface Named {
  nameZh: string;
  nameEn: string;
}

/** What became of it: not sent yet, done by the server at a time (`place`: the stop that a code was of), or refused by it. */
export type Outcome =
  | { kind: 'waiting' }
  | { kind: 'applied'; at: string; place?: Named }
  | { kind: 'refused'; at: string; because: Because | null; detail: string };

/** Something that was done, when (ISO 8601 UTC by the server's clock), and what became of it. `id` is its name for the server. */
export interface QueuedAct {
  id: string;
  act: Act;
  doneAt: string;
  outcome: Outcome;
}

/** Where an act is sent, and what. */
export function requestOf({ act, doneAt }: QueuedAct): { path: string; json: object } {
  if (act.kind === 'state') return { path: '/api/unit/state', json: { state: act.state, doneAt } };
  if (act.kind === 'post') return { path: '/api/unit/post', json: { positionId: act.positionId, doneAt } };
  if (act.kind === 'check_in') return { path: '/api/unit/check-in', json: { code: act.code, doneAt } };
  const { assignmentId, step, reason, isDealtWith } = act;
  const json = { step, doneAt, ...(reason ? { reason } : {}), ...(isDealtWith ? { isDealtWith } : {}) };
  return { path: `/api/assignments/${assignmentId}/steps`, json };
}

/** That the server did it at a time, with what it answered. */
export function appliedOf({ act }: QueuedAct, { body }: Reply, at: string): Outcome {
  if (act.kind !== 'check_in') return { kind: 'applied', at };
  const { nameZh, nameEn } = (body as OwnCheckIn).stop;
  return { kind: 'applied', at, place: { nameZh, nameEn } };
}

export function nameIn({ nameZh, nameEn }: Named, language: 'zh' | 'en'): string {
  return language === 'en' ? nameEn : nameZh;
}

/** The duty as it will be once everything that waits is done, as far as this page can tell. */
export function dutyAhead(duty: UnitDuty, queue: readonly QueuedAct[]): UnitDuty {
  return queue.filter(({ outcome }) => outcome.kind === 'waiting').reduce(ahead, duty);
}

function ahead(duty: UnitDuty, { act, doneAt }: QueuedAct): UnitDuty {
  const { unit, assignment, post } = duty;
  const withState = (state: typeof unit.properties.state) => ({
    ...unit,
    properties: { ...unit.properties, state },
  });
  if (act.kind === 'state') return { ...duty, unit: withState(act.state) };
  if (act.kind === 'post')
    return post?.id === act.positionId
      ? { ...duty, post: { ...post, inPlaceAt: post.inPlaceAt ?? doneAt } }
      : duty;
  if (act.kind === 'check_in' || assignment?.id !== act.assignmentId) return duty;
  const result = takeStep(assignment, act, { now: doneAt, accountId: null });
  if ('refusal' in result) return duty;
  const { state, routeId } = unit.properties;
  const next = unitStateAfter(state, result.assignment.state, routeId !== null);
  return { ...duty, unit: withState(next), assignment: result.assignment };
}
