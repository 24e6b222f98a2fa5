import type { PlanePoints } from '../geometry/city-plane.ts';
import { kernelPerM2, type Smoothing, wholeReach } from './kernel.ts';
import { densityAt, eachNear, type NearPoints, nearPoints } from './near-points.ts';

/** A place where it is denser than anywhere about it. */
export interface Peak {
  /** Metres on the plane of the points. */
  x: number;
  y: number;
  perKm2Day: number;
  /** Points within the radius, and the one of them that lies nearest. */
  points: number;
  nearest: number;
}

const STARTS = 80;
const MOST_SHIFTS = 40;
const STILL_METRES = 0.5;

/**
 * The densest places, at most `most`, at least a radius apart, in order. Found by mean shift (Fukunaga and Hostetler 1975) from the squares of
 * half a radius that hold most points; their densities are exact.
 */
export function densestPlaces(
  points: PlanePoints,
  smoothing: Smoothing,
  days: number,
  most: number,
  weights?: ArrayLike<number>,
): Peak[] {
  const { radiusMetres } = smoothing;
  const near = nearPoints(points, radiusMetres);
  const found: Peak[] = [];
  for (const [startX, startY] of fullest(points, radiusMetres / 2, weights)) {
    const [x, y] = climb(near, startX, startY, smoothing, weights);
    if (found.some((peak) => Math.hypot(peak.x - x, peak.y - y) < radiusMetres / 4)) continue;
    found.push({
      x,
      y,
      perKm2Day: densityAt(near, x, y, smoothing, days, weights),
      ...about(near, x, y, radiusMetres),
    });
  }
  found.sort((a, b) => b.perKm2Day - a.perKm2Day);
  const kept: Peak[] = [];
  for (const peak of found)
    if (kept.length < most && kept.every((one) => Math.hypot(one.x - peak.x, one.y - peak.y) >= radiusMetres))
      kept.push(peak);
  return kept;
}

/** Middles of mass of the squares that hold most, the fullest first. */
function fullest(
  { x, y }: PlanePoints,
  aside: number,
  weights?: ArrayLike<number>,
): [x: number, y: number][] {
  const squares = new Map<string, { weight: number; x: number; y: number }>();
  for (let i = 0; i < x.length; i++) {
    const weight = weights ? weights[i]! : 1;
    if (weight === 0) continue;
    const key = `${Math.floor(x[i]! / aside)} ${Math.floor(y[i]! / aside)}`;
    const square = squares.get(key);
    if (square) {
      square.weight += weight;
      square.x += weight * x[i]!;
      square.y += weight * y[i]!;
    } else squares.set(key, { weight, x: weight * x[i]!, y: weight * y[i]! });
  }
  return [...squares.values()]
    .sort((a, b) => b.weight - a.weight)
    .slice(0, STARTS)
    .map((square) => [square.x / square.weight, square.y / square.weight]);
}

/** Uphill to where the mean of what is near, weighed by the slope of the kernel, is the place itself. */
function climb(
  near: NearPoints,
  startX: number,
  startY: number,
  smoothing: Smoothing,
  weights?: ArrayLike<number>,
): [x: number, y: number] {
  const h2 = smoothing.radiusMetres ** 2;
  let [x, y] = [startX, startY];
  for (let shift = 0; shift < MOST_SHIFTS; shift++) {
    let [sum, sumX, sumY] = [0, 0, 0];
    eachNear(near, x, y, wholeReach(smoothing), (point, squared) => {
      const slope = smoothing.kernel === 'quartic' ? 1 - squared / h2 : kernelPerM2(smoothing, squared);
      const weight = slope * (weights ? weights[point]! : 1);
      sum += weight;
      sumX += weight * near.points.x[point]!;
      sumY += weight * near.points.y[point]!;
    });
    if (sum === 0) break;
    const moved = Math.hypot(sumX / sum - x, sumY / sum - y);
    [x, y] = [sumX / sum, sumY / sum];
    if (moved < STILL_METRES) break;
  }
  return [x, y];
}

function about(near: NearPoints, x: number, y: number, radius: number): Pick<Peak, 'points' | 'nearest'> {
  let [points, nearest, least] = [0, -1, Number.POSITIVE_INFINITY];
  eachNear(near, x, y, radius, (point, squared) => {
    points++;
    if (squared < least) [nearest, least] = [point, squared];
  });
  return { points, nearest };
}
