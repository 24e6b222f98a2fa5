import { type LeftOut, leftOut } from '../../../../../core/patrol/left-out.ts';
import type { PatrolFault } from '../../../../../core/patrol/patrol-faults.ts';
import type { PatrolPlan } from '../../../../../core/patrol/patrol-problem.ts';
import {
  type PatrolOrder,
  type PatrolProposal,
  patrolProposals,
} from '../../../../../core/patrol/patrol-proposals.ts';
import type { PresentComparison } from '../../../../../core/patrol/route-report.ts';

/** What the worker says. */
export type PatrolSaid =
  | { kind: 'faults'; faults: PatrolFault[] }
  | { kind: 'present'; present: PresentComparison | null }
  | { kind: 'progress'; tries: number; proposal: PatrolProposal | null }
  /** The end: why what is left out is. */
  | { kind: 'done'; leftOut: LeftOut[] };

/** So long the worker may be deaf to the page. */
const DEAF_MS = 30;

/**
 * Looks for better and better plans until `mostTries`, or until `isStopped`; then explains what the last one leaves out. The same order gives the same plan after
 * as many tries.
 */
export async function patrolWork(
  order: PatrolOrder & { mostTries: number },
  { say, isStopped }: { say: (said: PatrolSaid) => void; isStopped: () => boolean },
): Promise<void> {
  let best: PatrolPlan | undefined;
  let heardMs = performance.now();
  for (const step of patrolProposals(order)) {
    if (step.kind !== 'progress') {
      say(step);
      continue;
    }
    best = step.proposal?.plan ?? best;
    say(step);
    if (step.tries >= order.mostTries || isStopped()) break;
    if (performance.now() - heardMs < DEAF_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    heardMs = performance.now();
  }
  if (best) say({ kind: 'done', leftOut: leftOut(order.problem, best) });
}
