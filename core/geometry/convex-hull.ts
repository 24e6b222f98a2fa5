import type { PlanePoints } from './city-plane.ts';

/**
 * The corners of the convex hull of points on a plane, counter-clockwise from the westernmost, collinear and repeated ones left out: two
 * corners when all lie on a line, one when all are one place, none without points. Monotone chain (Andrew, "Another efficient algorithm
 * for convex hulls in two dimensions", Information Processing Letters 9 (1979) 216), O(n log n).
 */
export function convexHull({ x, y }: PlanePoints): PlanePoints {
  const order = Array.from(x, (_, i) => i).sort((a, b) => x[a]! - x[b]! || y[a]! - y[b]!);
  const distinct = order.filter(
    (i, at) => at === 0 || x[i] !== x[order[at - 1]!] || y[i] !== y[order[at - 1]!],
  );
  const corners =
    distinct.length < 2 ? distinct : [...halfHull(x, y, distinct), ...halfHull(x, y, distinct.toReversed())];
  return { x: Float64Array.from(corners, (i) => x[i]!), y: Float64Array.from(corners, (i) => y[i]!) };
}

/** The hull to the right of the way through sorted points, without its last corner. */
function halfHull(x: Float64Array, y: Float64Array, sorted: readonly number[]): number[] {
  const chain: number[] = [];
  for (const next of sorted) {
    while (chain.length > 1 && !turnsLeft(x, y, chain.at(-2)!, chain.at(-1)!, next)) chain.pop();
    chain.push(next);
  }
  chain.pop();
  return chain;
}

function turnsLeft(x: Float64Array, y: Float64Array, a: number, b: number, c: number): boolean {
  return (x[b]! - x[a]!) * (y[c]! - y[a]!) - (y[b]! - y[a]!) * (x[c]! - x[a]!) > 0;
}
