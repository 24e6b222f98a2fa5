import type { Plan } from '../../core/plan/plan.ts';
import type { PlanRefusal } from '../../core/plan/refusal.ts';

/** What a drag or a drawing comes to so far, told beside the pointer. */
export interface DragNote {
  x: number;
  y: number;
  /** The plan as it would be, and the grids that it would change. */
  tried: { plan: Plan; grids: readonly string[] } | null;
  refusal: PlanRefusal | null;
  /** Length of what is drawn, or how far something is dragged. */
  metres: number;
}

let note: DragNote | null = null;
const listeners = new Set<() => void>();

export const dragNote = {
  get: (): DragNote | null => note,
  set(next: DragNote | null): void {
    if (next === note) return;
    note = next;
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
