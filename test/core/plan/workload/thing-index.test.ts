import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  eachPieceNear,
  eachPointIn,
  indexThings,
  type Things,
} from '../../../../core/plan/workload/thing-index.ts';

const none: Things = { incidents: [], homes: [], institutions: [], roads: [] };
const coordinate = fc.integer({ min: 0, max: 3000 });
const road = fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 6 });
const box = fc.tuple(coordinate, coordinate, coordinate, coordinate).map(([a, b, c, d]) => {
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)] as const;
});

describe('index of things', () => {
  it('finds the points in a box and each piece of road near it once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(coordinate, coordinate)),
        fc.array(road),
        box,
        (points, roads, bounds) => {
          const index = indexThings({
            ...none,
            institutions: points.map(([lng7, lat7]) => ({ lng7, lat7 })),
            roads: roads.map((line) => line.flat()),
          });
          const [west, south, east, north] = bounds;
          const found: number[] = [];
          eachPointIn(index, bounds, (point) => found.push(point));
          const isIn = ([lng, lat]: [number, number]) =>
            lng >= west && lng <= east && lat >= south && lat <= north;
          expect(found.sort((a, b) => a - b)).toEqual(points.flatMap((point, i) => (isIn(point) ? [i] : [])));
          const near: number[] = [];
          eachPieceNear(index, bounds, (piece) => near.push(piece));
          const pieces = Array.from({ length: index.pieceMetres.length }, (_, i) =>
            index.pieces.subarray(4 * i, 4 * i + 4),
          );
          const touches = ([aLng = 0, aLat = 0, bLng = 0, bLat = 0]: Int32Array) =>
            Math.max(aLng, bLng) >= west &&
            Math.min(aLng, bLng) <= east &&
            Math.max(aLat, bLat) >= south &&
            Math.min(aLat, bLat) <= north;
          expect(near.sort((a, b) => a - b)).toEqual(
            pieces.flatMap((piece, i) => (touches(piece) ? [i] : [])),
          );
        },
      ),
    );
  });

  it('holds nothing, and a box of nothing', () => {
    const met: number[] = [];
    const index = indexThings(none);
    for (const bounds of [
      [-9, -9, 9, 9],
      [Infinity, Infinity, -Infinity, -Infinity],
    ] as const) {
      eachPointIn(index, bounds, (point) => met.push(point));
      eachPieceNear(index, bounds, (piece) => met.push(piece));
    }
    expect(met).toEqual([]);
  });

  it('leaves out pieces of road without length', () => {
    expect(indexThings({ ...none, roads: [[5, 5, 5, 5, 9, 5], [7, 7], []] }).pieceMetres).toHaveLength(1);
  });

  const at = { lng7: 0, lat7: 0 };
  it.each([
    ['a half resident', { ...none, homes: [{ ...at, residents: 1.5, dwellings: 1 }] }],
    ['fewer than no dwellings', { ...none, homes: [{ ...at, residents: 1, dwellings: -1 }] }],
    [
      'a response that is not a number',
      { ...none, incidents: [{ ...at, priority: 1, responseSeconds: NaN }] },
    ],
    ['an unknown priority', { ...none, incidents: [{ ...at, priority: 5, responseSeconds: null }] }],
  ] as [string, Things][])('refuses %s', (_, things) => {
    expect(() => indexThings(things)).toThrow(RangeError);
  });
});
