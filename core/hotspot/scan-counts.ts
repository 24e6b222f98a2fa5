/** Cases on each day within circles, while they grow round a centre. */
import type { ScanFrame } from './scan-frame.ts';

/** The days of a place are looked through four at a time. */
const STEP = 4;

/** Rows of numbers of cases by day: day `d` of row `r` is `values[r * stride + d]`. Cases are added to the last row; the others keep what it was. */
export class DayCounts {
  readonly stride: number;
  readonly values: Int32Array;
  readonly #rows: Int32Array[];
  readonly #growing: Int32Array;
  readonly #frame: ScanFrame;
  /** Days of the cases of each place, filled up to whole steps with a day after the last, which counts for nothing. */
  readonly #day: Uint16Array;
  readonly #starts: Uint32Array;

  constructor(frame: ScanFrame, kept: number) {
    const { days, starts } = frame.cases;
    this.#frame = frame;
    this.stride = days + 1;
    this.values = new Int32Array((kept + 1) * this.stride);
    this.#rows = Array.from({ length: kept + 1 }, (_, row) =>
      this.values.subarray(row * this.stride, (row + 1) * this.stride),
    );
    this.#growing = this.#rows[kept]!;
    this.#starts = new Uint32Array(starts.length);
    for (let place = 0; place + 1 < starts.length; place++)
      this.#starts[place + 1] =
        this.#starts[place]! + STEP * Math.ceil((starts[place + 1]! - starts[place]!) / STEP);
    this.#day = new Uint16Array(this.#starts.at(-1) ?? 0).fill(days);
  }

  /** Gives the cases the days `day`: a permutation of the frame's. */
  deal(day: Uint16Array): void {
    const { starts } = this.#frame.cases;
    for (let place = 0; place + 1 < starts.length; place++)
      this.#day.set(day.subarray(starts[place]!, starts[place + 1]!), this.#starts[place]!);
  }

  clear(): void {
    this.#growing.fill(0);
  }

  keep(row: number): void {
    this.#rows[row]!.set(this.#growing);
  }

  takeUp(row: number): void {
    this.#growing.set(this.#rows[row]!);
  }

  /** Adds the cases of the places `around[from]` to `around[to - 1]` of the frame. */
  add(from: number, to: number): void {
    const { around } = this.#frame;
    const counts = this.#growing;
    const day = this.#day;
    const starts = this.#starts;
    for (let at = from; at < to; at++) {
      const place = around[at]!;
      const end = starts[place + 1]!;
      for (let i = starts[place]!; i < end; i += STEP) {
        counts[day[i]!]!++;
        counts[day[i + 1]!]!++;
        counts[day[i + 2]!]!++;
        counts[day[i + 3]!]!++;
      }
    }
  }
}
