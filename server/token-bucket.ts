import { refusal } from '../core/contract/reason.ts';
import type { Rate } from './deps.ts';
import { ProblemError } from './problem.ts';

/** A token bucket per key: `burst` at once, refilled at `perSecond`. Kept in this process. */
export class TokenBuckets {
  readonly #perSecond: number;
  readonly #burst: number;
  readonly #clock: () => number;
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  constructor(limit: Rate, clock: () => number) {
    this.#perSecond = limit.perSecond;
    this.#burst = limit.burst;
    this.#clock = clock;
  }

  /** Takes one token or throws `too_many_requests` (429) with Retry-After in seconds. */
  take(key: string): void {
    const now = this.#clock();
    const bucket = this.#buckets.get(key) ?? { tokens: this.#burst, at: now };
    const refilled = bucket.tokens + (Math.max(0, now - bucket.at) / 1000) * this.#perSecond;
    const tokens = Math.min(this.#burst, refilled);
    if (tokens < 1) {
      const seconds = Math.max(1, Math.ceil((1 - tokens) / this.#perSecond));
      const message = `Too many requests; try again in ${seconds} s.`;
      throw new ProblemError('too_many_requests', refusal(message, 'too_fast', { seconds }), {
        headers: { 'Retry-After': String(seconds) },
      });
    }
    if (this.#buckets.size > 50_000) this.#buckets.clear();
    this.#buckets.set(key, { tokens: tokens - 1, at: now });
  }
}
