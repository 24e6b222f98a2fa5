/**
 * The hops from something that happens to a person who sees or hears it. `stored`: the server took an incident in to after its
 * commit, when it was told to the streams; `received`: from there to a console; `drawn`: from there to the end of the frame that
 * shows it; `incident`: all of that. `raised`: the condition of an alarm held, to when it was told; `shown` and `sounded`: to the
 * flash and to the tone. Of those that come from afar the journey counts from the fastest one, which a clock set by messages can not see.
 */
export const HOPS = [
  'stored',
  'received',
  'drawn',
  'incident',
  'raised',
  'alarm_received',
  'shown',
  'sounded',
] as const;
export type Hop = (typeof HOPS)[number];

/** What 95 of 100 must keep to, in milliseconds, where something is promised. */
export const HOP_BARS_MS: Partial<Record<Hop, number>> = { incident: 300, shown: 1000, sounded: 1000 };

export const LATENCY_WINDOW_MS = 600_000;
const MOST_SAMPLES = 2000;

/** What was measured of one hop lately: milliseconds, and when (milliseconds since 1970). */
export type Samples = readonly { ms: number; atMs: number }[];

/** The samples with one more; those older than the window, and the oldest of too many, are gone. Less than nothing counts as nothing. */
export function withSample(samples: Samples, ms: number, atMs: number): Samples {
  const kept = samples.length >= MOST_SAMPLES ? samples.slice(1) : samples;
  return [...recent(kept, atMs), { ms: Math.max(0, ms), atMs }];
}

/** Those of the window that ends at `nowMs`. */
export function recent(samples: Samples, nowMs: number): Samples {
  const oldest = nowMs - LATENCY_WINDOW_MS;
  return samples.length > 0 && (samples[0]?.atMs ?? 0) < oldest
    ? samples.filter(({ atMs }) => atMs >= oldest)
    : samples;
}

/** Number, and the values below which 50, 95 and 99 of 100 lie (nearest rank), in milliseconds; null of nothing. */
export interface LatencySpread {
  n: number;
  p50Ms: number | null;
  p95Ms: number | null;
  p99Ms: number | null;
}

/** The spread of the samples of the window that ends at `nowMs`. */
export function spreadOf(samples: Samples, nowMs: number): LatencySpread {
  const sorted = recent(samples, nowMs)
    .map(({ ms }) => ms)
    .sort((a, b) => a - b);
  const at = (share: number): number | null => sorted[Math.ceil(share * sorted.length) - 1] ?? null;
  return { n: sorted.length, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99) };
}

/** Upper ends of the buckets that consoles report in, in milliseconds; above the last is one more bucket. */
export const BUCKET_ENDS_MS = [
  10, 20, 30, 50, 75, 100, 150, 200, 250, 300, 400, 500, 650, 800, 1000, 1250, 1500, 2000, 3000, 5000, 10_000,
  30_000,
] as const;

/** How many of the samples of the window that ends at `nowMs` fall into each bucket. */
export function bucketsOf(samples: Samples, nowMs: number): number[] {
  const counts = new Array<number>(BUCKET_ENDS_MS.length + 1).fill(0);
  for (const { ms } of recent(samples, nowMs)) {
    const at = BUCKET_ENDS_MS.findIndex((end) => ms <= end);
    const bucket = at < 0 ? BUCKET_ENDS_MS.length : at;
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return counts;
}

/** The spread of bucket counts: each value is the upper end of its bucket, so never too small; above the last end that end is told. */
export function spreadOfBuckets(counts: readonly number[]): LatencySpread {
  const n = counts.reduce((sum, count) => sum + count, 0);
  const at = (share: number): number | null => {
    if (n === 0) return null;
    let passed = 0;
    const bucket = counts.findIndex((count) => {
      passed += count;
      return passed >= share * n;
    });
    return BUCKET_ENDS_MS[bucket] ?? BUCKET_ENDS_MS[BUCKET_ENDS_MS.length - 1] ?? null;
  };
  return { n, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99) };
}
