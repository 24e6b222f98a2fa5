import type { Draft, DraftStep, Lease, PlanOperation } from '../../core/contract/draft.ts';
import { because } from '../../core/contract/reason.ts';
import type { Plan } from '../../core/plan/plan.ts';
import type { Rights } from '../../core/plan/plan-edit.ts';
import type { PlanRefusal } from '../../core/plan/refusal.ts';
import { ApiError, type ClientProblem } from '../api/client.ts';

/** A step of one's own that the server would not take, with those that came after it: they wait for a choice. */
export interface Conflict {
  steps: readonly PendingStep[];
  problem: ClientProblem;
}

export interface DraftSessionState {
  status: 'closed' | 'loading' | 'open' | 'failed';
  problem: ClientProblem | null;
  draft: Draft | null;
  /** As this screen has it: with steps of one's own that the server has not answered yet. */
  plan: Plan | null;
  /** What the server knows to have been done, oldest first. */
  steps: readonly DraftStep[];
  /** Steps of one's own that the server has not answered yet. */
  pending: number;
  leases: readonly Lease[];
  /** Grows with every comment that is written or settled. */
  comments: number;
  /** Why the last try was refused; gone with the next one. */
  refusal: PlanRefusal | null;
  conflict: Conflict | null;
  /** The server does not answer: nothing others do is seen. */
  isCutOff: boolean;
}

/** A step on its way to the server. */
export type PendingStep = {
  key: string;
  firstNode: number;
  firstArc: number;
  /** What the draft began from when it was made. */
  originId: string;
} & ({ act: 'do'; operation: PlanOperation } | { act: 'undo' | 'redo' });

export const CLOSED: DraftSessionState = {
  status: 'closed',
  problem: null,
  draft: null,
  plan: null,
  steps: [],
  pending: 0,
  leases: [],
  comments: 0,
  refusal: null,
  conflict: null,
  isCutOff: false,
};

/** What may be moved in a draft. */
export const rightsIn = (draft: Draft | null): Rights => ({ level: draft?.editLevel ?? 'grid' });

/** What is told of steps that the server would not take: of a mere undo why, else somebody must choose. */
export function givenWay(steps: readonly PendingStep[], problem: ClientProblem): Partial<DraftSessionState> {
  const { reason, params = {} } = problem;
  const isUndo = steps.length === 1 && steps[0]?.act !== 'do';
  return isUndo && reason ? { refusal: { reason, params } } : { conflict: { steps, problem } };
}

/** What the server said of a request that failed; any other error is thrown on. */
export function problemOf(error: unknown): ClientProblem {
  if (error instanceof ApiError) return error.problem;
  throw error;
}

/** A refusal of this page as the server would tell it. */
export function refusedHere({ reason, params }: PlanRefusal): ClientProblem {
  const detail = `The plan can not be changed so (${reason}).`;
  const title = 'Would break partition';
  return {
    type: 'about:blank',
    title,
    status: 422,
    code: 'would_break_partition',
    detail,
    traceId: '',
    reason,
    params,
  };
}

/** Of what was drawn on a plan that the draft does not begin from any more. */
export const BROUGHT_UP = refusedHere(because('draft_brought_up'));
