import { type Counts, HOURS_A_WEEK } from './crossfilter.ts';
import { countsOf, isInScope, KINDS, type Passing, passes } from './cube-kind.ts';
import type { CubeRows } from './cube-rows.ts';

const HOURS_FROM = KINDS;
const GRIDS_FROM = KINDS + HOURS_A_WEEK;
const MOST_SLOTS = 256;
const LEAST_ROWS = 4096;

/**
 * The counts of incidents under one filter, cumulative along time: at some 256 instants how many were reported before, by kind, hour of the
 * week and grid, each without its own clause. Any window of time is the difference of two instants, and of the rows between an instant and the nearest
 * one that is held, so it is exact to the second whatever the number of rows.
 */
export class CountCube {
  readonly #rows: CubeRows;
  readonly #passing: Passing;
  readonly #width: number;
  /** Unix seconds, rising; `#sums` has what was reported before each, `#total` everything. */
  readonly #starts: number[] = [];
  readonly #sums: Uint32Array;
  readonly #total: Uint32Array;
  #bars: { edges: readonly number[]; counts: Uint32Array } | undefined;

  /** Goes through all rows once. `passing` must know all grids of the rows. */
  constructor(rows: CubeRows, passing: Passing) {
    this.#rows = rows;
    this.#passing = passing;
    this.#width = GRIDS_FROM + passing.grids.length;
    const stride = Math.max(LEAST_ROWS, Math.ceil(rows.count / MOST_SLOTS));
    for (let row = stride; row < rows.count; row += stride) {
      const second = rows.seconds[row]!;
      if (second !== this.#starts.at(-1)) this.#starts.push(second);
    }
    this.#total = new Uint32Array(this.#width);
    this.#sums = new Uint32Array(this.#starts.length * this.#width);
    let row = 0;
    this.#starts.forEach((second, slot) => {
      const end = rows.firstAt(second);
      this.#add(this.#total, row, end, 1);
      this.#sums.set(this.#total, slot * this.#width);
      row = end;
    });
    this.#add(this.#total, row, rows.count, 1);
  }

  /** Counts of the incidents reported in [from, to), Unix seconds, as `Crossfilter` tells them; `grids` by place in the rows' codes. */
  counts(from: number, to: number): Counts {
    const sums = new Int32Array(this.#width);
    if (to > from) {
      this.#addUntil(sums, to, 1);
      this.#addUntil(sums, from, -1);
    }
    return countsOf(
      this.#passing,
      sums.subarray(0, KINDS),
      sums.slice(HOURS_FROM, GRIDS_FROM),
      sums.slice(GRIDS_FROM),
    );
  }

  /** Incidents that pass every clause in the bins that begin at `edges` (Unix seconds, rising; the last one is an end). */
  histogram(edges: readonly number[]): Uint32Array {
    const known = this.#bars;
    if (known && known.edges.length === edges.length && known.edges.every((edge, i) => edge === edges[i]))
      return known.counts.slice();
    const rows = this.#rows;
    const counts = new Uint32Array(Math.max(0, edges.length - 1));
    let row = rows.firstAt(edges[0] ?? 0);
    for (let bin = 0; bin < counts.length; bin++) {
      const end = rows.firstAt(edges[bin + 1]!);
      let count = 0;
      for (; row < end; row++) if (this.#passes(row)) count++;
      counts[bin] = count;
    }
    this.#bars = { edges, counts };
    return counts.slice();
  }

  /** A row was added (`sign` 1) or is about to go (-1). */
  adjust(row: number, sign: 1 | -1): void {
    const second = this.#rows.seconds[row]!;
    for (let slot = this.#starts.length - 1; slot >= 0 && this.#starts[slot]! > second; slot--)
      this.#add(this.#sums.subarray(slot * this.#width, (slot + 1) * this.#width), row, row + 1, sign);
    this.#add(this.#total, row, row + 1, sign);
    if (this.#bars && this.#passes(row)) {
      const { edges, counts } = this.#bars;
      const bin = edges.findIndex((edge) => edge > second) - 1;
      if (bin >= 0) counts[bin]! += sign;
    }
  }

  #passes(row: number): boolean {
    const { kinds, hours, grids } = this.#rows;
    return passes(this.#passing, kinds[row]!, hours[row]!, grids[row]!);
  }

  /** Adds `sign` times what was reported before `second`. */
  #addUntil(into: Int32Array, second: number, sign: 1 | -1): void {
    const rows = this.#rows;
    const end = rows.firstAt(second);
    const starts = this.#starts;
    let slot = 0;
    while (slot < starts.length && starts[slot]! <= second) slot++;
    const before = slot === 0 ? 0 : rows.firstAt(starts[slot - 1]!);
    const after = slot === starts.length ? rows.count : rows.firstAt(starts[slot]!);
    const isAfter = after - end < end - before;
    const at = isAfter ? slot : slot - 1;
    const sums =
      at < 0
        ? undefined
        : at === starts.length
          ? this.#total
          : this.#sums.subarray(at * this.#width, (at + 1) * this.#width);
    if (sums) for (let i = 0; i < sums.length; i++) into[i]! += sums[i]! * sign;
    if (isAfter) this.#add(into, end, after, -sign);
    else this.#add(into, before, end, sign);
  }

  /** Counts the rows [first, end) `sign` times. */
  #add(into: Int32Array | Uint32Array, first: number, end: number, sign: number): void {
    const { kinds, hours, grids } = this.#passing;
    const rows = this.#rows;
    for (let row = first; row < end; row++) {
      const [kind, hour, grid] = [rows.kinds[row]!, rows.hours[row]!, rows.grids[row]!];
      const [kindFails, hourFails, gridFails] = [kinds[kind]!, hours[hour]!, grids[grid]!];
      if ((hourFails | gridFails) === 0) into[kind]! += sign;
      if ((kindFails | gridFails) === 0 && hour < HOURS_A_WEEK) into[HOURS_FROM + hour]! += sign;
      if ((kindFails | hourFails) === 0 && isInScope(gridFails)) into[GRIDS_FROM + grid]! += sign;
    }
  }
}
