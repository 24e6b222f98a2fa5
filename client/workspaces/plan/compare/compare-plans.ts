import type { CompareMode } from '../../../state/plan-comparison.ts';
import { viewStore } from '../../../state/view.ts';

/** Compares two plans or drafts, over each other at first. */
export function comparePlans(from: string, to: string): void {
  const { plan } = viewStore.get();
  viewStore.set({ plan: { ...plan, compare: { from, to, mode: plan.compare?.mode ?? 'overlaid' } } });
}

export function showCompared(mode: CompareMode): void {
  const { plan } = viewStore.get();
  if (plan.compare) viewStore.set({ plan: { ...plan, compare: { ...plan.compare, mode } } });
}

/** Back to the draft that is open, or to the list of drafts. */
export function endComparison(): void {
  const { plan } = viewStore.get();
  viewStore.set({ plan: { ...plan, compare: null } });
}
