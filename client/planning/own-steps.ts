import type { DraftStep } from '../../core/contract/draft.ts';
import { type LogStep, standingSteps, stepToRedo, stepToUndo } from '../../core/plan/draft-log.ts';

/** Steps as the log of a draft has them; what new things are numbered from matters nothing here. */
function asLog(steps: readonly DraftStep[]): (DraftStep & LogStep)[] {
  return steps.map((step) => ({ ...step, firstNode: 0, firstArc: 0 }));
}

/** Numbers of the steps of a draft that hold: those that were not taken back, or were made again. */
export function standingNumbers(steps: readonly DraftStep[]): Set<number> {
  return new Set(standingSteps(asLog(steps)).map(({ seq }) => seq));
}

/** What somebody would take back next, and make again next. */
export function ownNext(
  steps: readonly DraftStep[],
  accountId: string,
): { undo: DraftStep | undefined; redo: DraftStep | undefined } {
  const log = asLog(steps);
  return { undo: stepToUndo(log, accountId), redo: stepToRedo(log, accountId) };
}
