import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mannKendall } from '../../../core/hotspot/mann-kendall.ts';

describe('Mann-Kendall', () => {
  it('of the published series with ties', () => {
    const trend = mannKendall([1, 2, 2, 3, 1, 5, 4, 6, 6, 8]);
    expect([trend.s, trend.variance]).toEqual([34, 122]);
    expect(Math.abs(trend.z - 33 / Math.sqrt(122))).toBeLessThan(1e-12);
    // R: 2 * pnorm(-33 / sqrt(122)).
    expect(Math.abs(trend.p - 0.0028110405915931177)).toBeLessThan(1e-14);
  });

  it('has the variance of S over all orders of the values, ties and all', () => {
    const permutations = (values: number[]): number[][] =>
      values.length < 2
        ? [values]
        : values.flatMap((value, i) => permutations(values.toSpliced(i, 1)).map((rest) => [value, ...rest]));
    for (const values of [
      [1, 2, 3, 4],
      [1, 1, 2, 3, 3],
      [2, 2, 2, 5, 5, 7],
    ]) {
      const all = permutations(values).map((order) => mannKendall(order).s);
      const mean2 = all.reduce((sum, s) => sum + s * s, 0) / all.length;
      expect(mannKendall(values).variance).toBeCloseTo(mean2, 9);
    }
  });

  it('turns its sign with the series, and knows no trend without two values', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 2, maxLength: 30 }), (series) => {
        const [there, back] = [mannKendall(series), mannKendall(series.toReversed())];
        expect([there.s + back.s, there.p]).toEqual([0, back.p]);
      }),
    );
    for (const series of [[], [3], [2, 2, 2]]) expect(mannKendall(series).p).toBeNaN();
  });
});
