/**
 * The likelihood ratio of Kulldorff's scan (Kulldorff 1997, "A spatial scan statistic"), and what it takes to exceed a given one. The space-time
 * permutation model (Kulldorff et al. 2005) has the same formula, with the expected number that `scan-frame.ts` gives.
 */

/**
 * Logarithm of the likelihood ratio of `observed` cases where `expected` of all `total` were: c ln(c/μ) + (C−c) ln((C−c)/(C−μ)); 0 where there
 * are not more than expected.
 */
export function scanRatio(observed: number, expected: number, total: number): number {
  if (observed <= expected) return 0;
  const outside = total - observed;
  const rest = outside > 0 ? outside * Math.log(outside / (total - expected)) : 0;
  return observed * Math.log(observed / expected) + rest;
}

/**
 * The largest expected number at which `observed` cases of `total` reach the ratio `level` (> 0). Newton's method on the logarithm of the
 * expected number, in which the ratio is convex: from the left it never oversteps.
 */
export function expectedAtRatio(observed: number, total: number, level: number): number {
  const outside = total - observed;
  let log = Math.log(observed) - 1 - level / observed;
  for (let i = 0; i < 100; i++) {
    const expected = Math.exp(log);
    const above = scanRatio(observed, expected, total) - level;
    const step = above / (observed - (outside * expected) / (total - expected));
    if (!(step > 1e-13)) break;
    log += step;
  }
  return Math.exp(log);
}

/** What reaches one level of the ratio. Numbers of expected cases are times the total, as `scan-search.ts` counts them. */
export interface ScanThreshold {
  /** For each number of cases, the largest expected number (times the total) at which the level is reached, a hair more; -1: never. */
  reach: Float64Array;
  /**
   * Lines below the curve of numbers of cases over expected numbers that reach the level (the curve is concave, hence its chords are): from
   * `chordFrom[i]` expected cases (times the total) on, more than `intercept[i] + slope[i] × expected` (not times the total) are needed at least.
   */
  chordFrom: Float64Array;
  slope: Float64Array;
  intercept: Float64Array;
}

const STEP = 0.25;
/** The cases at the ends of neighbouring chords, one to the other, beyond the first few. */
const CHORD_RATIO = 5;

/** Thresholds for all levels that a scan meets, each made when it is first asked for. */
export class ScanThresholds {
  readonly #total: number;
  readonly #most: number;
  readonly #least: number;
  readonly #levels: ScanThreshold[] = [];

  /** Of `total` cases a cylinder holds `least` to `most`. */
  constructor(total: number, least: number, most: number) {
    this.#total = total;
    this.#least = least;
    this.#most = most;
  }

  /** The threshold of the highest level of the ladder that is not above `ratio`. */
  at(ratio: number): ScanThreshold {
    const level = Math.max(0, Math.floor(ratio / STEP));
    this.#levels[level] ??= this.#make(level * STEP);
    return this.#levels[level];
  }

  #make(level: number): ScanThreshold {
    const reach = new Float64Array(this.#most + 1).fill(-1);
    for (let c = this.#least; c <= this.#most; c++) {
      const expected = level > 0 ? expectedAtRatio(c, this.#total, level) : c;
      reach[c] = expected * this.#total * (1 + 1e-9);
    }
    return { reach, ...this.#chords(reach) };
  }

  #chords(reach: Float64Array): Omit<ScanThreshold, 'reach'> {
    const ends: number[] = [];
    for (let c = this.#least; c < this.#most; c = Math.max(c + 1, Math.floor(c * CHORD_RATIO))) ends.push(c);
    if (this.#most >= this.#least) ends.push(this.#most);
    const chords = Math.max(0, ends.length - 1);
    const [chordFrom, slope, intercept] = [0, 0, 0].map(() => new Float64Array(chords)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    for (let i = 0; i < chords; i++) {
      const [c, next] = [ends[i]!, ends[i + 1]!];
      const [from, to] = [reach[c]! / this.#total, reach[next]! / this.#total];
      chordFrom[i] = reach[c]!;
      slope[i] = (next - c) / (to - from);
      intercept[i] = c - slope[i]! * from;
    }
    return { chordFrom, slope, intercept };
  }
}
