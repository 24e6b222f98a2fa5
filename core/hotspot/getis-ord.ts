/**
 * Getis-Ord local statistics with binary weights, as z under the null hypothesis that the values lie anywhere with equal chance
 * (Getis and Ord 1992; Ord and Getis 1995, equations 5 to 8):
 *
 *     z = (Σ_j w_ij x_j - x̄ W_i) / (S √((n Σ_j w_ij² - W_i²) / (n - 1))),  S² = Σ x²/n - x̄²
 *
 * Gi* counts the place itself into its neighbourhood. Gi leaves it out of the neighbourhood, of x̄, of S and of n. Row weights give the
 * same Gi* and the same Gi (the factor cancels); programs that give the place another weight than its neighbours in a row-standardised Gi* differ.
 * Where there is nothing to compare with (all values equal, or for Gi all others; no neighbour, or everything is one), z and p are NaN. S² is
 * summed from deviations, so that values far from 0 lose no digits.
 */
import type { Neighbourhood } from './neighbours.ts';
import { twoSidedP } from './normal.ts';

/** One of each a place: the standard score, above 0 where high values gather, and its two-sided p under the normal approximation. */
export interface LocalScores {
  z: Float64Array;
  p: Float64Array;
}

/** Gi* of each place. `values`: one a place, in any unit. */
export function gStar(values: ArrayLike<number>, hood: Neighbourhood): LocalScores {
  const { count: n, sizes } = hood;
  const { mean, deviation } = spreadOf(values, n);
  const sums = hood.sums(values);
  const z = new Float64Array(n);
  for (let i = 0; i < n; i++) z[i] = score(sums[i]! + values[i]!, sizes[i]! + 1, mean, deviation, n);
  return withP(z);
}

/** Gi of each place: as Gi*, the place itself left out. */
export function g(values: ArrayLike<number>, hood: Neighbourhood): LocalScores {
  const { count: n, sizes } = hood;
  const { mean, squares } = spreadOf(values, n);
  const sums = hood.sums(values);
  const z = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const apart = values[i]! - mean;
    const own = (apart * apart * n) / (n - 1);
    // What is left beside a place that makes up most of the squares is summed for itself: the difference would be rounding.
    const others =
      own > squares / 2
        ? spreadOf(withoutOne(values, n, i), n - 1)
        : { mean: mean - apart / (n - 1), deviation: Math.sqrt((squares - own) / (n - 1)) };
    z[i] = score(sums[i]!, sizes[i]!, others.mean, others.deviation, n - 1);
  }
  return withP(z);
}

function withoutOne(values: ArrayLike<number>, n: number, left: number): Float64Array {
  return Float64Array.from({ length: n - 1 }, (_, i) => values[i < left ? i : i + 1]!);
}

/**
 * Gi* of each place and step over a cube of `steps` steps: the neighbourhood of a place at a step is the place and its neighbours at that
 * step and at the step before it; mean and deviation are those of the whole cube. `values`, `z` and `p` hold all places of the
 * first step, then of the second, and so on.
 */
export function gStarOfCube(values: Float64Array, steps: number, hood: Neighbourhood): LocalScores {
  const { count: places, sizes } = hood;
  const n = places * steps;
  const { mean, deviation } = spreadOf(values, n);
  const z = new Float64Array(n);
  let before: Float64Array | undefined;
  for (let step = 0; step < steps; step++) {
    const layer = values.subarray(step * places, (step + 1) * places);
    const sums = hood.sums(layer);
    for (let i = 0; i < places; i++) sums[i]! += layer[i]!;
    for (let i = 0; i < places; i++) {
      const weights = (sizes[i]! + 1) * (before ? 2 : 1);
      z[step * places + i] = score(sums[i]! + (before ? before[i]! : 0), weights, mean, deviation, n);
    }
    before = sums;
  }
  return withP(z);
}

/** Values that are farther apart than this part of the largest are not equal but for rounding. */
const LEAST_RANGE = 1e-12;

/** `squares`: the sum of the squared deviations; 0, as `deviation`, where all values are equal. */
export function spreadOf(values: ArrayLike<number>, n: number) {
  let sum = 0;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < n; i++) {
    const value = values[i]!;
    sum += value;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const mean = sum / n;
  let squares = 0;
  if (!(high - low <= LEAST_RANGE * Math.max(Math.abs(low), Math.abs(high))))
    for (let i = 0; i < n; i++) {
      const apart = values[i]! - mean;
      squares += apart * apart;
    }
  return { mean, squares, deviation: Math.sqrt(squares / n) };
}

/** `weights`: their sum, which is also the sum of their squares. */
function score(sum: number, weights: number, mean: number, deviation: number, n: number): number {
  const spread = deviation * Math.sqrt((n * weights - weights * weights) / (n - 1));
  return spread > 0 ? (sum - mean * weights) / spread : Number.NaN;
}

function withP(z: Float64Array): LocalScores {
  return { z, p: z.map(twoSidedP) };
}
