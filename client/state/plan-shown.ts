let shown: string | null = null;
const listeners = new Set<() => void>();

/** Id of the plan whose areas and grids are shown in place of those in force: the past had its own. Null: those in force. */
export const planShown = {
  get: (): string | null => shown,
  set(planId: string | null): void {
    if (planId === shown) return;
    shown = planId;
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
