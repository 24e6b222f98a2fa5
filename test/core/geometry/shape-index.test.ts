import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localMetres } from '../../../core/geometry/metres.ts';
import { locateInPolygon, signedArea2 } from '../../../core/geometry/ring.ts';
import { metresToBorder, sharesAtBorder } from '../../../core/geometry/shape-border.ts';
import {
  indexShapes,
  locateInShape,
  shapesCovering,
  shapesNear,
} from '../../../core/geometry/shape-index.ts';

const ORIGIN: [number, number] = [1017800000, 366200000];

/** A star-shaped ring on the integer lattice, closed and counter-clockwise. */
const star = (most: number) =>
  fc
    .record({
      radii: fc.array(fc.integer({ min: 200, max: 9000 }), { minLength: 4, maxLength: most }),
      lng: fc.integer({ min: -20_000, max: 20_000 }),
      lat: fc.integer({ min: -20_000, max: 20_000 }),
    })
    .map(({ radii, lng, lat }) => {
      const ring = radii.flatMap((radius, i) => {
        const angle = (2 * Math.PI * i) / radii.length;
        const east = Math.round(radius * Math.cos(angle));
        const north = Math.round(radius * Math.sin(angle));
        return [ORIGIN[0] + lng + east, ORIGIN[1] + lat + north];
      });
      return [...ring, ring[0]!, ring[1]!];
    });
const near = fc.record({
  lng: fc.integer({ min: -32_000, max: 32_000 }),
  lat: fc.integer({ min: -32_000, max: 32_000 }),
});
const shapes = fc.array(star(90), { minLength: 1, maxLength: 40 });

describe('shapes in an index', () => {
  it('cover exactly the points that they cover one by one, corners and borders included', () => {
    fc.assert(
      fc.property(shapes, fc.array(near, { minLength: 20, maxLength: 20 }), (rings, points) => {
        const index = indexShapes(rings.map((ring) => [ring]));
        const corners = rings.map((ring) => [ring[2]!, ring[3]!] as const);
        const all = [
          ...points.map(({ lng, lat }) => [ORIGIN[0] + lng, ORIGIN[1] + lat] as const),
          ...corners,
        ];
        for (const [lng7, lat7] of all) {
          const where = rings.map((ring) => locateInPolygon(lng7, lat7, [ring]));
          expect(rings.map((_, shape) => locateInShape(index, shape, lng7, lat7))).toEqual(where);
          const covering = where.flatMap((side, shape) => (side >= 0 ? [shape] : []));
          expect(shapesCovering(index, lng7, lat7)).toEqual(covering);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('leave their holes out, and hold several parts', () => {
    const box = (west: number, south: number, size: number) =>
      [0, 0, size, 0, size, size, 0, size, 0, 0].map((value, i) => value + (i % 2 ? south : west));
    const index = indexShapes([[box(0, 0, 100), box(40, 40, 20).reverse(), box(200, 0, 50)]]);
    const sides = [
      [10, 10],
      [50, 50],
      [40, 50],
      [150, 10],
      [225, 25],
      [250, 50],
    ].map(([lng = 0, lat = 0]) => locateInShape(index, 0, lng, lat));
    expect(sides).toEqual([1, -1, 0, -1, 1, 0]);
  });

  it('are found by their boxes', () => {
    fc.assert(
      fc.property(shapes, near, fc.integer({ min: 0, max: 15_000 }), (rings, { lng, lat }, reach) => {
        const index = indexShapes(rings.map((ring) => [ring]));
        const [x, y] = [ORIGIN[0] + lng, ORIGIN[1] + lat];
        const expected = rings.flatMap((ring, shape) => {
          const lngs = ring.filter((_, i) => i % 2 === 0);
          const lats = ring.filter((_, i) => i % 2 === 1);
          const apart =
            Math.min(...lngs) > x + reach ||
            Math.max(...lngs) < x - reach ||
            Math.min(...lats) > y + reach ||
            Math.max(...lats) < y - reach;
          return apart ? [] : [shape];
        });
        const found = shapesNear(index, x - reach, y - reach, x + reach, y + reach, []);
        expect(found.sort((a, b) => a - b)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('tell the distance to their border as a search through every edge does, up to a limit', () => {
    fc.assert(
      fc.property(star(120), near, fc.integer({ min: 1, max: 400 }), (ring, { lng, lat }, within) => {
        const index = indexShapes([[ring]]);
        const [x, y] = [ORIGIN[0] + lng, ORIGIN[1] + lat];
        const plane = localMetres(x, y);
        let least = Number.POSITIVE_INFINITY;
        for (let i = 0; i + 3 < ring.length; i += 2)
          for (let step = 0; step <= 200; step += 1) {
            const [a, b] = [ring[i]!, ring[i + 1]!];
            const east = a + ((ring[i + 2]! - a) * step) / 200 - x;
            const north = b + ((ring[i + 3]! - b) * step) / 200 - y;
            least = Math.min(least, Math.hypot(east * plane.metresPerLng7, north * plane.metresPerLat7));
          }
        const metres = metresToBorder(index, 0, x, y, plane);
        expect(metres).toBeLessThanOrEqual(least + 1e-6);
        expect(metres).toBeGreaterThan(least - 1.2);
        const limited = metresToBorder(index, 0, x, y, plane, within);
        expect(limited).toBe(metres <= within ? metres : Number.POSITIVE_INFINITY);
      }),
      { numRuns: 60 },
    );
  });

  it('cut a way into pieces that lie on one side each', () => {
    fc.assert(
      fc.property(star(60), near, near, (ring, from, to) => {
        fc.pre(signedArea2(ring) > 0);
        const index = indexShapes([[ring]]);
        const [ax, ay] = [ORIGIN[0] + from.lng, ORIGIN[1] + from.lat];
        const [bx, by] = [ORIGIN[0] + to.lng, ORIGIN[1] + to.lat];
        const shares = [0, ...sharesAtBorder(index, 0, ax, ay, bx, by), 1];
        for (let i = 0; i + 1 < shares.length; i += 1) {
          const [low, high] = [shares[i]!, shares[i + 1]!];
          // A piece as short as the rounding of its points tells nothing.
          if ((high - low) * Math.hypot(bx - ax, by - ay) < 40) continue;
          const sides = [0.2, 0.5, 0.8].map((part) => {
            const share = low + part * (high - low);
            const [lng, lat] = [Math.round(ax + share * (bx - ax)), Math.round(ay + share * (by - ay))];
            const plane = localMetres(lng, lat);
            return metresToBorder(index, 0, lng, lat, plane) < 0.03 ? 0 : locateInShape(index, 0, lng, lat);
          });
          expect(new Set(sides.filter((side) => side !== 0)).size).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 80 },
    );
  });

  it('refuse a shape without an edge, and may be none', () => {
    expect(() => indexShapes([[]])).toThrow('no edge');
    const none = indexShapes([]);
    expect(shapesCovering(none, 5, 5)).toEqual([]);
  });
});
