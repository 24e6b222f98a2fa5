import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enclosingCircle } from '../../../core/geometry/enclosing-circle.ts';

type Place = readonly [x: number, y: number];

const circleOf = (places: readonly Place[]) =>
  enclosingCircle({ x: Float64Array.from(places, ([x]) => x), y: Float64Array.from(places, ([, y]) => y) });

/** The least radius by trying every pair and every triple of points. */
function byTrying(places: readonly Place[]): number {
  const reach = (cx: number, cy: number) => Math.max(...places.map(([x, y]) => Math.hypot(x - cx, y - cy)));
  let least = Infinity;
  for (const [ax, ay] of places) {
    least = Math.min(least, reach(ax, ay));
    for (const [bx, by] of places) {
      least = Math.min(least, reach((ax + bx) / 2, (ay + by) / 2));
      for (const [cx, cy] of places) {
        const d = 2 * (ax * (by - cy) + bx * (cy - ay) + cx * (ay - by));
        if (d === 0) continue;
        const [a2, b2, c2] = [ax * ax + ay * ay, bx * bx + by * by, cx * cx + cy * cy];
        const x = (a2 * (by - cy) + b2 * (cy - ay) + c2 * (ay - by)) / d;
        const y = (a2 * (cx - bx) + b2 * (ax - cx) + c2 * (bx - ax)) / d;
        least = Math.min(least, reach(x, y));
      }
    }
  }
  return least;
}

const whole = fc.integer({ min: -9, max: 9 });
const wide = fc.integer({ min: -1e6, max: 1e6 });

describe('least circle round points', () => {
  it.each([
    [
      'two points',
      [
        [0, 0],
        [6, 8],
      ],
      [3, 4, 5],
    ],
    [
      'a square',
      [
        [0, 0],
        [2, 0],
        [2, 2],
        [0, 2],
      ],
      [1, 1, Math.SQRT2],
    ],
    [
      'an obtuse triangle: its longest side',
      [
        [0, 0],
        [10, 0],
        [4, 1],
      ],
      [5, 0, 5],
    ],
    [
      'an acute triangle: its circumcircle',
      [
        [-3, 0],
        [3, 0],
        [0, 9],
      ],
      [0, 4, 5],
    ],
    [
      'points on a line',
      [
        [4, 4],
        [0, 0],
        [3, 3],
        [1, 1],
        [0, 0],
      ],
      [2, 2, Math.sqrt(8)],
    ],
    [
      'one place, repeated',
      [
        [7, 7],
        [7, 7],
        [7, 7],
      ],
      [7, 7, 0],
    ],
  ] as [string, Place[], [number, number, number]][])('of %s', (_, places, [x, y, radius]) => {
    const circle = circleOf(places);
    expect(circle.x).toBeCloseTo(x, 9);
    expect(circle.y).toBeCloseTo(y, 9);
    expect(circle.radius).toBeCloseTo(radius, 9);
  });

  it('is nothing without points', () => {
    expect(circleOf([]).radius).toBeNaN();
  });

  it.each([
    ['few places, often on a line or repeated', whole],
    ['a wide field', wide],
  ])('is the least by trying all pairs and triples: %s', (_, coordinate) => {
    fc.assert(
      fc.property(fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 12 }), (places) => {
        const { x, y, radius } = circleOf(places);
        const wanted = byTrying(places);
        expect(Math.abs(radius - wanted)).toBeLessThanOrEqual(1e-9 * wanted + 1e-9);
        for (const [px, py] of places) expect(Math.hypot(px - x, py - y)).toBeLessThanOrEqual(radius);
      }),
    );
  });

  it('does not lose digits far from the origin, nor among hundreds of points on one circle', () => {
    const far = Array.from({ length: 720 }, (_, i): Place => {
      const angle = (i * Math.PI) / 360;
      return [5e6 + 250 * Math.cos(angle), -3e6 + 250 * Math.sin(angle)];
    });
    expect(circleOf(far).radius).toBeCloseTo(250, 6);
  });

  it('of three points that are all but on a line is the one on the longest', () => {
    expect(
      circleOf([
        [0, 0],
        [1000, 1e-9],
        [2000, 0],
      ]).radius,
    ).toBeCloseTo(1000, 9);
  });
});
