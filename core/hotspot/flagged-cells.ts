/** The cells that a forecast points at, and what came to lie in them. */

/**
 * The `most` cells of the ground with the highest expected numbers, the highest first. Cells with nothing expected are not flagged, and of equal
 * ones those come first that a mix of their number and `seed` puts first: no part of the map is favoured.
 */
export function flaggedCells(
  expected: Float64Array,
  ground: Uint8Array,
  most: number,
  seed: number,
): Int32Array {
  const cells: number[] = [];
  for (let cell = 0; cell < ground.length; cell++)
    if (ground[cell] === 1 && expected[cell]! > 0) cells.push(cell);
  return Int32Array.from(cells)
    .sort((a, b) => expected[b]! - expected[a]! || mixed(a, seed) - mixed(b, seed) || a - b)
    .slice(0, most);
}

function mixed(cell: number, seed: number): number {
  const once = Math.imul(cell ^ (cell >>> 16) ^ seed, 0x45d9f3b);
  const twice = Math.imul(once ^ (once >>> 15), 0x2c1b3c6d);
  return (twice ^ (twice >>> 13)) >>> 0;
}

/** How a forecast did over the time it was made for. */
export interface FoldScore {
  /** Incidents in flagged cells, and all of them, wherever they are. */
  hits: number;
  total: number;
  /** Incidents in the best cells there were, as many as may be flagged: what nobody can beat. */
  best: number;
  flagged: number;
  /** Flagged cells in which nothing happened. */
  empty: number;
}

/** Scores flagged cells by the cells of the incidents that came (-1: in none), of `most` cells that may be flagged. */
export function scoreOf(flagged: Int32Array, came: Int32Array, most: number): FoldScore {
  const counts = new Map<number, number>();
  for (const cell of came) if (cell >= 0) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  let [hits, empty] = [0, 0];
  for (const cell of flagged) {
    const count = counts.get(cell) ?? 0;
    hits += count;
    if (count === 0) empty++;
  }
  const best = [...counts.values()]
    .sort((a, b) => b - a)
    .slice(0, most)
    .reduce((a, b) => a + b, 0);
  return { hits, total: came.length, best, flagged: flagged.length, empty };
}
