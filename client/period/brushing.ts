let isBrushing = false;
const listeners = new Set<() => void>();

/** Whether a brush is being dragged over time: meanwhile what follows it must be drawn in the cheapest way there is. */
export const brushing = {
  get: (): boolean => isBrushing,
  set(next: boolean): void {
    if (next === isBrushing) return;
    isBrushing = next;
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
