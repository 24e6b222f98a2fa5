import { byCell } from '../geometry/by-cell.ts';
import type { PlanePoints } from '../geometry/city-plane.ts';
import { kernelPerM2, type Smoothing, wholeReach } from './kernel.ts';

/** Points of a plane in bands of y: those within a distance of a place lie in few of them. */
export interface NearPoints {
  points: PlanePoints;
  south: number;
  bandMetres: number;
  /** Points of each band, in order of x. */
  starts: Int32Array;
  order: Int32Array;
  /** x in that order. */
  xs: Float64Array;
}

const MOST_BANDS = 4000;

/** Indexes points for distances of about `reachMetres`. */
export function nearPoints(points: PlanePoints, reachMetres: number): NearPoints {
  const { x, y } = points;
  let [south, north] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of y) {
    if (value < south) south = value;
    if (value > north) north = value;
  }
  const bandMetres = Math.max(reachMetres, (north - south) / MOST_BANDS, 1e-6);
  const bands = y.length === 0 ? 0 : Math.floor((north - south) / bandMetres) + 1;
  const { starts, items: order } = byCell(bands, (put) => {
    for (let i = 0; i < y.length; i++) put(Math.floor((y[i]! - south) / bandMetres), i);
  });
  for (let band = 0; band < bands; band++)
    order.subarray(starts[band], starts[band + 1]).sort((a, b) => x[a]! - x[b]!);
  return { points, south, bandMetres, starts, order, xs: Float64Array.from(order, (i) => x[i]!) };
}

/** Calls `visit` for each point within `reachMetres` of (atX, atY), with its squared distance in m². */
export function eachNear(
  { points, south, bandMetres, starts, order, xs }: NearPoints,
  atX: number,
  atY: number,
  reachMetres: number,
  visit: (point: number, squaredMetres: number) => void,
): void {
  const { x, y } = points;
  const from = Math.max(0, Math.floor((atY - reachMetres - south) / bandMetres));
  const to = Math.min(starts.length - 2, Math.floor((atY + reachMetres - south) / bandMetres));
  const reach2 = reachMetres * reachMetres;
  for (let band = from; band <= to; band++) {
    const end = starts[band + 1]!;
    for (let i = firstAtLeast(xs, starts[band]!, end, atX - reachMetres); i < end; i++) {
      const point = order[i]!;
      const dx = x[point]! - atX;
      if (dx > reachMetres) break;
      const dy = y[point]! - atY;
      const squared = dx * dx + dy * dy;
      if (squared <= reach2) visit(point, squared);
    }
  }
}

function firstAtLeast(sorted: Float64Array, from: number, to: number, wanted: number): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The density in points per km² per day at a place of the plane: the sum of the kernels of the points within its reach, each times its weight
 * (1 without weights).
 */
export function densityAt(
  near: NearPoints,
  atX: number,
  atY: number,
  smoothing: Smoothing,
  days: number,
  weights?: ArrayLike<number>,
): number {
  let sum = 0;
  eachNear(near, atX, atY, wholeReach(smoothing), (point, squared) => {
    sum += (weights ? weights[point]! : 1) * kernelPerM2(smoothing, squared);
  });
  return (sum * 1e6) / days;
}
