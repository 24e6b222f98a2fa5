import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlanePoints } from '../../../core/geometry/city-plane.ts';
import { convexHull } from '../../../core/geometry/convex-hull.ts';

const planeOf = (places: readonly (readonly [number, number])[]): PlanePoints => ({
  x: Float64Array.from(places, ([x]) => x),
  y: Float64Array.from(places, ([, y]) => y),
});
const cornersOf = (places: readonly (readonly [number, number])[]): number[][] => {
  const { x, y } = convexHull(planeOf(places));
  return Array.from(x, (one, i) => [one, y[i]!]);
};
const few = fc.integer({ min: -6, max: 6 });

describe('convex hull', () => {
  it('keeps the corners only, counter-clockwise from the westernmost', () => {
    const board = [0, 1, 2].flatMap((x) => [0, 1, 2].map((y): [number, number] => [x, y]));
    expect(cornersOf([...board, ...board])).toEqual([
      [0, 0],
      [2, 0],
      [2, 2],
      [0, 2],
    ]);
  });

  it('is two places for a line, one for a place, none for nothing', () => {
    expect(
      cornersOf([
        [3, 3],
        [1, 1],
        [2, 2],
        [1, 1],
      ]),
    ).toEqual([
      [1, 1],
      [3, 3],
    ]);
    expect(
      cornersOf([
        [5, 4],
        [5, 4],
      ]),
    ).toEqual([[5, 4]]);
    expect(cornersOf([])).toEqual([]);
  });

  it('has every point on its left and turns left at every corner, though many are repeated or on a line', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(few, few), { minLength: 3, maxLength: 40 }), (places) => {
        const corners = cornersOf(places);
        if (corners.length < 3) return;
        corners.forEach(([ax, ay], i) => {
          const [bx, by] = corners[(i + 1) % corners.length]!;
          const side = ([px, py]: readonly number[]) => (bx! - ax!) * (py! - ay!) - (by! - ay!) * (px! - ax!);
          expect(places.every((place) => side(place) >= 0)).toBe(true);
          expect(side(corners[(i + 2) % corners.length]!)).toBeGreaterThan(0);
        });
      }),
    );
  });
});
