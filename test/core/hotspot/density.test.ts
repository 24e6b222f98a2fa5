import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bboxOfGrid,
  type DegreeBbox,
  densityGrid,
  densityRaster,
  latitudeOf,
  mercatorPoints,
  mercatorY,
} from '../../../core/hotspot/density.ts';
import { KERNELS } from '../../../core/hotspot/kernel.ts';

const XINING: DegreeBbox = [101.6, 36.5, 101.9, 36.72];

function randomPoints(count: number, bbox = XINING) {
  let state = 42;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const [west, south, east, north] = bbox;
  const lng7 = new Int32Array(count);
  const lat7 = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const tight = random() < 0.6 ? 0.1 : 1;
    lng7[i] = (west + (east - west) * (0.5 + (random() - 0.5) * tight)) * 1e7;
    lat7[i] = (south + (north - south) * (0.5 + (random() - 0.5) * tight)) * 1e7;
  }
  return { lng7, lat7 };
}

/** Great-circle metres on the sphere of EPSG:3857. */
function metresBetween(lng1: number, lat1: number, lng2: number, lat2: number): number {
  const rad = Math.PI / 180;
  const sinLat = Math.sin(((lat2 - lat1) * rad) / 2);
  const sinLng = Math.sin(((lng2 - lng1) * rad) / 2);
  const chord = sinLat ** 2 + Math.cos(lat1 * rad) * Math.cos(lat2 * rad) * sinLng ** 2;
  return 2 * 6378137 * Math.asin(Math.sqrt(chord));
}

function bruteForce(
  points: { lng7: Int32Array; lat7: Int32Array },
  lng: number,
  lat: number,
  h: number,
  days: number,
) {
  let sum = 0;
  for (let i = 0; i < points.lng7.length; i++) {
    const d = metresBetween(lng, lat, points.lng7[i]! / 1e7, points.lat7[i]! / 1e7);
    if (d < h) sum += (3 / (Math.PI * h * h)) * (1 - (d * d) / (h * h)) ** 2;
  }
  return (sum * 1e6) / days;
}

function cellMiddle(grid: ReturnType<typeof densityGrid>, column: number, row: number): [number, number] {
  return [
    (grid.west + (column + 0.5) * grid.cell) * 360 - 180,
    latitudeOf(grid.north + (row + 0.5) * grid.cell),
  ];
}

describe('density', () => {
  it('equals the sum of quartic kernels over great-circle distances', () => {
    const points = randomPoints(800);
    const grid = densityGrid(XINING, 120);
    const { values } = densityRaster(mercatorPoints(points.lng7, points.lat7), grid, 600, 7);
    const peak = values.reduce((a, b) => Math.max(a, b), 0);
    expect(peak).toBeGreaterThan(1);
    for (let i = 0; i < values.length; i += 37) {
      const [lng, lat] = cellMiddle(grid, i % grid.columns, Math.floor(i / grid.columns));
      expect(Math.abs(values[i]! - bruteForce(points, lng, lat, 600, 7))).toBeLessThan(peak * 2e-3);
    }
  });

  it('stays within 2 % of its peak when many points are binned first', () => {
    const points = randomPoints(200_000);
    const grid = densityGrid(XINING, 60);
    const { values, inside } = densityRaster(mercatorPoints(points.lng7, points.lat7), grid, 400, 365);
    const peak = values.reduce((a, b) => Math.max(a, b), 0);
    expect(inside).toBe(200_000);
    for (let i = 0; i < values.length; i += 4001) {
      const [lng, lat] = cellMiddle(grid, i % grid.columns, Math.floor(i / grid.columns));
      expect(Math.abs(values[i]! - bruteForce(points, lng, lat, 400, 365))).toBeLessThan(peak * 0.02);
    }
  });

  it('adds up to the number of points', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 300, max: 1500 }),
        (count, bandwidthMetres) => {
          const points = randomPoints(count, [101.7, 36.58, 101.8, 36.66]);
          const grid = densityGrid(XINING, bandwidthMetres / 8);
          const { values } = densityRaster(
            mercatorPoints(points.lng7, points.lat7),
            grid,
            bandwidthMetres,
            1,
          );
          let sum = 0;
          for (let i = 0; i < values.length; i++) {
            const scale = Math.cos((cellMiddle(grid, 0, Math.floor(i / grid.columns))[1] * Math.PI) / 180);
            sum += values[i]! * (grid.cell * 2 * Math.PI * 6378.137 * scale) ** 2;
          }
          expect(Math.abs(sum / count - 1)).toBeLessThan(0.02);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('counts only the rows it is given', () => {
    const { lng7, lat7 } = randomPoints(100);
    const grid = densityGrid(XINING, 200);
    const some = densityRaster(mercatorPoints(lng7, lat7), grid, 800, 1, [3, 50]);
    expect(some.inside).toBe(2);
    const alone = mercatorPoints([lng7[3]!, lng7[50]!], [lat7[3]!, lat7[50]!]);
    expect(some.values).toEqual(densityRaster(alone, grid, 800, 1).values);
  });

  it.each(KERNELS)(
    'is the same binned as exact within 0.3 % of its peak, each point by its weight (%s)',
    (kernel) => {
      const { lng7, lat7 } = randomPoints(40_000);
      const weights = Float32Array.from(lng7, (_, i) => (i % 3) / 2);
      const points = mercatorPoints(lng7, lat7);
      const grid = densityGrid(XINING, 150);
      const smoothing = { kernel, radiusMetres: 1200 };
      const binned = densityRaster(points, grid, smoothing, 1, undefined, weights).values;
      const exact = new Float32Array(binned.length);
      for (let from = 0; from < 40_000; from += 2000) {
        const rows = Uint32Array.from({ length: 2000 }, (_, i) => from + i);
        const part = densityRaster(points, grid, smoothing, 1, rows, weights).values;
        part.forEach((value, i) => {
          exact[i]! += value;
        });
      }
      const peak = Math.max(...exact);
      const worst = exact.reduce((most, value, i) => Math.max(most, Math.abs(value - binned[i]!)), 0);
      expect(worst).toBeLessThan(0.003 * peak);
    },
  );

  it('lets points outside the grid reach into it', () => {
    const grid = densityGrid([101.7, 36.6, 101.8, 36.65], 100);
    const west = bboxOfGrid(grid)[0];
    const raster = densityRaster(mercatorPoints([(west - 0.001) * 1e7], [36.62e7]), grid, 500, 1);
    expect(raster.inside).toBe(0);
    expect(raster.values.some((value) => value > 0)).toBe(true);
  });

  it('covers the box it is asked for with cells of the size it is asked for', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -179, max: 178, noNaN: true }),
        fc.double({ min: -80, max: 79, noNaN: true }),
        fc.double({ min: 0.001, max: 1, noNaN: true }),
        fc.integer({ min: 20, max: 5000 }),
        (west, south, size, cellMetres) => {
          const [w, s, e, n] = bboxOfGrid(densityGrid([west, south, west + size, south + size], cellMetres));
          expect(w).toBeLessThanOrEqual(west + 1e-7);
          expect(s).toBeLessThanOrEqual(south + 1e-7);
          expect(e).toBeGreaterThanOrEqual(west + size - 1e-7);
          expect(n).toBeGreaterThanOrEqual(south + size - 1e-7);
        },
      ),
    );
    expect(mercatorY(latitudeOf(0.37))).toBeCloseTo(0.37, 12);
  });

  it('draws 200,000 points in well under a second', () => {
    const points = randomPoints(200_000);
    const grid = densityGrid(XINING, 80);
    densityRaster(mercatorPoints(points.lng7, points.lat7), grid, 250, 365);
    const start = performance.now();
    densityRaster(mercatorPoints(points.lng7, points.lat7), grid, 250, 365);
    expect(performance.now() - start).toBeLessThan(500);
  });
});
