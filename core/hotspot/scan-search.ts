/** The best cylinder of a scan, exactly, without looking at most of them: a block of circles is looked into only when a bound says that it may hold a better one. */

import type { ScanFrame } from './scan-frame.ts';
import { type ScanThreshold, ScanThresholds, scanRatio } from './scan-ratio.ts';

/** A circle and its days; which circle it is, is told by the last place in it. */
export interface Cylinder {
  centre: number;
  /** Index into `around` of the frame after the last place of the circle. */
  aroundEnd: number;
  /** The days, both included. */
  fromDay: number;
  toDay: number;
  observed: number;
  expected: number;
  ratio: number;
}

/** Fractions of a case in the sums of `#mayExceed`. */
const FINE = 256;

/** Looks for the best cylinders of a frame, again and again for other permutations of the days. */
export class ScanSearch {
  readonly #frame: ScanFrame;
  readonly #thresholds: ScanThresholds;
  readonly #counts: Int32Array;
  readonly #fineTotals: Float64Array;
  readonly #mostInDay: number;
  #day: Uint16Array;
  #threshold: ScanThreshold;
  #bestRatio = 0;
  #best: Cylinder | undefined;

  constructor(frame: ScanFrame) {
    this.#frame = frame;
    const { cases, total, mostInCircle, dayTotals, reach } = frame;
    this.#thresholds = new ScanThresholds(total, reach.minCases, mostInCircle);
    this.#threshold = this.#thresholds.at(0);
    this.#counts = new Int32Array(cases.days);
    this.#fineTotals = Float64Array.from(dayTotals, (n) => (n * FINE) / Math.max(1, total));
    this.#mostInDay = dayTotals.reduce((most, n) => Math.max(most, n), 0);
    this.#day = cases.day;
  }

  /** The largest ratio of all cylinders when the cases have the days `day` (a permutation of the frame's); 0 if none has more cases than expected. */
  largestRatio(day: Uint16Array): number {
    this.#begin(day);
    const centres = this.#frame.aroundStart.length - 1;
    for (let centre = 0; centre < centres; centre++) this.#lookRound(centre);
    return this.#bestRatio;
  }

  /** The best cylinder of the frame's own days round each centre, for centres that have one with more cases than expected. */
  bestOfCentres(): Cylinder[] {
    const found: Cylinder[] = [];
    const centres = this.#frame.aroundStart.length - 1;
    for (let centre = 0; centre < centres; centre++) {
      this.#begin(this.#frame.cases.day);
      this.#lookRound(centre);
      if (this.#best) found.push(this.#best);
    }
    return found;
  }

  #begin(day: Uint16Array): void {
    this.#day = day;
    this.#bestRatio = 0;
    this.#best = undefined;
    this.#threshold = this.#thresholds.at(0);
  }

  #lookRound(centre: number): void {
    const { blockStart, blockFrom, firstMass } = this.#frame;
    this.#counts.fill(0);
    const last = blockStart[centre + 1]!;
    for (let block = blockStart[centre]!; block < last; block++) {
      const from = blockFrom[block]!;
      const to = blockFrom[block + 1]!;
      this.#add(from, to);
      if (this.#mayExceed(firstMass[block]!)) this.#lookInto(centre, block);
    }
  }

  #add(from: number, to: number): void {
    const { around, cases } = this.#frame;
    const { starts } = cases;
    const day = this.#day;
    const counts = this.#counts;
    for (let at = from; at < to; at++) {
      const place = around[at]!;
      const end = starts[place + 1]!;
      for (let i = starts[place]!; i < end; i++) counts[day[i]!]!++;
    }
  }

  #remove(from: number, to: number): void {
    const { around, cases } = this.#frame;
    for (let at = from; at < to; at++) {
      const place = around[at]!;
      for (let i = cases.starts[place]!; i < cases.starts[place + 1]!; i++) this.#counts[this.#day[i]!]!--;
    }
  }

  /** Circle by circle through a block whose cases are all in the counts. */
  #lookInto(centre: number, block: number): void {
    const { around, blockFrom, massBefore, endsCircle, cases } = this.#frame;
    const to = blockFrom[block + 1]!;
    let mass = massBefore[block]!;
    this.#remove(blockFrom[block]!, to);
    for (let at = blockFrom[block]!; at < to; at++) {
      const place = around[at]!;
      this.#add(at, at + 1);
      mass += cases.starts[place + 1]! - cases.starts[place]!;
      if (endsCircle[at] === 1 && this.#mayExceed(mass)) this.#lookAtWindows(centre, at + 1, mass);
    }
  }

  /** Whether a window may reach the best ratio when a circle of `mass` cases has the counts, or fewer than these: never wrongly false. */
  #mayExceed(mass: number): boolean {
    const { reach, leastInDay } = this.#frame;
    if (reach.onlyCurrent) return this.#currentMayExceed(mass);
    if (mass * leastInDay <= this.#threshold.reach[reach.minCases]!) return true;
    return this.#anyMayExceed(mass);
  }

  #currentMayExceed(mass: number): boolean {
    const { before, cases, reach, total } = this.#frame;
    const counts = this.#counts;
    const needed = this.#threshold.reach;
    const first = cases.days - reach.maxDays;
    const newest = cases.days - reach.minDays;
    let observed = 0;
    for (let d = cases.days - 1; d >= first; d--) {
      observed += counts[d]!;
      if (d <= newest && mass * (total - before[d]!) <= needed[observed]!) return true;
    }
    return false;
  }

  /**
   * Whether a window of any place and length lies above one of the chords below the curve of what is needed: the largest sum of consecutive days, each its
   * cases less the chord's slope times what is expected (Bentley's scan, in whole numbers and without branches).
   */
  #anyMayExceed(mass: number): boolean {
    const { leastInDay, mostInWindow, total } = this.#frame;
    const { chordFrom, slope, intercept } = this.#threshold;
    const low = mass * leastInDay;
    const high = mass * mostInWindow;
    let i = 0;
    while (i + 1 < slope.length && chordFrom[i + 1]! < low) i++;
    for (; i < slope.length && chordFrom[i]! <= high; i += 2) {
      const hasNext = i + 1 < slope.length && chordFrom[i + 1]! <= high;
      const perCase = slope[i]! * mass;
      const next = hasNext ? slope[i + 1]! * mass : perCase;
      if ((Math.max(perCase, next) * this.#mostInDay * FINE) / total > 1e9) return true;
      if (
        this.#doLargestSumsReach(
          perCase,
          Math.floor(intercept[i]! * FINE) - 1,
          next,
          Math.floor(intercept[hasNext ? i + 1 : i]! * FINE) - 1,
        )
      )
        return true;
    }
    return false;
  }

  /** Whether the largest sum for one slope or that for another is large enough; at one time, since the additions of one fill the wait of the other's. */
  #doLargestSumsReach(perCaseA: number, leastA: number, perCaseB: number, leastB: number): boolean {
    const counts = this.#counts;
    const fine = this.#fineTotals;
    let [sumA, largestA, sumB, largestB] = [0, 0, 0, 0];
    for (let d = 0; d < counts.length; d++) {
      const count = counts[d]! << 8;
      const usual = fine[d]!;
      sumA = (sumA & ~(sumA >> 31)) + count - ((usual * perCaseA) | 0);
      sumB = (sumB & ~(sumB >> 31)) + count - ((usual * perCaseB) | 0);
      const lessA = largestA - sumA;
      const lessB = largestB - sumB;
      largestA -= lessA & (lessA >> 31);
      largestB -= lessB & (lessB >> 31);
    }
    return largestA >= leastA || largestB >= leastB;
  }

  #lookAtWindows(centre: number, aroundEnd: number, mass: number): void {
    const { before, cases, reach } = this.#frame;
    const { minDays, maxDays, onlyCurrent } = reach;
    const lastDay = cases.days - 1;
    for (let toDay = lastDay; toDay >= (onlyCurrent ? lastDay : minDays - 1); toDay--) {
      const first = Math.max(0, toDay + 1 - maxDays);
      let observed = 0;
      for (let d = toDay; d >= first; d--) {
        observed += this.#counts[d]!;
        if (toDay - d + 1 < minDays) continue;
        const product = mass * (before[toDay + 1]! - before[d]!);
        if (product <= this.#threshold.reach[observed]!)
          this.#offer(centre, aroundEnd, d, toDay, observed, product);
      }
    }
  }

  #offer(
    centre: number,
    aroundEnd: number,
    fromDay: number,
    toDay: number,
    observed: number,
    product: number,
  ): void {
    const { total } = this.#frame;
    const expected = product / total;
    const ratio = scanRatio(observed, expected, total);
    if (ratio <= this.#bestRatio) return;
    this.#bestRatio = ratio;
    this.#best = { centre, aroundEnd, fromDay, toDay, observed, expected, ratio };
    this.#threshold = this.#thresholds.at(ratio);
  }
}
