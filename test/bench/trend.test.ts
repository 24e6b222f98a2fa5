import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trendOf } from '../../bench/trend.ts';

describe('the trend of samples', () => {
  const number = fc.double({ min: -100, max: 100, noNaN: true });

  it('is the line itself when they lie on one', () => {
    fc.assert(
      fc.property(number, number, fc.integer({ min: 3, max: 40 }), (slope, start, n) => {
        const points = Array.from({ length: n }, (_, x): [number, number] => [x, start + slope * x]);
        const trend = trendOf(points);
        expect(trend.slope).toBeCloseTo(slope, 6);
        expect(trend.slopeError).toBeCloseTo(0, 6);
      }),
    );
  });

  it('has an interval that holds the true slope about 19 times in 20', () => {
    let state = 7;
    const random = () => {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      return state / 2 ** 31;
    };
    const noise = () => random() + random() + random() + random() - 2;
    let hits = 0;
    for (let run = 0; run < 400; run++) {
      const points = Array.from({ length: 60 }, (_, x): [number, number] => [x, 0.3 * x + noise()]);
      const { slope, slopeError } = trendOf(points);
      if (Math.abs(slope - 0.3) <= slopeError) hits++;
    }
    expect(hits / 400).toBeGreaterThan(0.91);
    expect(hits / 400).toBeLessThan(0.98);
  });

  it('of groups is the one that they share, however high each lies', () => {
    fc.assert(
      fc.property(number, fc.array(number, { minLength: 1, maxLength: 5 }), (slope, heights) => {
        const points = Array.from({ length: 30 }, (_, x): [number, number, string] => {
          const group = Math.floor(x / 3) % heights.length;
          return [x, (heights[group] ?? 0) + slope * x, String(group)];
        });
        const trend = trendOf(points);
        expect(trend.slope).toBeCloseTo(slope, 6);
        expect(trend.slopeError).toBeCloseTo(0, 6);
      }),
    );
  });

  it('of fewer than three samples is not known', () => {
    expect(trendOf([[0, 1]]).slope).toBeNaN();
    expect(
      trendOf([
        [0, 1],
        [1, 2],
      ]).slope,
    ).toBeNaN();
  });
});
