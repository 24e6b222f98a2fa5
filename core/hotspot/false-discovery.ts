/** False discovery rate (Benjamini and Hochberg 1995): of the places called significant, the share that chance made is held at the level. */

/** Levels of confidence in percent, by the bin that reaches them: 1, 2, 3. */
export const CONFIDENCES = [90, 95, 99] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/**
 * The largest p that counts as significant when the false discovery rate of all of `sortedP` (ascending, without NaN) is held at `rate`: p(k) of
 * the largest k with p(k) <= k rate / m; -1 if there is none.
 */
export function discoveryCut(sortedP: Float64Array, rate: number): number {
  const m = sortedP.length;
  for (let k = m; k >= 1; k--) if (sortedP[k - 1]! <= (k * rate) / m) return sortedP[k - 1]!;
  return -1;
}

export interface ConfidenceBins {
  /** -3, -2, -1: low at 99, 95, 90 % confidence; 1, 2, 3: high at 90, 95, 99 %; 0: not significant, or nothing to say. */
  bins: Int8Array;
  /** How many were tested: those with a p. */
  tested: number;
}

/** Bins by two-sided `p` under the false discovery rate; the sign is that of `z`. NaN is not tested. */
export function confidenceBins(z: ArrayLike<number>, p: Float64Array): ConfidenceBins {
  const sorted = p.filter((value) => !Number.isNaN(value)).sort();
  const cuts = CONFIDENCES.map((percent) => discoveryCut(sorted, (100 - percent) / 100));
  const [cut90 = -1, cut95 = -1, cut99 = -1] = cuts;
  const bins = new Int8Array(p.length);
  for (let i = 0; i < p.length; i++) {
    const value = p[i]!;
    const level = value <= cut99 ? 3 : value <= cut95 ? 2 : value <= cut90 ? 1 : 0;
    bins[i] = z[i]! < 0 ? -level : level;
  }
  return { bins, tested: sorted.length };
}
