import type { Draft, DraftStep, DraftStepMade } from '../../core/contract/draft.ts';
import { changeBetween, isSameChange, type PlanChange } from '../../core/plan/change.ts';
import type { Edited } from '../../core/plan/edit.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { applyNumbered } from '../../core/plan/take-step.ts';
import { type PendingStep, rightsIn } from './draft-state.ts';

/** What a step on its way changes in the plan that is shown. */
const shownChange = new WeakMap<PendingStep, PlanChange>();

/** What a step on its way makes of a plan, to be shown. */
export function showStep(plan: Plan, step: PendingStep & { act: 'do' }, draft: Draft | null): Edited {
  const edited = applyNumbered(plan, step.operation, step, rightsIn(draft));
  if ('plan' in edited) shownChange.set(step, changeBetween(plan, edited.plan));
  else shownChange.delete(step);
  return edited;
}

/** A plan with the steps on their way put on top, those that were made on what the draft begins from. */
export function withPending(
  plan: Plan | null,
  pending: readonly PendingStep[],
  { draft, originId }: { draft: Draft | null; originId: string },
): Plan | null {
  let shown = plan;
  for (const step of pending) {
    shownChange.delete(step);
    if (step.act !== 'do' || !shown || step.originId !== originId) continue;
    const edited = showStep(shown, step, draft);
    if ('plan' in edited) shown = edited.plan;
  }
  return shown;
}

/** Whether steps that came on record are the first ones on their way, and changed just what is shown: then nothing need be made anew. */
export function areForeseen(steps: readonly DraftStepMade[], pending: readonly PendingStep[]): boolean {
  return steps.every(({ key, change }, at) => {
    const step = pending[at];
    const shown = step?.key === key ? shownChange.get(step) : undefined;
    return shown !== undefined && isSameChange(shown, change);
  });
}

/** Whether one of some steps on their way takes something back, or makes it again. */
export function haveUndo(pending: readonly PendingStep[]): boolean {
  return pending.some(({ act }) => act !== 'do');
}

/** Those of some steps on their way that are not on record. */
export function unanswered(pending: readonly PendingStep[], steps: readonly DraftStep[]): PendingStep[] {
  const keys = new Set(pending.length > 0 ? steps.map(({ key }) => key) : []);
  return pending.filter(({ key }) => !keys.has(key));
}
