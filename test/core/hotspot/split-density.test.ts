import { describe, expect, it } from 'vitest';
import { densityGrid, densityRaster, mercatorPoints } from '../../../core/hotspot/density.ts';
import { KERNELS } from '../../../core/hotspot/kernel.ts';
import { splitDensity } from '../../../core/hotspot/split-density.ts';

const COUNT = 900;
const FIRST = 100;
const DAYS = [3, 10, 40];
/** Spread by the golden ratio, so that every place is another one. */
const part = (i: number, step: number) => (i * step) % 1;
const lng7 = Int32Array.from({ length: COUNT }, (_, i) => (101.7 + 0.12 * part(i, 0.618034)) * 1e7);
const lat7 = Int32Array.from({ length: COUNT }, (_, i) => (36.58 + 0.09 * part(i, 0.754877)) * 1e7);
const points = mercatorPoints(lng7, lat7);
const weights = Float32Array.from({ length: COUNT }, (_, i) => 1 + (i % 3) / 4);
const rasterOf = Int16Array.from({ length: COUNT - FIRST }, (_, i) => (i % 4) - 1);
const grid = densityGrid([101.73, 36.6, 101.79, 36.65], 60);

const rasters = (own?: Float32Array, kernel: (typeof KERNELS)[number] = 'quartic') => [
  ...splitDensity(
    points,
    { first: FIRST, end: COUNT, rasterOf },
    grid,
    { kernel, radiusMetres: 700 },
    DAYS,
    own,
  ),
];

describe('densities of several sets on one grid', () => {
  it.each(KERNELS)('each is the density of its own points over its own days: %s', (kernel) => {
    for (const own of [undefined, weights]) {
      const each = rasters(own, kernel).filter((values) => values !== null);
      expect(each).toHaveLength(DAYS.length);
      each.forEach((values, set) => {
        const rows = [...rasterOf.keys()].filter((i) => rasterOf[i] === set).map((i) => i + FIRST);
        const { values: alone } = densityRaster(
          points,
          grid,
          { kernel, radiusMetres: 700 },
          DAYS[set]!,
          rows,
          own,
        );
        const most = alone.reduce((a, b) => Math.max(a, b), 0);
        const worst = alone.reduce((far, value, i) => Math.max(far, Math.abs(value - values![i]!)), 0);
        expect(most).toBeGreaterThan(0);
        // Points are put on the four nearest cell middles; alone they are where they are.
        expect(worst / most).toBeLessThan(0.02);
      });
    }
  });

  it('of no points is nothing', () => {
    const none = splitDensity(
      points,
      { first: 5, end: 5, rasterOf: new Int16Array(0) },
      grid,
      { kernel: 'quartic', radiusMetres: 700 },
      [1],
    );
    const [values] = [...none];
    expect(values?.every((value) => value === 0)).toBe(true);
  });
});
