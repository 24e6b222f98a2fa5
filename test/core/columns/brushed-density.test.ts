import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BrushedDensity } from '../../../core/columns/brushed-density.ts';
import {
  cellMetres,
  type DegreeBbox,
  densityGrid,
  densityRaster,
  type MercatorPoints,
  mercatorPoints,
} from '../../../core/hotspot/density.ts';
import { KERNELS, narrowed, type Smoothing } from '../../../core/hotspot/kernel.ts';
import { randomIncidents, tableOf } from './random-incidents.ts';

const BBOX: DegreeBbox = [101.7, 36.56, 101.84, 36.68];
const BANDWIDTH_METRES = 600;
const GRID = densityGrid(BBOX, 100);
const table = tableOf(randomIncidents(3000, 9));
const fails = Uint8Array.from({ length: 3000 }, (_, i) => (i % 5 === 0 ? 4 : 0));

const SMOOTHING: Smoothing = { kernel: 'quartic', radiusMetres: BANDWIDTH_METRES };
const CELL = cellMetres(GRID, GRID.rowsDown / 2);

interface Reference {
  points: MercatorPoints;
  smoothing: Smoothing;
  weights: Float32Array;
}

/** The exact density of the same rows. */
function exact(
  first: number,
  end: number,
  days: number,
  { points = table.points, smoothing = SMOOTHING, weights }: Partial<Reference> = {},
): Float32Array {
  const rows = Uint32Array.from({ length: end - first }, (_, i) => first + i).filter(
    (row) => fails[row] === 0,
  );
  // In parts, so that the reference never adds points up in cells itself.
  const sum = new Float32Array(GRID.columns * GRID.rowsDown);
  for (let at = 0; at < rows.length; at += 200) {
    const part = densityRaster(points, GRID, smoothing, days, rows.subarray(at, at + 200), weights);
    part.values.forEach((value, cell) => {
      sum[cell]! += value;
    });
  }
  return sum;
}

function worst(a: Float32Array, b: Float32Array): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
}

describe('a density that follows a window', () => {
  test('is that of the rows in the window that pass, within the error of the cells', () => {
    const brushed = new BrushedDensity(table.points, table.count, GRID, BANDWIDTH_METRES);
    brushed.show(500, 2500, fails, true);
    const expected = exact(500, 2500, 30);
    const peak = Math.max(...expected);
    expect(worst(brushed.values(30), expected)).toBeLessThan(0.02 * peak);
    const total = (values: Float32Array) => values.reduce((a, b) => a + b, 0);
    expect(total(brushed.values(30)) / total(expected)).toBeCloseTo(1, 2);
  });

  test.each(KERNELS)('counts each point by its weight (%s)', (kernel) => {
    const weights = Float32Array.from({ length: 3000 }, (_, i) => (i % 7) / 2);
    const smoothing = { kernel, radiusMetres: 900 };
    const brushed = new BrushedDensity(table.points, table.count, GRID, smoothing, 16, weights);
    brushed.show(0, 1200, fails, true);
    brushed.values(30);
    brushed.show(500, 2500, fails, false);
    const expected = exact(500, 2500, 30, { smoothing, weights });
    expect(worst(brushed.values(30), expected)).toBeLessThan(0.02 * Math.max(...expected));
  });

  test('is the same to the last bits whichever way the window came', () => {
    const anyWindow = fc
      .tuple(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 3000 }))
      .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
    fc.assert(
      fc.property(fc.array(anyWindow, { minLength: 2, maxLength: 6 }), (windows) => {
        const moved = new BrushedDensity(table.points, table.count, GRID, BANDWIDTH_METRES);
        for (const [first, end] of windows) {
          moved.show(first, end, fails, false);
          moved.values(10);
        }
        const [first, end] = windows.at(-1)!;
        const fresh = new BrushedDensity(table.points, table.count, GRID, BANDWIDTH_METRES);
        fresh.show(first, end, fails, true);
        const values = fresh.values(10);
        expect(worst(moved.values(10), values)).toBeLessThan(1e-6 * Math.max(1, ...values));
      }),
      { numRuns: 25 },
    );
  });

  test('with each point in its nearest cell, it is that of points moved there, spread the less', () => {
    const brushed = new BrushedDensity(table.points, table.count, GRID, BANDWIDTH_METRES, 1);
    brushed.show(500, 2500, fails, true);
    const { west, north, cell } = GRID;
    const middle = (value: number, start: number) =>
      start + (Math.floor((value - start) / cell) + 0.5) * cell;
    const moved = {
      x: table.points.x.map((x) => middle(x, west)),
      y: table.points.y.map((y) => middle(y, north)),
    };
    const smoothing = narrowed(SMOOTHING, (CELL.east * CELL.north) / 12);
    const expected = exact(500, 2500, 30, { points: moved, smoothing });
    expect(worst(brushed.values(30), expected)).toBeLessThan(0.002 * Math.max(...expected));
  });

  test('nothing in the window, nothing on the map', () => {
    const brushed = new BrushedDensity(table.points, table.count, GRID, BANDWIDTH_METRES);
    brushed.show(0, 3000, fails, true);
    brushed.values(1);
    brushed.show(700, 700, fails, false);
    expect(Math.max(...brushed.values(1))).toBeLessThan(1e-9);
  });

  test('all at one point: a single kernel, as high as they are many', () => {
    const here = mercatorPoints(new Array(50).fill(1_017_700_000), new Array(50).fill(366_200_000));
    const brushed = new BrushedDensity(here, 50, GRID, BANDWIDTH_METRES);
    brushed.show(0, 50, new Uint8Array(50), true);
    const values = brushed.values(1);
    const alone = densityRaster(here, GRID, BANDWIDTH_METRES, 1).values;
    expect(worst(values, alone)).toBeLessThan(0.05 * Math.max(...alone));
  });

  test('incidents out of sight reach in, those far away do not', () => {
    const outside = mercatorPoints([1_016_950_000, 1_000_000_000], [366_200_000, 366_200_000]);
    const brushed = new BrushedDensity(outside, 2, GRID, BANDWIDTH_METRES);
    brushed.show(0, 2, new Uint8Array(2), true);
    expect(Math.max(...brushed.values(1))).toBeGreaterThan(0);
    brushed.show(1, 2, new Uint8Array(2), true);
    expect(Math.max(...brushed.values(1))).toBe(0);
  });
});
