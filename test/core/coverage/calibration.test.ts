import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrate, LEAST_TRIPS, residualsOf } from '../../../core/coverage/calibration.ts';

const trip = fc.record({
  byRoadSeconds: fc.integer({ min: 60, max: 2400 }),
  observedSeconds: fc.integer({ min: 1, max: 5000 }),
});

describe('how long units took beside the time by road', () => {
  it('is not told of few trips, nor of ways that are short or none', () => {
    const good = { byRoadSeconds: 300, observedSeconds: 360 };
    const few = new Array(LEAST_TRIPS - 1).fill(good);
    expect(calibrate(few)).toBeUndefined();
    expect(calibrate([...few, { byRoadSeconds: 20, observedSeconds: 300 }])).toBeUndefined();
    expect(calibrate([...few, { ...good, byRoadSeconds: Number.POSITIVE_INFINITY }])).toBeUndefined();
    expect(calibrate([...few, good])).toEqual({ trips: LEAST_TRIPS, ratio: 1.2, low: 1.2, high: 1.2 });
  });

  it('has as many ratios above as below, lies in its interval, and scales with what was observed', () => {
    fc.assert(
      fc.property(fc.array(trip, { minLength: LEAST_TRIPS, maxLength: 80 }), (trips) => {
        const { ratio, low, high } = calibrate(trips)!;
        const ratios = trips.map(({ byRoadSeconds, observedSeconds }) => observedSeconds / byRoadSeconds);
        expect(ratios.filter((one) => one > ratio).length).toBeLessThanOrEqual(trips.length / 2);
        expect(ratios.filter((one) => one < ratio).length).toBeLessThanOrEqual(trips.length / 2);
        expect(low).toBeLessThanOrEqual(ratio);
        expect(high).toBeGreaterThanOrEqual(ratio);
        const slower = trips.map((one) => ({ ...one, observedSeconds: 2 * one.observedSeconds }));
        expect(calibrate(slower)!.ratio).toBeCloseTo(2 * ratio, 9);
      }),
    );
  });

  it('is moved little by one wild trip', () => {
    const trips = Array.from({ length: 101 }, (_, i) => ({ byRoadSeconds: 300, observedSeconds: 300 + i }));
    const wild = { byRoadSeconds: 300, observedSeconds: 90_000 };
    expect(calibrate([...trips, wild])!.ratio).toBeCloseTo(calibrate(trips)!.ratio, 2);
  });

  it('holds the true median between the ends of its interval in at least 19 of 20 draws, or nearly', () => {
    // Ratios drawn evenly from 1 to 3 by a fixed generator: the median is 2.
    let state = 12345;
    const next = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 32;
    };
    const draws = Array.from(
      { length: 2000 },
      () =>
        calibrate(
          Array.from({ length: 60 }, () => ({ byRoadSeconds: 100, observedSeconds: 100 * (1 + 2 * next()) })),
        )!,
    );
    const held = draws.filter(({ low, high }) => low <= 2 && 2 <= high).length / draws.length;
    expect(held).toBeGreaterThan(0.945);
  });

  it('leaves residuals that are all counted, by two minutes', () => {
    fc.assert(
      fc.property(
        fc.array(trip, { maxLength: 60 }),
        fc.double({ min: 0.5, max: 3, noNaN: true }),
        (trips, ratio) => {
          const { counts } = residualsOf(trips, ratio);
          expect(counts.reduce((sum, count) => sum + count, 0)).toBe(trips.length);
        },
      ),
    );
    const late = [0, 90, 130, -130, 4000].map((more) => ({
      byRoadSeconds: 600,
      observedSeconds: 600 + more,
    }));
    const { fromMinutes, binMinutes, counts } = residualsOf(late, 1);
    const at = (minutes: number) => counts[(minutes - fromMinutes) / binMinutes];
    expect([at(-4), at(0), at(2), counts.at(-1)]).toEqual([1, 2, 1, 1]);
  });
});
