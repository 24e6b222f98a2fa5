/**
 * Local Moran's I (Anselin 1995) with row weights (each neighbour weighs 1 / number of neighbours):
 *
 *     I_i = (z_i / m2) Σ_j w_ij z_j,  z_i = x_i - x̄,  m2 = Σ z² / n
 *
 * Its mean and variance under two null hypotheses: `conditional`, the value of the place stays and the others are shuffled (Sokal, Oden and Thomson 1998,
 * A5 and A6; the default of R's `spdep`), and `total`, all are shuffled (Anselin 1995, 12 and 13). Both are held against all shuffles of small
 * series in the test. The quadrant is that of z_i and its lag, both about 0, as in PySAL (in `spdep` the column `pysal`; its `mean` takes the lag about its mean).
 */
import { type LocalScores, spreadOf } from './getis-ord.ts';
import type { Neighbourhood } from './neighbours.ts';
import { twoSidedP } from './normal.ts';

export type MoranNull = 'conditional' | 'total';

/** 0: nothing to say (no neighbour, all values equal); the others are the place, then its surroundings: 1 high-high, 2 low-low, 3 low-high, 4 high-low. */
export const QUADRANTS = ['none', 'high_high', 'low_low', 'low_high', 'high_low'] as const;

export interface LocalMoran extends LocalScores {
  i: Float64Array;
  expected: Float64Array;
  variance: Float64Array;
  /** Number in QUADRANTS, whether significant or not. */
  quadrant: Uint8Array;
}

/** One of each a place; `z` above 0: like among like. Without neighbours, or when all values are equal, the figures are NaN. */
export function localMoran(
  values: ArrayLike<number>,
  hood: Neighbourhood,
  nullHypothesis: MoranNull = 'conditional',
): LocalMoran {
  const n = hood.count;
  const { mean, squares } = spreadOf(values, n);
  const m2 = squares / n;
  const deviations = Float64Array.from({ length: n }, (_, i) => values[i]! - mean);
  const m4 = deviations.reduce((sum, dev) => sum + dev * dev * dev * dev, 0) / n;
  const lags = hood.sums(deviations);
  const result = empty(n);
  for (let at = 0; at < n; at++) {
    const size = hood.sizes[at]!;
    const dev = deviations[at]!;
    if (size === 0 || !(m2 > 0)) continue;
    const lag = lags[at]! / size;
    const [expected, variance] =
      nullHypothesis === 'conditional'
        ? conditionalMoments(dev, m2, 1 / size, n)
        : totalMoments(m4 / (m2 * m2), 1 / size, n);
    result.i[at] = (dev / m2) * lag;
    result.expected[at] = expected;
    result.variance[at] = variance;
    // A variance that is 0 but for rounding has nothing to be measured by.
    result.z[at] = variance > 1e-14 ? (result.i[at]! - expected) / Math.sqrt(variance) : Number.NaN;
    result.p[at] = twoSidedP(result.z[at]!);
    result.quadrant[at] = dev > 0 ? (lag > 0 ? 1 : 4) : lag > 0 ? 3 : 2;
  }
  return result;
}

function empty(n: number): LocalMoran {
  const column = () => new Float64Array(n).fill(Number.NaN);
  return {
    i: column(),
    expected: column(),
    variance: column(),
    z: column(),
    p: column(),
    quadrant: new Uint8Array(n),
  };
}

/** `squares`: the sum of the squared weights of the place, whose weights add up to 1. */
function conditionalMoments(
  dev: number,
  m2: number,
  squares: number,
  n: number,
): [expected: number, variance: number] {
  const expected = -(dev * dev) / ((n - 1) * m2);
  const variance = (dev / m2) ** 2 * (n / (n - 2)) * (squares - 1 / (n - 1)) * (m2 - (dev * dev) / (n - 1));
  return [expected, variance];
}

function totalMoments(kurtosis: number, squares: number, n: number): [expected: number, variance: number] {
  const expected = -1 / (n - 1);
  const own = (squares * (n - kurtosis)) / (n - 1);
  const pairs = ((1 - squares) * (2 * kurtosis - n)) / ((n - 1) * (n - 2));
  return [expected, own + pairs - expected * expected];
}
