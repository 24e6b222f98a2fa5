import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countVertices, findSurfaceProblem } from '../../../core/geometry/surface-problem.ts';

const polygon = (...rings: [number, number][][]) => ({ type: 'Polygon' as const, coordinates: rings });
const SQUARE: [number, number][] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
  [0, 0],
];

describe('findSurfaceProblem', () => {
  it('finds nothing in a square, either way round, with a hole', () => {
    const hole: [number, number][] = [
      [0.2, 0.2],
      [0.2, 0.4],
      [0.4, 0.4],
      [0.2, 0.2],
    ];
    expect(findSurfaceProblem(polygon(SQUARE))).toBeUndefined();
    expect(findSurfaceProblem(polygon([...SQUARE].reverse()))).toBeUndefined();
    expect(findSurfaceProblem(polygon(SQUARE, hole))).toBeUndefined();
  });

  /*   (0,1)  (1,1)
   *      \  /
   *       \/      crosses in the middle
   *       /\
   *   (0,0)  (1,0)
   */
  it('names the ring and the place of a crossing', () => {
    const bow: [number, number][] = [
      [0, 0],
      [1, 1],
      [1, 0],
      [0, 1],
      [0, 0],
    ];
    const problem = findSurfaceProblem({ type: 'MultiPolygon', coordinates: [[SQUARE], [bow]] });
    expect(problem?.path).toMatch(/^\[1\]\[0\]/);
    expect(problem?.message).toMatch(/crosses or touches itself near \[0, 0\]/);
  });

  it.each([
    ['an open ring', SQUARE.slice(0, 4), /not closed/],
    ['a spike', [...SQUARE.slice(0, 2), [2, 0], [1, 0], ...SQUARE.slice(2)], /crosses or touches itself/],
    ['a repeated point', [SQUARE[0], SQUARE[1], SQUARE[1], ...SQUARE.slice(2)], /repeats the point \[1, 0\]/],
    ['two corners', [SQUARE[0], SQUARE[1], SQUARE[0]], /fewer than three corners/],
    [
      'a touch',
      [
        [0, 0],
        [2, 0],
        [2, 2],
        [1, 0],
        [0, 2],
        [0, 0],
      ],
      /crosses or touches itself/,
    ],
  ])('finds %s', (_name, ring, message) => {
    expect(findSurfaceProblem(polygon(ring as [number, number][]))?.message).toMatch(message);
  });

  it('finds nothing in any star-shaped ring', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.1, max: 1, noNaN: true }), { minLength: 3, maxLength: 40 }),
        (radii) => {
          const ring = radii.map((radius, i): [number, number] => {
            const angle = (2 * Math.PI * i) / radii.length;
            return [101 + radius * Math.cos(angle), 36 + radius * Math.sin(angle)];
          });
          return findSurfaceProblem(polygon([...ring, ring[0] as [number, number]])) === undefined;
        },
      ),
    );
  });
});

it('counts vertices however they are nested', () => {
  expect(countVertices([[SQUARE], [SQUARE, SQUARE]])).toBe(15);
  expect(countVertices([])).toBe(0);
});
