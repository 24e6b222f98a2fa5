import { twoSidedP } from './normal.ts';

/** Whether a series rises or falls: `s` counts rises less falls over all pairs. */
export interface Trend {
  s: number;
  variance: number;
  /** Corrected by one for continuity; 0 when s is 0. NaN: the series has fewer than two different values. */
  z: number;
  /** Two-sided, under the normal approximation. */
  p: number;
}

/**
 * The Mann-Kendall test with ties (Kendall 1975): Var = (n(n-1)(2n+5) - Σ t(t-1)(2t+5)) / 18 over groups of t equal values,
 * z = (S ∓ 1) / √Var: what R's `trend::mk.test` gives, also for short series, for which `Kendall` counts orders instead. `series` in order of time,
 * evenly spaced or not. Its values are taken as independent: of neighbouring values that share incidents, as the scores of Gi* over a place's steps
 * do, more than p of them have a trend by chance.
 */
export function mannKendall(series: ArrayLike<number>): Trend {
  const n = series.length;
  let s = 0;
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) s += Math.sign(series[j]! - series[i]!);
  const variance = (n * (n - 1) * (2 * n + 5) - tiesOf(series)) / 18;
  const z = variance > 0 ? (s - Math.sign(s)) / Math.sqrt(variance) : Number.NaN;
  return { s, variance, z, p: twoSidedP(z) };
}

function tiesOf(series: ArrayLike<number>): number {
  const sorted = Float64Array.from(series).sort();
  let sum = 0;
  for (let i = 0, t = 1; i < sorted.length; i++) {
    if (sorted[i] === sorted[i + 1]) t++;
    else {
      sum += t * (t - 1) * (2 * t + 5);
      t = 1;
    }
  }
  return sum;
}
