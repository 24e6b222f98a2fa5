import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countCells,
  type KnoxPoints,
  knoxFrame,
  knoxReplications,
  knoxTable,
} from '../../../core/hotspot/knox.ts';
import { TooManyPairs } from '../../../core/hotspot/knox-pairs.ts';
import { shuffle } from '../../../core/hotspot/shuffle.ts';

const BANDS = { distances: [0, 100, 200, 400], times: [0, 7, 14] };

const points = fc
  .array(
    fc.tuple(
      fc.integer({ min: 0, max: 900 }),
      fc.integer({ min: -300, max: 400 }),
      fc.integer({ min: 0, max: 60 }),
    ),
    {
      maxLength: 40,
    },
  )
  .map(
    (list): KnoxPoints => ({
      x: Float64Array.from(list, ([x]) => x),
      y: Float64Array.from(list, ([, y]) => y),
      time: Float64Array.from(list, ([, , time]) => time),
    }),
  );

/** Pairs in half-open bands, each pair looked at. */
function pairsIn({ x, y, time }: KnoxPoints, [a, b]: [number, number], [s, t]: [number, number]): number {
  let pairs = 0;
  for (let i = 0; i < x.length; i++)
    for (let j = 0; j < i; j++) {
      const far = Math.hypot(x[i]! - x[j]!, y[i]! - y[j]!);
      const long = Math.abs(time[i]! - time[j]!);
      if (far >= a && far < b && long >= s && long < t) pairs++;
    }
  return pairs;
}

const bandsOf = (ends: readonly number[]) =>
  ends.slice(1).map((end, i): [number, number] => [ends[i] ?? 0, end]);
const EVER: [number, number] = [0, Number.POSITIVE_INFINITY];

describe('the Knox table', () => {
  it('counts the pairs of each cell, and what the margins let expect', () => {
    fc.assert(
      fc.property(points, (some) => {
        const table = knoxTable(knoxFrame(some, BANDS), new Float64Array(0));
        const all = pairsIn(some, EVER, EVER);
        let cell = 0;
        for (const far of bandsOf(BANDS.distances))
          for (const long of bandsOf(BANDS.times)) {
            expect(table.observed[cell]).toBe(pairsIn(some, far, long));
            const expected = all > 0 ? (pairsIn(some, far, EVER) * pairsIn(some, EVER, long)) / all : 0;
            expect(table.expected[cell]).toBeCloseTo(expected, 9);
            cell++;
          }
      }),
      { numRuns: 150 },
    );
  });

  it('puts a pair at an end of a band into the band that begins there', () => {
    const at = (x: number, time: number): KnoxPoints => ({
      x: Float64Array.of(0, x),
      y: new Float64Array(2),
      time: Float64Array.of(0, time),
    });
    const cellOf = (x: number, time: number) => {
      const frame = knoxFrame(at(x, time), BANDS);
      return countCells(frame, frame.points.time).indexOf(1);
    };
    expect(cellOf(99.9, 6.9)).toBe(0);
    expect(cellOf(100, 0)).toBe(2);
    expect(cellOf(0, 7)).toBe(1);
    expect(cellOf(399.9, 13)).toBe(5);
    expect(cellOf(400, 0)).toBe(-1);
    expect(cellOf(0, 14)).toBe(-1);
  });

  it('gives p as the rank among the replications, whoever made which of them', () => {
    const random = { x: new Float64Array(60), y: new Float64Array(60), time: new Float64Array(60) };
    for (let i = 0; i < 60; i++) {
      random.x[i] = (i * 173) % 700;
      random.y[i] = (i * 311) % 500;
      random.time[i] = (i * i * 7) % 90;
    }
    const frame = knoxFrame(random, BANDS);
    const whole = knoxReplications(frame, 42, 0, 199);
    const parts = [knoxReplications(frame, 42, 0, 50), knoxReplications(frame, 42, 50, 199)];
    expect([...whole]).toEqual(parts.flatMap((part) => [...part]));
    const table = knoxTable(frame, whole);
    for (let cell = 0; cell < 6; cell++) {
      const simulated = Array.from({ length: 199 }, (_, replication) => {
        const time = frame.points.time.slice();
        shuffle(time, 42, replication);
        return countCells(frame, time)[cell] ?? 0;
      });
      const reached = simulated.filter((pairs) => pairs >= (table.observed[cell] ?? 0)).length;
      expect(table.p[cell]).toBe((reached + 1) / 200);
      expect(table.mean[cell]).toBeCloseTo(simulated.reduce((sum, pairs) => sum + pairs, 0) / 199, 9);
      const spread = Math.sqrt((table.expected[cell] ?? 0) + 1);
      expect(Math.abs((table.mean[cell] ?? 0) - (table.expected[cell] ?? 0))).toBeLessThan(0.5 * spread);
    }
  });

  it('says so when there are more pairs than it can keep, and when bands make no sense', () => {
    const close: KnoxPoints = {
      x: new Float64Array(30),
      y: new Float64Array(30),
      time: new Float64Array(30),
    };
    expect(() => knoxFrame(close, BANDS, 400)).toThrow(TooManyPairs);
    const heap = new Float64Array(70_000);
    expect(() => knoxFrame({ x: heap, y: heap, time: heap }, BANDS)).toThrow(TooManyPairs);
    expect(knoxFrame(close, BANDS, 435).pairs.other.length).toBe(435);
    expect(() => knoxFrame(close, { distances: [0, 100, 100], times: [0, 7] })).toThrow(RangeError);
    expect(() => knoxFrame(close, { distances: [-1, 100], times: [0, 7] })).toThrow(RangeError);
  });
});
