import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureLine } from '../../../core/network/along.ts';
import { metresToStop, staySeconds, stopsOnLine } from '../../../core/patrol/stops-on-line.ts';
import { at, type Spot } from './made-round.ts';

const line = measureLine([0, 500, 1500].flatMap((east) => Object.values(at([east, 0]))));

describe('where a patrol stops', () => {
  it('at places beside its way, once for those close together', () => {
    const spots: Spot[] = [
      [1000, 60],
      [1050, -60],
      [200, 89],
      [600, 95],
      [5000, 0],
    ];
    const stops = stopsOnLine(line, spots.map(at)).map(Math.round);
    expect(stops).toEqual([200, 1000]);
  });

  it('the next one ahead, round and round', () => {
    expect(metresToStop([200, 1000], 0, 1500)).toBe(200);
    expect(metresToStop([200, 1000], 200, 1500)).toBe(800);
    expect(metresToStop([200, 1000], 1400, 1500)).toBe(300);
    expect(metresToStop([200], 200, 1500)).toBe(1500);
    expect(metresToStop([], 200, 1500)).toBe(Infinity);
    // At the seam of the line.
    expect(metresToStop([0, 500], 1500 - 1e-9, 1500)).toBeCloseTo(500, 6);
    expect(metresToStop([0], 1500 - 1e-9, 1500)).toBeCloseTo(1500, 6);
  });

  it('it passes, is short, or stays 10 to 16 minutes', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.999_999, noNaN: true }), (dice) => {
        const minutes = staySeconds(dice) / 60;
        expect(minutes === 0 || (minutes >= 2.5 && minutes <= 8) || (minutes >= 10 && minutes <= 16)).toBe(
          true,
        );
      }),
    );
  });
});
