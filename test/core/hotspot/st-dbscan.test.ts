import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { KnoxPoints } from '../../../core/hotspot/knox.ts';
import { TooManyPairs } from '../../../core/hotspot/knox-pairs.ts';
import { stDbscan } from '../../../core/hotspot/st-dbscan.ts';

const METRES = 100;
const DAYS = 3;

const points = fc
  .array(
    fc.tuple(
      fc.integer({ min: 0, max: 12 }),
      fc.integer({ min: 0, max: 12 }),
      fc.integer({ min: 0, max: 15 }),
    ),
    {
      maxLength: 50,
    },
  )
  .map(
    (list): KnoxPoints => ({
      x: Float64Array.from(list, ([x]) => 50 * x - 100),
      y: Float64Array.from(list, ([, y]) => 50 * y - 300),
      time: Float64Array.from(list, ([, , time]) => time),
    }),
  );

const areNear = ({ x, y, time }: KnoxPoints, i: number, j: number) =>
  Math.hypot(x[i]! - x[j]!, y[i]! - y[j]!) <= METRES && Math.abs(time[i]! - time[j]!) <= DAYS;

it('has the cores, the clusters of cores and the noise of the definition', () => {
  fc.assert(
    fc.property(points, fc.integer({ min: 1, max: 5 }), (some, minPoints) => {
      const found = stDbscan(some, METRES, DAYS, minPoints);
      const all = Array.from(some.x.keys());
      const isCore = all.map((i) => all.filter((j) => areNear(some, i, j)).length >= minPoints);
      expect(Array.from(found.isCore, (core) => core === 1)).toEqual(isCore);
      const reachable = (from: number) => {
        const seen = new Set([from]);
        for (const i of seen) for (const j of all) if (isCore[j] && areNear(some, i, j)) seen.add(j);
        return seen;
      };
      for (const i of all) {
        const cores = all.filter((j) => isCore[j] && areNear(some, i, j));
        if (cores.length === 0) expect(found.cluster[i]).toBe(-1);
        else if (!isCore[i]) expect(cores.map((j) => found.cluster[j])).toContain(found.cluster[i]);
        else
          for (const j of all)
            if (isCore[j]) expect(found.cluster[i] === found.cluster[j]).toBe(reachable(i).has(j));
      }
      expect(found.clusters).toBe(new Set(found.cluster.filter((cluster) => cluster >= 0)).size);
    }),
    { numRuns: 120 },
  );
});

it('suggests the least number at which at most a tenth are cores, and 4 at least', () => {
  fc.assert(
    fc.property(points, (some) => {
      const { minPoints, isCore } = stDbscan(some, METRES, DAYS, 'suggested');
      const cores = (least: number) =>
        stDbscan(some, METRES, DAYS, least).isCore.reduce((sum, core) => sum + core, 0);
      const tenth = some.x.length / 10;
      expect(isCore.reduce((sum, core) => sum + core, 0)).toBe(cores(minPoints));
      expect(cores(minPoints)).toBeLessThanOrEqual(tenth);
      if (minPoints > 4) expect(cores(minPoints - 1)).toBeGreaterThan(tenth);
      expect(minPoints).toBeGreaterThanOrEqual(4);
    }),
    { numRuns: 100 },
  );
});

it('holds incidents at one point, in one day, and none at all', () => {
  const heap: KnoxPoints = { x: new Float64Array(9), y: new Float64Array(9), time: new Float64Array(9) };
  expect(stDbscan(heap, 50, 0, 9)).toMatchObject({ clusters: 1, cluster: new Int32Array(9) });
  expect(stDbscan(heap, 50, 0, 10)).toMatchObject({ clusters: 0, cluster: new Int32Array(9).fill(-1) });
  expect(stDbscan(heap, 0, 0, 2).clusters).toBe(1);
  const many = new Float64Array(70_000);
  expect(() => stDbscan({ x: many, y: many, time: many }, 50, 1, 4)).toThrow(TooManyPairs);
  const none: KnoxPoints = { x: new Float64Array(0), y: new Float64Array(0), time: new Float64Array(0) };
  expect(stDbscan(none, 50, 1, 2).clusters).toBe(0);
});
