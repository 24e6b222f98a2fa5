import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { polygonsAreaM2 } from '../../../../core/geometry/metres.ts';
import { overlapM2, surfaceOf } from '../../../../core/plan/difference/overlap.ts';
import type { Polygons7 } from '../../../../core/plan/proof.ts';
import { partitionsInTurn, SOUTH7, WEST7 } from '../../../support/made-partition.ts';

const square = (west: number, south: number, size: number): Polygons7 => {
  const [w, s] = [WEST7 + west, SOUTH7 + south];
  return [[[w, s, w + size, s, w + size, s + size, w, s + size, w, s]]];
};
/** East of a square of 100,000 units, with a vertex amid its western border. */
const beside: Polygons7 = [
  [
    [100_000, 0, 200_000, 0, 100_000, 100_000, 100_000, 61_803, 100_000, 0].map(
      (v, i) => v + (i % 2 ? SOUTH7 : WEST7),
    ),
  ],
];
const overlap = (a: Polygons7, b: Polygons7) => overlapM2(surfaceOf(a), surfaceOf(b));

describe('what two surfaces share', () => {
  it.each([
    ['themselves', square(0, 0, 1000), square(0, 0, 1000), square(0, 0, 1000)],
    ['the smaller within', square(0, 0, 1000), square(200, 300, 100), square(200, 300, 100)],
    ['the smaller in a corner', square(0, 0, 1000), square(0, 0, 100), square(0, 0, 100)],
    ['the corner of both', square(0, 0, 1000), square(900, 900, 1000), square(900, 900, 100)],
    ['nothing where they touch', square(0, 0, 1000), square(1000, 0, 1000), []],
    ['nothing where they meet in a corner', square(0, 0, 1000), square(1000, 1000, 1000), []],
    ['nothing where one border has a vertex that the other lacks', square(0, 0, 100_000), beside, []],
    ['nothing where they lie apart', square(0, 0, 1000), square(5000, 0, 1000), []],
    ['nothing of no surface', square(0, 0, 1000), [], []],
  ] as [string, Polygons7, Polygons7, Polygons7][])('is %s', (_, a, b, wanted) => {
    const area = polygonsAreaM2(wanted);
    expect(Math.abs(overlap(a, b) - area)).toBeLessThanOrEqual(1e-4 + 1e-6 * area);
    expect(Math.abs(overlap(b, a) - area)).toBeLessThanOrEqual(1e-4 + 1e-6 * area);
  });

  it('adds up: every grid of a plan is shared out among those of another', () => {
    fc.assert(
      fc.property(partitionsInTurn, ([first, second]) => {
        const news = (second?.grids ?? []).map(surfaceOf);
        for (const old of first?.grids ?? []) {
          const own = surfaceOf(old);
          const parts = news.map((now) => overlapM2(own, now));
          const total = parts.reduce((sum, part) => sum + part, 0);
          expect(Math.abs(total - own.areaM2)).toBeLessThanOrEqual(1e-2);
          expect(Math.abs(polygonsAreaM2(old) - own.areaM2)).toBeLessThanOrEqual(1e-5 * own.areaM2);
          expect(Math.min(...parts)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
