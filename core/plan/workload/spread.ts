/** How evenly a workload is spread over grids. */
export interface Spread {
  count: number;
  total: number;
  /** Null without grids, as are the next three. */
  mean: number | null;
  /** Coefficient of variation: standard deviation of the population (divided by n, since all grids are there) over the mean. 0 is even; √(n − 1) when one has all. */
  variation: number | null;
  /** Largest over the mean; 1 is even, n when one has all. */
  maxToMean: number | null;
  /** 0 is even; (n − 1) / n when one has all. */
  gini: number | null;
  /** Places of the most and the least loaded, of equals the first; -1 without grids. */
  most: number;
  least: number;
}

/**
 * Spread of workloads (>= 0, any unit). Where nobody has anything, all have the same: variation 0, maxToMean 1, gini 0. One grid alone is even.
 * Throws RangeError on a load that is negative or not finite.
 *
 * Gini's coefficient is half the mean difference of all pairs over the mean (Gini 1912), computed exactly from the ranks:
 * Σ (2i − n − 1) x(i) / (n Σ x) with x in ascending order, i from 1; O(n log n).
 */
export function spreadOf(loads: readonly number[]): Spread {
  const wrong = loads.find((load) => !(load >= 0 && load < Infinity));
  if (wrong !== undefined) throw new RangeError(`a workload is at least 0 and finite, not ${wrong}`);
  const count = loads.length;
  const total = loads.reduce((sum, load) => sum + load, 0);
  if (count === 0)
    return { count, total, mean: null, variation: null, maxToMean: null, gini: null, most: -1, least: -1 };
  const sorted = Float64Array.from(loads).sort();
  const [smallest, largest] = [sorted[0]!, sorted[count - 1]!];
  const ends = { most: loads.indexOf(largest), least: loads.indexOf(smallest) };
  const mean = total / count;
  if (smallest === largest) return { count, total, mean, variation: 0, maxToMean: 1, gini: 0, ...ends };
  // Beside the largest, so that neither tiny nor vast loads leave the range of numbers.
  const share = sorted.map((load) => load / largest);
  const meanShare = share.reduce((sum, one) => sum + one, 0) / count;
  const squares = share.reduce((sum, one) => sum + (one - meanShare) ** 2, 0);
  const ranked = share.reduce((sum, one, i) => sum + (2 * i + 1 - count) * one, 0);
  return {
    count,
    total,
    mean,
    variation: Math.sqrt(squares / count) / meanShare,
    maxToMean: 1 / meanShare,
    gini: ranked / (count * count * meanShare),
    ...ends,
  };
}
