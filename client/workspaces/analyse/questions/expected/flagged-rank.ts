/** How many of the flagged cells are the first ones, which the map and the list set off: a fifth. */
export function topOf(flagged: number): number {
  return Math.ceil(flagged / 5);
}
