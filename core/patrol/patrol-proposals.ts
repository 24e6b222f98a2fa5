import { type PatrolFault, patrolFaults } from './patrol-faults.ts';
import type { PatrolPlan, PatrolProblem } from './patrol-problem.ts';
import { type PatrolScore, patrolScore } from './patrol-score.ts';
import { planPatrol } from './plan-patrol.ts';
import { comparePresent, type PresentComparison, type RouteReport, routeReports } from './route-report.ts';

export interface PatrolOrder {
  problem: PatrolProblem;
  /** Whole number: the same seed gives the same proposals. */
  seed: number;
  /** Places of each unit's present route in their order; null: no comparison. */
  present: readonly (readonly number[])[] | null;
}

export interface PatrolProposal {
  plan: PatrolPlan;
  score: PatrolScore;
  routes: RouteReport[];
}

export type PatrolStep =
  /** The order makes no sense, or has no answer; nothing follows. */
  | { kind: 'faults'; faults: PatrolFault[] }
  /** The first step otherwise. */
  | { kind: 'present'; present: PresentComparison | null }
  /** Then without end: tries made so far, and a proposal if there is one that is better than all before. The first is greedy insertion. */
  | { kind: 'progress'; tries: number; proposal: PatrolProposal | null };

/**
 * Proposals for an order, each better than the one before, until the caller asks for no more: all that a worker needs, plain data in and out. Each step takes
 * some milliseconds to some tens. `leftOut` explains the one that is shown. Throws a RangeError if the present routes do not belong to the problem.
 */
export function* patrolProposals({ problem, seed, present }: PatrolOrder): Generator<PatrolStep, void> {
  const faults = patrolFaults(problem);
  if (faults.length > 0) return yield { kind: 'faults', faults };
  yield { kind: 'present', present: present && comparePresent(problem, present) };
  for (const { tries, plan } of planPatrol(problem, seed))
    yield { kind: 'progress', tries, proposal: plan && proposalOf(problem, plan) };
}

function proposalOf(problem: PatrolProblem, plan: PatrolPlan): PatrolProposal {
  return { plan, score: patrolScore(problem, plan), routes: routeReports(problem, plan) };
}
