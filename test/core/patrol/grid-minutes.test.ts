import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newAreaWatch } from '../../../core/live/area-watch.ts';
import { fixesInOrder } from '../../../core/patrol/fixes-in-order.ts';
import {
  type GridMinutes,
  HALF_HOUR_MS,
  minutesInGrids,
  staysInGrids,
} from '../../../core/patrol/grid-minutes.ts';

const START_MS = Date.parse('2026-11-23T00:00:00Z');
const [LNG7, LAT7] = [1_017_800_000, 366_200_000];
const SIDE = 50_000;
const square = (code: string, column: number) => {
  const [west, east] = [LNG7 + column * SIDE, LNG7 + (column + 1) * SIDE];
  return {
    code,
    rings: [Int32Array.from([west, LAT7, east, LAT7, east, LAT7 + SIDE, west, LAT7 + SIDE, west, LAT7])],
  };
};
const grids = newAreaWatch([square('a', 0), square('b', 1)]);
/** Fixes at seconds, so many sides east. */
const fixesAt = (...at: (readonly [second: number, east: number])[]) =>
  fixesInOrder(
    at.map(([second, east]) => ({
      lng7: LNG7 + Math.round(east * SIDE),
      lat7: LAT7 + SIDE / 2,
      fixMs: START_MS + second * 1000,
      accuracyMetres: 5,
    })),
  );
const told = (fixes: ReturnType<typeof fixesAt>, fromMs = 0) =>
  minutesInGrids(grids, 'u', fixes, fromMs).map(({ halfHourMs, gridCode, minutes }) => [
    (halfHourMs - START_MS) / HALF_HOUR_MS,
    gridCode,
    minutes.toString(2),
  ]);

describe('minutes in grids', () => {
  it('are those of the fixes and between them; outside of all grids there are none', () => {
    expect(told(fixesAt([10, 0.5], [130, 0.5], [140, 1.5]))).toEqual([
      [0, 'a', '111'],
      [0, 'b', '100'],
    ]);
    expect(told(fixesAt([10, 5]))).toEqual([]);
  });

  it('a silence is not spent anywhere, and what was told before is not told again', () => {
    expect(told(fixesAt([10, 0.5], [400, 0.5]))).toEqual([[0, 'a', '1000001']]);
    expect(told(fixesAt([10, 0.5], [70, 0.5], [130, 0.5]), START_MS + 70_000)).toEqual([[0, 'a', '110']]);
  });

  it('go on over the half hour', () => {
    expect(told(fixesAt([1770, 0.5], [1830, 0.5]))).toEqual([
      [0, 'a', (1 << 29).toString(2)],
      [1, 'a', '1'],
    ]);
  });

  it('stays are minutes on end with at most one between, whichever half hour they lie in', () => {
    const of = (minutes: number[]): GridMinutes[] =>
      [0, 1].map((half) => ({
        halfHourMs: START_MS + half * HALF_HOUR_MS,
        gridCode: 'a',
        minutes: minutes
          .filter((m) => Math.floor(m / 30) === half)
          .reduce((mask, m) => mask | (1 << (m % 30)), 0),
      }));
    const spans = (minutes: number[]) =>
      staysInGrids(of(minutes)).map(({ arrivedMs, leftMs }) => [
        (arrivedMs - START_MS) / 60_000,
        (leftMs - START_MS) / 60_000,
      ]);
    expect(spans([3, 28, 29, 30, 32, 36, 37])).toEqual([
      [28, 33],
      [36, 38],
    ]);
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 59 })), (minutes) => {
        const found = spans(minutes);
        const isIn = (m: number) => found.some(([from = 0, to = 0]) => m >= from && m < to);
        const hasNear = (m: number) => minutes.some((other) => other !== m && Math.abs(other - m) <= 2);
        for (const m of minutes) expect(isIn(m)).toBe(hasNear(m));
      }),
    );
  });
});
