import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageSeconds, feedFreshness, freshnessOf, worstOf } from '../../../core/live/freshness.ts';

describe('freshness', () => {
  it('is late past 3 expected intervals and lost past 10', () => {
    expect([0, 30, 30.1, 100, 100.1].map((age) => freshnessOf(age, 10))).toEqual([
      'fresh',
      'fresh',
      'late',
      'late',
      'lost',
    ]);
  });

  it('is lost when nothing was ever heard, or the age is unknown', () => {
    expect(freshnessOf(null, 10)).toBe('lost');
    expect(freshnessOf(Number.NaN, 10)).toBe('lost');
  });

  it('never gets better with age', () => {
    const order = ['fresh', 'late', 'lost'];
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), fc.integer({ min: 1, max: 60 }), (a, b, expected) => {
        const [younger, older] = [Math.min(a, b), Math.max(a, b)];
        expect(order.indexOf(freshnessOf(older, expected))).toBeGreaterThanOrEqual(
          order.indexOf(freshnessOf(younger, expected)),
        );
      }),
    );
  });

  it('counts age by the server clock and never below zero', () => {
    const now = Date.parse('2026-11-23T04:00:10Z');
    expect(ageSeconds('2026-11-23T04:00:00Z', now)).toBe(10);
    expect(ageSeconds('2026-11-23T04:00:20Z', now)).toBe(0);
    const feed = { feed: 'units', lastSeenAt: '2026-11-23T03:59:50Z', expectedIntervalSeconds: 5 } as const;
    expect(feedFreshness(feed, now)).toBe('late');
  });

  it('of something derived is that of its worst source', () => {
    expect(worstOf(['fresh', 'lost', 'late'])).toBe('lost');
    expect(worstOf(['fresh', 'late'])).toBe('late');
    expect(worstOf([])).toBe('fresh');
  });
});
