import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  BUCKET_ENDS_MS,
  bucketsOf,
  LATENCY_WINDOW_MS,
  type Samples,
  spreadOf,
  spreadOfBuckets,
  withSample,
} from '../../../core/live/latency.ts';

const samplesOf = (values: readonly number[]): Samples =>
  values.reduce<Samples>((samples, ms, i) => withSample(samples, ms, 1000 + i), []);

describe('latencies of the last minutes', () => {
  test('their spread is by nearest rank, and of nothing nothing', () => {
    const samples = samplesOf(Array.from({ length: 100 }, (_, i) => 100 - i));
    expect(spreadOf(samples, 2000)).toEqual({ n: 100, p50Ms: 50, p95Ms: 95, p99Ms: 99 });
    expect(spreadOf([], 2000)).toEqual({ n: 0, p50Ms: null, p95Ms: null, p99Ms: null });
  });

  test('what is older than the window no longer counts, and there is a most', () => {
    const old = withSample([], 5, 0);
    expect(spreadOf(old, LATENCY_WINDOW_MS + 1).n).toBe(0);
    expect(withSample(old, 7, LATENCY_WINDOW_MS + 1)).toHaveLength(1);
    expect(samplesOf(new Array(5000).fill(1))).toHaveLength(2000);
  });

  test('a clock that is a little off makes no negative times', () => {
    expect(spreadOf(samplesOf([-3]), 2000).p50Ms).toBe(0);
  });

  test('buckets never tell less than the samples, and at most one bucket more', () => {
    const value = fc.integer({ min: 0, max: 29_000 });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 200 }), (values) => {
        const samples = samplesOf(values);
        const [exact, told] = [spreadOf(samples, 3000), spreadOfBuckets(bucketsOf(samples, 3000))];
        expect(told.n).toBe(exact.n);
        for (const key of ['p50Ms', 'p95Ms', 'p99Ms'] as const)
          expect(told[key]).toBe(BUCKET_ENDS_MS.find((end) => (exact[key] ?? 0) <= end));
      }),
    );
  });
});
