import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromPlane, type PlanePoints, toPlane } from '../../../core/geometry/city-plane.ts';
import { coverage } from '../../../core/hotspot/coverage.ts';
import {
  bboxOfGrid,
  cellMetres,
  densityGrid,
  densityRaster,
  mercatorPoints,
} from '../../../core/hotspot/density.ts';
import { edgeWeights, isInside } from '../../../core/hotspot/edge-correction.ts';
import { KERNELS, kernelPerM2, kernelReach, type Smoothing } from '../../../core/hotspot/kernel.ts';
import { planeWindow, studyWindow } from '../../../core/hotspot/study-window.ts';
import { starRing } from './plane.ts';

const smoothing = fc.record({
  kernel: fc.constantFrom(...KERNELS),
  radiusMetres: fc.double({ min: 100, max: 4000, noNaN: true }),
});

const STRIPS = 400;
const LEAST_STRIPS = 4;
const PANELS = 20;

/** ∫ k inside a ring, for a point: in strips across it, none over a corner, each between the crossings of the ring with its middle. */
function shareOf(ring: readonly number[], kernel: Smoothing, px: number, py: number): number {
  const reach = kernelReach(kernel);
  const corners = ring.filter((y, i) => i % 2 === 1 && Math.abs(y - py) < reach);
  const edges = [...new Set([py - reach, ...corners, py + reach])].sort((one, other) => one - other);
  let sum = 0;
  for (let band = 0; band + 1 < edges.length; band++) {
    const [from, to] = [edges[band]!, edges[band + 1]!];
    const strips = Math.max(LEAST_STRIPS, Math.ceil((STRIPS * (to - from)) / (2 * reach)));
    const height = (to - from) / strips;
    for (let strip = 0; strip < strips; strip++)
      sum += height * acrossOf(ring, kernel, px, from + (strip + 0.5) * height, py);
  }
  return sum;
}

/** ∫ k along the line at `y` inside a ring. */
function acrossOf(ring: readonly number[], kernel: Smoothing, px: number, y: number, py: number): number {
  const reach = kernelReach(kernel);
  const crossings: number[] = [];
  for (let i = 0; i + 3 < ring.length; i += 2) {
    const [ax, ay, bx, by] = ring.slice(i, i + 4) as [number, number, number, number];
    if (ay > y !== by > y) crossings.push(ax + ((y - ay) / (by - ay)) * (bx - ax));
  }
  crossings.sort((one, other) => one - other);
  const half = kernel.kernel === 'quartic' ? Math.sqrt(Math.max(0, reach ** 2 - (y - py) ** 2)) : reach;
  let sum = 0;
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    const from = Math.max(crossings[i]!, px - half);
    const to = Math.min(crossings[i + 1]!, px + half);
    if (from < to) sum += simpson(from, to, (x) => kernelPerM2(kernel, (x - px) ** 2 + (y - py) ** 2));
  }
  return sum;
}

function simpson(from: number, to: number, value: (x: number) => number): number {
  const step = (to - from) / (2 * PANELS);
  let sum = value(from) + value(to);
  for (let i = 1; i < 2 * PANELS; i++) sum += (i % 2 ? 4 : 2) * value(from + i * step);
  return (sum * step) / 3;
}

/** Points of a ring: corners drawn in by a little, and places between them and the middle. */
function pointsOf(ring: readonly number[], shares: readonly number[]): PlanePoints {
  const at = (i: number) => (i % (ring.length / 2)) * 2;
  return {
    x: Float64Array.from(shares, (share, i) => ring[at(i)]! * share),
    y: Float64Array.from(shares, (share, i) => ring[at(i) + 1]! * share),
  };
}

/** Two of its sides lie along the strips. */
const HEXAGON = [1000, 0, 500, 866, -500, 866, -1000, 0, -500, -866, 500, -866, 1000, 0];
const SIDE = [0, 0, 4000, 0, 4000, 4000, 0, 4000, 0, 0];

describe('edge correction', () => {
  it('makes the density over any window add up to its points, within 1e-3', () => {
    fc.assert(
      fc.property(
        starRing,
        smoothing,
        fc.array(fc.double({ min: 0, max: 0.97, noNaN: true }), { minLength: 12, maxLength: 30 }),
        (ring, kernel, shares) => {
          const points = pointsOf(ring, shares);
          const { weights, outside } = edgeWeights(planeWindow([ring]), points, kernel);
          let mass = 0;
          for (let i = 0; i < points.x.length; i++)
            mass += weights[i]! * shareOf(ring, kernel, points.x[i]!, points.y[i]!);
          expect(outside).toBe(0);
          expect(Math.abs(mass / points.x.length - 1)).toBeLessThan(1e-3);
        },
      ),
      {
        numRuns: 30,
        examples: [
          [
            HEXAGON,
            { kernel: 'quartic', radiusMetres: 1434.4675195677612 },
            [0, 0, 0, 0, 0.9543902163644418, 0, 0, 0, 0, 0, 0, 0],
          ],
        ],
      },
    );
  });

  it('knows the part of a kernel beyond a straight side, a corner and a far border', () => {
    const window = planeWindow([SIDE]);
    for (const kernel of KERNELS) {
      const points = { x: Float64Array.of(2000, 0.01, 2000, 2000), y: Float64Array.of(0, 0.01, 2000, -1) };
      const { weights, outside } = edgeWeights(window, points, { kernel, radiusMetres: 500 });
      expect(weights[0]).toBeCloseTo(2, 4);
      expect(weights[1]).toBeCloseTo(4, 2);
      expect(weights[2]).toBeCloseTo(1, 5);
      expect(weights[3]).toBe(0);
      expect(outside).toBe(1);
    }
  });

  it('agrees with the error function for a Gaussian at a distance from a long side', () => {
    const window = planeWindow([[-90_000, 0, 90_000, 0, 90_000, 90_000, -90_000, 90_000, -90_000, 0]]);
    const sigma = 300;
    // Φ(z) at z = 0.5, 1, 2, from tables.
    const share = [0.6914624613, 0.8413447461, 0.9772498681];
    const y = Float64Array.of(0.5 * sigma, sigma, 2 * sigma);
    const { weights } = edgeWeights(
      window,
      { x: new Float64Array(3), y },
      { kernel: 'gaussian', radiusMetres: sigma * Math.sqrt(8) },
    );
    share.forEach((expected, i) => {
      expect(1 / weights[i]!).toBeCloseTo(expected, 6);
    });
  });

  it('takes holes as outside', () => {
    const hole = [1900, 1900, 1900, 2100, 2100, 2100, 2100, 1900, 1900, 1900];
    const window = planeWindow([SIDE, hole]);
    const kernel: Smoothing = { kernel: 'quartic', radiusMetres: 600 };
    const { weights, outside } = edgeWeights(
      window,
      { x: Float64Array.of(1850, 2000), y: Float64Array.of(2000, 2000) },
      kernel,
    );
    let inHole = 0;
    for (let x = 1901; x < 2100; x += 2)
      for (let y = 1901; y < 2100; y += 2)
        inHole += 4 * kernelPerM2(kernel, (x - 1850) ** 2 + (y - 2000) ** 2);
    expect(1 / weights[0]!).toBeCloseTo(1 - inHole, 4);
    expect(outside).toBe(1);
    expect(isInside(window, 2000, 2000)).toBe(false);
  });

  it('works where the window is smaller than the bandwidth', () => {
    const tiny = planeWindow([[0, 0, 60, 0, 60, 40, 0, 40, 0, 0]]);
    const kernel: Smoothing = { kernel: 'quartic', radiusMetres: 1000 };
    const { weights } = edgeWeights(tiny, { x: Float64Array.of(30), y: Float64Array.of(20) }, kernel);
    expect(1 / weights[0]!).toBeCloseTo(60 * 40 * kernelPerM2(kernel, 0), 5);
  });

  it('holds on the map: cells × density × part inside add up to the incidents of a city', () => {
    const plane = { originLng7: 1017750000, originLat7: 366200000 };
    const corner = (x: number, y: number) => fromPlane(plane, x, y).map(Math.round);
    const ring = [
      corner(-9000, -7000),
      corner(8000, -9000),
      corner(2000, 0),
      corner(9000, 8000),
      corner(-8000, 6000),
      corner(-9000, -7000),
    ].flat();
    const places = Array.from({ length: 60 }, (_, i) =>
      corner(-8800 + ((i * 2731) % 9000), -6500 + ((i * 1733) % 12_000)),
    );
    const lng7 = places.map(([lng]) => lng!);
    const lat7 = places.map(([, lat]) => lat!);
    for (const kernel of KERNELS) {
      const spread = { kernel, radiusMetres: 1500 };
      const { weights, outside } = edgeWeights(
        studyWindow(plane, [[ring]]),
        toPlane(plane, lng7, lat7),
        spread,
      );
      const grid = densityGrid([101.6, 36.5, 101.95, 36.75], 60);
      const { values } = densityRaster(mercatorPoints(lng7, lat7), grid, spread, 1, undefined, weights);
      const inside = coverage(grid, [[ring]]);
      let mass = 0;
      for (let i = 0; i < values.length; i++) {
        const { east, north } = cellMetres(grid, Math.floor(i / grid.columns) + 0.5);
        mass += (values[i]! * inside[i]! * east * north) / 1e6;
      }
      expect(bboxOfGrid(grid)[0]).toBeLessThan(101.61);
      expect(Math.abs(mass / (60 - outside) - 1)).toBeLessThan(1e-3);
    }
  });
});

describe('coverage', () => {
  it('is the part of each cell inside, and adds up to the area', () => {
    const grid = densityGrid([101.7, 36.6, 101.71, 36.61], 100);
    const [west, south, east, north] = bboxOfGrid(grid).map((degrees) => degrees * 1e7) as [
      number,
      number,
      number,
      number,
    ];
    const middle = (west + east) / 2;
    const half = [
      west - 1e6,
      south - 1e6,
      middle,
      south - 1e6,
      middle,
      north + 1e6,
      west - 1e6,
      north + 1e6,
      west - 1e6,
      south - 1e6,
    ];
    const covered = coverage(grid, [[half]]);
    const sum = covered.reduce((total, part) => total + part, 0);
    expect(sum / covered.length).toBeCloseTo(0.5, 6);
    expect(covered[0]).toBeCloseTo(1, 6);
    expect(covered[grid.columns - 1]).toBeCloseTo(0, 6);
    const corner = [west, north, east, north, west, south, west, north];
    const below = coverage(grid, [[corner]]);
    expect(below.reduce((total, part) => total + part, 0) / below.length).toBeCloseTo(0.5, 3);
    expect(coverage(grid, [])).toEqual(new Float32Array(covered.length));
  });
});
