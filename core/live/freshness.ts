import type { FeedAge } from '../contract/live.ts';

/** From the best to the worst. `late`: older than 3 times the expected interval; `lost`: older than 10 times, or never heard. */
export const FRESHNESS = ['fresh', 'late', 'lost'] as const;
export type Freshness = (typeof FRESHNESS)[number];

export const LATE_AFTER_INTERVALS = 3;
export const LOST_AFTER_INTERVALS = 10;

/** How fresh something is that is `ageSeconds` old (null: never heard) and is expected every `expectedSeconds`. */
export function freshnessOf(ageSeconds: number | null, expectedSeconds: number): Freshness {
  if (ageSeconds === null || !(ageSeconds <= LOST_AFTER_INTERVALS * expectedSeconds)) return 'lost';
  return ageSeconds > LATE_AFTER_INTERVALS * expectedSeconds ? 'late' : 'fresh';
}

/** Age in seconds at `nowMs` (the server's time, milliseconds since 1970) of something of the ISO time `at`; never negative. */
export function ageSeconds(at: string | null, nowMs: number): number | null {
  return at === null ? null : Math.max(0, (nowMs - Date.parse(at)) / 1000);
}

/** Freshness of a feed at `nowMs`. */
export function feedFreshness(feed: FeedAge, nowMs: number): Freshness {
  return freshnessOf(ageSeconds(feed.lastSeenAt, nowMs), feed.expectedIntervalSeconds);
}

/** What is derived from several sources is as fresh as the worst of them; of none, fresh. */
export function worstOf(sources: readonly Freshness[]): Freshness {
  return FRESHNESS[Math.max(0, ...sources.map((source) => FRESHNESS.indexOf(source)))] ?? 'fresh';
}
