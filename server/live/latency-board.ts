import type { Latency, LatencyReport } from '../../core/contract/latency.ts';
import { BUCKET_ENDS_MS, HOPS, LATENCY_WINDOW_MS, spreadOfBuckets } from '../../core/live/latency.ts';

/** A console that has not reported for so long no longer counts. */
const HEARD_WITHIN_MS = 180_000;
const MOST_CONSOLES = 500;

/** What the consoles of this process measured lately; in memory, the last report of each. */
export class LatencyBoard {
  readonly #reports = new Map<string, { atMs: number; hops: LatencyReport['hops'] }>();
  readonly #clock: () => number;

  /** `clock`: milliseconds since 1970. */
  constructor(clock: () => number) {
    this.#clock = clock;
  }

  take({ console, hops }: LatencyReport): void {
    this.#reports.delete(console);
    this.#reports.set(console, { atMs: this.#clock(), hops });
    const [oldest] = this.#reports.keys();
    if (this.#reports.size > MOST_CONSOLES && oldest !== undefined) this.#reports.delete(oldest);
  }

  read(): Latency {
    const since = this.#clock() - HEARD_WITHIN_MS;
    for (const [console, { atMs }] of this.#reports) if (atMs < since) this.#reports.delete(console);
    const reports = [...this.#reports.values()];
    return {
      windowSeconds: LATENCY_WINDOW_MS / 1000,
      consoles: reports.length,
      hops: HOPS.map((hop) => {
        const sum = Array.from({ length: BUCKET_ENDS_MS.length + 1 }, (_, bucket) =>
          reports.reduce((total, { hops }) => total + (hops[hop]?.[bucket] ?? 0), 0),
        );
        return { hop, ...spreadOfBuckets(sum) };
      }),
    };
  }
}
