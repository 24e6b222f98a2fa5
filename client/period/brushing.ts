let isDragged = false;
let isNear = false;
const listeners = new Set<() => void>();

/** Whether a brush is being dragged over time: meanwhile what follows it must be drawn in the cheapest way there is. */
export const brushing = {
  get: (): boolean => isDragged,
  /** Whether one is dragged, or a hand is where it would begin to: what makes a drag cheap is best done before it. */
  isLikely: (): boolean => isDragged || isNear,
  set(next: boolean): void {
    if (next === isDragged) return;
    isDragged = next;
    tell();
  },
  /** A pointer or the focus comes to a brush, or leaves it. */
  setNear(next: boolean): void {
    if (next === isNear) return;
    isNear = next;
    tell();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

function tell(): void {
  for (const listener of listeners) listener();
}
