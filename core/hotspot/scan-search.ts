/** The best cylinder of a scan, exactly, without looking at most of them: a block of circles is looked into only when a bound says that it may hold a better one. */

import { DayCounts } from './scan-counts.ts';
import type { ScanFrame } from './scan-frame.ts';
import { type ScanThreshold, ScanThresholds, scanRatio } from './scan-ratio.ts';
import { WindowSums } from './scan-sums.ts';

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

/** Blocks whose counts are held at one time: row 0 is before the first of them, row `i + 1` at the end of the block `i`. */
const AT_ONCE = 16;
/** The row that grows. */
const WITHIN = AT_ONCE + 1;
/** Blocks are tried together while they add no more than this many times what chance varies in the windows of a chord. */
const TOGETHER = 2.5;

/** Looks for the best cylinders of a frame, again and again for other permutations of the days. */
export class ScanSearch {
  readonly #frame: ScanFrame;
  readonly #thresholds: ScanThresholds;
  readonly #counts: DayCounts;
  readonly #sums: WindowSums;
  /** 1 for each of the blocks that are held which no bound rules out. */
  readonly #isOpen = new Uint8Array(AT_ONCE);
  /** 1 for the days on which a window may end. */
  readonly #isEnd: Uint8Array;
  #threshold: ScanThreshold;
  #bestRatio = 0;
  #best: Cylinder | undefined;

  constructor(frame: ScanFrame) {
    this.#frame = frame;
    const { cases, total, mostInCircle, dayTotals, reach } = frame;
    this.#isEnd = new Uint8Array(cases.days);
    this.#thresholds = new ScanThresholds(total, reach.minCases, mostInCircle);
    this.#threshold = this.#thresholds.at(0);
    this.#counts = new DayCounts(frame, WITHIN);
    this.#sums = new WindowSums(this.#counts.values, dayTotals, total);
  }

  /** The largest ratio of all cylinders when the cases have the days `day` (a permutation of the frame's); 0 if none has more cases than expected. */
  largestRatio(day: Uint16Array): number {
    this.#counts.deal(day);
    this.#begin();
    const centres = this.#frame.aroundStart.length - 1;
    for (let centre = 0; centre < centres; centre++) this.#lookRound(centre);
    return this.#bestRatio;
  }

  /** The best cylinder of the frame's own days round each centre, for centres that have one with more cases than expected. */
  bestOfCentres(): Cylinder[] {
    const found: Cylinder[] = [];
    this.#counts.deal(this.#frame.cases.day);
    const centres = this.#frame.aroundStart.length - 1;
    for (let centre = 0; centre < centres; centre++) {
      this.#begin();
      this.#lookRound(centre);
      if (this.#best) found.push(this.#best);
    }
    return found;
  }

  #begin(): void {
    this.#bestRatio = 0;
    this.#best = undefined;
    this.#threshold = this.#thresholds.at(0);
  }

  #lookRound(centre: number): void {
    const { blockStart, blockFrom } = this.#frame;
    const last = blockStart[centre + 1]!;
    this.#counts.clear();
    for (let first = blockStart[centre]!; first < last; first += AT_ONCE) {
      const end = Math.min(last, first + AT_ONCE);
      this.#counts.keep(0);
      for (let block = first; block < end; block++) {
        this.#counts.add(blockFrom[block]!, blockFrom[block + 1]!);
        this.#counts.keep(block - first + 1);
      }
      this.#openBlocks(first, end);
      for (let block = first; block < end; block++)
        if (this.#isOpen[block - first] === 1) this.#lookInto(centre, block, block - first);
      this.#counts.takeUp(end - first);
    }
  }

  /** Marks the blocks `first` to `end - 1` that may hold a cylinder which exceeds the best ratio: never wrongly unmarked. */
  #openBlocks(first: number, end: number): void {
    const { reach, leastMass } = this.#frame;
    for (let block = first; block < end; block++) {
      const mass = leastMass[block]!;
      const isOpen = reach.onlyCurrent
        ? this.#currentMayExceed(block - first + 1, mass)
        : this.#isAnyEnough(mass);
      this.#isOpen[block - first] = isOpen ? 1 : 0;
    }
    if (reach.onlyCurrent) return;
    const [chord, last] = this.#chordsOf(leastMass[first]!, this.#frame.mostMass[end - 1]!);
    for (let i = chord; i <= last; i++) this.#openByChord(i, first, end);
  }

  /** The first and the last chord that concern the windows of circles of `least` to `most` cases. */
  #chordsOf(least: number, most: number): [number, number] {
    const { leastInDay, mostInWindow } = this.#frame;
    const { chordFrom } = this.#threshold;
    let last = chordFrom.length - 1;
    while (last >= 0 && chordFrom[last]! > most * mostInWindow) last--;
    let chord = 0;
    while (chord < last && chordFrom[chord + 1]! < least * leastInDay) chord++;
    return [chord, last];
  }

  /** The blocks that have windows of one chord, in groups that are likely to be ruled out together, two groups at a time. */
  #openByChord(chord: number, first: number, blocksEnd: number): void {
    const { leastInDay, mostInWindow, leastMass, mostMass } = this.#frame;
    const { chordFrom } = this.#threshold;
    const chordTo = chordFrom[chord + 1] ?? Number.POSITIVE_INFINITY;
    let from = first;
    let end = blocksEnd;
    while (from < end && mostMass[from]! * mostInWindow < chordFrom[chord]!) from++;
    while (from < end && leastMass[end - 1]! * leastInDay > chordTo) end--;
    while (from < end) {
      const middle = this.#groupEnd(chord, from, end);
      const to = middle < end ? this.#groupEnd(chord, middle, end) : end;
      this.#openTwo(chord, first, from, middle, to);
      from = to;
    }
  }

  #groupEnd(chord: number, from: number, end: number): number {
    const { total, mostInWindow, leastMass, mostMass } = this.#frame;
    const mass = leastMass[from]!;
    const upTo = this.#threshold.chordFrom[chord + 1] ?? Number.POSITIVE_INFINITY;
    const expected = Math.min(upTo, mass * mostInWindow) / total;
    const limit = mass * (1 + TOGETHER / Math.sqrt(expected));
    let to = from + 1;
    while (to < end && mostMass[to]! <= limit) to++;
    return to;
  }

  /** The blocks `from` to `middle - 1`, and those from there to `to - 1` (which may be none). */
  #openTwo(chord: number, first: number, from: number, middle: number, to: number): void {
    const { leastMass } = this.#frame;
    const { stride } = this.#counts;
    const reached = this.#sums.reached(
      this.#threshold,
      (middle - first) * stride,
      leastMass[from]!,
      chord,
      (to - first) * stride,
      leastMass[Math.min(middle, to - 1)]!,
      chord,
    );
    if (reached & 1) this.#openHalves(chord, first, from, middle);
    if (reached & 2 && middle < to) this.#openHalves(chord, first, middle, to);
  }

  #openHalves(chord: number, first: number, from: number, to: number): void {
    if (to - from === 1) this.#isOpen[from - first] = 1;
    else this.#openTwo(chord, first, from, (from + to) >>> 1, to);
  }

  /** Circle by circle through a block, the row before which is given. */
  #lookInto(centre: number, block: number, row: number): void {
    const { blockFrom, endsCircle, mass, leastMass } = this.#frame;
    if (!this.#mayExceed(row + 1, leastMass[block]!)) return;
    this.#counts.takeUp(row);
    const to = blockFrom[block + 1]!;
    for (let at = blockFrom[block]!; at < to; at++) {
      this.#counts.add(at, at + 1);
      if (endsCircle[at] === 1 && this.#mayExceed(WITHIN, mass[at]!))
        this.#lookAtWindows(centre, at + 1, mass[at]!);
    }
  }

  /** Whether a window may exceed the best ratio when a circle of `mass` cases has the counts of a row, or fewer than these: never wrongly false. */
  #mayExceed(row: number, mass: number): boolean {
    if (this.#frame.reach.onlyCurrent) return this.#currentMayExceed(row, mass);
    if (this.#isAnyEnough(mass)) return true;
    const at = row * this.#counts.stride;
    const [chord, last] = this.#chordsOf(mass, mass);
    for (let i = chord; i <= last; i += 2) {
      const next = Math.min(i + 1, last);
      if (this.#sums.reached(this.#threshold, at, mass, i, at, mass, next) > 0) return true;
    }
    return false;
  }

  /** Whether so little is expected on a day that the fewest cases are enough. */
  #isAnyEnough(mass: number): boolean {
    const { leastInDay, reach } = this.#frame;
    return mass > 0 && mass * leastInDay <= this.#threshold.reach[reach.minCases]!;
  }

  #currentMayExceed(row: number, mass: number): boolean {
    if (mass === 0) return false;
    const { before, cases, reach, total } = this.#frame;
    const { values, stride } = this.#counts;
    const needed = this.#threshold.reach;
    const first = cases.days - reach.maxDays;
    const newest = cases.days - reach.minDays;
    let observed = 0;
    for (let d = cases.days - 1; d >= first; d--) {
      observed += values[row * stride + d]!;
      if (d <= newest && mass * (total - before[d]!) <= needed[observed]!) return true;
    }
    return false;
  }

  /** Marks the days on which windows of the circle may end that exceed the best ratio. */
  #markEnds(mass: number): void {
    const ends = this.#isEnd;
    if (this.#frame.reach.onlyCurrent) ends[ends.length - 1] = 1;
    else if (this.#isAnyEnough(mass)) ends.fill(1);
    else {
      ends.fill(0);
      const [chord, last] = this.#chordsOf(mass, mass);
      const row = WITHIN * this.#counts.stride;
      for (let i = chord; i <= last; i++) this.#sums.markEnds(this.#threshold, row, mass, i, ends);
    }
  }

  #lookAtWindows(centre: number, aroundEnd: number, mass: number): void {
    const { before, cases, reach } = this.#frame;
    const { values, stride } = this.#counts;
    const { minDays, maxDays } = reach;
    this.#markEnds(mass);
    for (let toDay = cases.days - 1; toDay >= minDays - 1; toDay--) {
      if (this.#isEnd[toDay] === 0) continue;
      const first = Math.max(0, toDay + 1 - maxDays);
      let observed = 0;
      for (let d = toDay; d >= first; d--) {
        observed += values[WITHIN * stride + d]!;
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
