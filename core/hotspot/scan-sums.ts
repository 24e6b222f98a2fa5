/** The bound of a scan that looks at windows of any place and length. */
import type { ScanThreshold } from './scan-ratio.ts';

/** Fractions of a case. */
const FINE_BITS = 8;
const FINE = 1 << FINE_BITS;
const LARGEST = 1e9;

/** The largest sums of consecutive days. */
export class WindowSums {
  readonly #values: Int32Array;
  readonly #fineTotals: Float64Array;
  readonly #mostInDay: number;

  /** `values`: rows of cases by day; `dayTotals`: those of the city, `total` in all. */
  constructor(values: Int32Array, dayTotals: Uint32Array, total: number) {
    this.#values = values;
    this.#fineTotals = Float64Array.from(dayTotals, (n) => (n * FINE) / Math.max(1, total));
    this.#mostInDay = this.#fineTotals.reduce((most, n) => Math.max(most, n), 0);
  }

  /**
   * Whether a window lies above a chord of what is needed: the largest sum of consecutive days, each its cases less the chord's slope times what is
   * expected (Bentley's scan, in whole numbers and without branches). Of two circles at one time, each with its chord, since the additions of one
   * fill the wait of the other's. `rowA` and `rowB` are where the rows begin, the masses how many cases the circles have at least: bit 0 is set if that is so of A, bit 1 if of B, both if the numbers are too large to tell.
   */
  reached(
    { slope, intercept }: ScanThreshold,
    rowA: number,
    massA: number,
    chordA: number,
    rowB: number,
    massB: number,
    chordB: number,
  ): number {
    const values = this.#values;
    const fine = this.#fineTotals;
    const perA = slope[chordA]! * massA;
    const perB = slope[chordB]! * massB;
    if (Math.max(perA, perB) * this.#mostInDay > LARGEST) return 3;
    const belowA = Math.floor(intercept[chordA]! * FINE) - 2;
    const belowB = Math.floor(intercept[chordB]! * FINE) - 2;
    let sumA = 0;
    let sumB = 0;
    let reachedA = 0;
    let reachedB = 0;
    for (let d = 0; d < fine.length; d++) {
      const usual = fine[d]!;
      sumA = ((sumA & ~(sumA >> 31)) + (values[rowA + d]! << FINE_BITS) - ((usual * perA) | 0)) | 0;
      sumB = ((sumB & ~(sumB >> 31)) + (values[rowB + d]! << FINE_BITS) - ((usual * perB) | 0)) | 0;
      reachedA |= belowA - sumA;
      reachedB |= belowB - sumB;
    }
    return (reachedA < 0 ? 1 : 0) | (reachedB < 0 ? 2 : 0);
  }

  /** Sets `ends` to 1 at the last days of windows that may lie above a chord, for a circle of `mass` cases whose row begins at `row`. */
  markEnds(
    { slope, intercept }: ScanThreshold,
    row: number,
    mass: number,
    chord: number,
    ends: Uint8Array,
  ): void {
    const fine = this.#fineTotals;
    const perCase = (slope[chord]! * mass) / FINE;
    const below = intercept[chord]! - 2 / FINE;
    let sum = 0;
    for (let d = 0; d < fine.length; d++) {
      sum = Math.max(0, sum) + this.#values[row + d]! - fine[d]! * perCase;
      if (sum > below) ends[d] = 1;
    }
  }
}
