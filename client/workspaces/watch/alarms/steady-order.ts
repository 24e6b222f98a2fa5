/** A row and whether its thing is no longer among those wanted: shown until the list may change, but never as if it still stood. */
export interface SteadyRow<T> {
  item: T;
  isGone: boolean;
}

/**
 * The rows to show: as wanted, or while `held` (somebody points at the list, or moves in it by keys) in the order in which they
 * already stand, with what they are now. Nothing moves under a hand: what is gone keeps its place, what is new waits.
 */
export function steadyOrder<T>(
  shown: readonly SteadyRow<T>[],
  wanted: readonly T[],
  idOf: (item: T) => string,
  held: boolean,
): { rows: SteadyRow<T>[]; waiting: number } {
  if (!held || shown.length === 0)
    return { rows: wanted.map((item) => ({ item, isGone: false })), waiting: 0 };
  const now = new Map(wanted.map((item) => [idOf(item), item]));
  const rows = shown.map(({ item }) => {
    const current = now.get(idOf(item));
    return { item: current ?? item, isGone: current === undefined };
  });
  const standing = new Set(shown.map(({ item }) => idOf(item)));
  return { rows, waiting: wanted.filter((item) => !standing.has(idOf(item))).length };
}
