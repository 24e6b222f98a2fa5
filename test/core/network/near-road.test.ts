import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromPlane, type PlanePoints, toPlane } from '../../../core/geometry/city-plane.ts';
import { lixelLines } from '../../../core/hotspot/lixel-lines.ts';
import { indexRoads, onRoads } from '../../../core/network/near-road.ts';
import { packRoads, unpackRoads } from '../../../core/network/road-lines.ts';

const plane = { originLng7: 1017750000, originLat7: 366200000 };
type Place = [x: number, y: number];

const place = fc.tuple(fc.integer({ min: -900, max: 900 }), fc.integer({ min: -900, max: 900 }));
const roads = fc.array(
  fc.record({
    fromNode: fc.nat(90),
    toNode: fc.nat(90),
    places: fc.array(place, { minLength: 2, maxLength: 5 }),
  }),
  { minLength: 1, maxLength: 8 },
);

const onMap = (places: readonly Place[]) =>
  places.flatMap(([x, y]) => fromPlane(plane, x, y).map(Math.round));
const linesOf = (list: { fromNode: number; toNode: number; places: Place[] }[]) =>
  unpackRoads(packRoads(list.map(({ places, ...nodes }) => ({ ...nodes, line: onMap(places) }))));

function metresToPiece([px, py]: Place, [ax, ay]: Place, [bx, by]: Place): number {
  const length2 = (bx - ax) ** 2 + (by - ay) ** 2;
  const share =
    length2 > 0 ? Math.min(1, Math.max(0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length2)) : 0;
  return Math.hypot(ax + share * (bx - ax) - px, ay + share * (by - ay) - py);
}

describe('the nearest road', () => {
  it('is the one that a search through all finds, and none beyond the distance', () => {
    fc.assert(
      fc.property(
        roads,
        fc.array(place, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 20, max: 400 }),
        (list, points, within) => {
          const index = indexRoads(plane, linesOf(list), within);
          const at: PlanePoints = {
            x: Float64Array.from(points, ([x]) => x),
            y: Float64Array.from(points, ([, y]) => y),
          };
          const { road, metres, left } = onRoads(index, at);
          let none = 0;
          points.forEach((point, i) => {
            const off = list.map(({ places }) =>
              Math.min(...places.slice(1).map((b, k) => metresToPiece(point, places[k]!, b))),
            );
            const least = Math.min(...off);
            if (Math.abs(least - within) < 0.1) return;
            if (least > within) expect(road[i]).toBe(-1);
            else {
              expect(off[road[i]!]! - least).toBeLessThan(0.05);
              expect(metres[i]).toBeLessThanOrEqual(index.lengthMetres[road[i]!]! + 0.01);
            }
          });
          for (const found of road) if (found < 0) none++;
          expect(left).toBe(none);
        },
      ),
    );
  });

  it('takes roads across the wire as they are', () => {
    const list = [
      { fromNode: 7, toNode: 9, line: [1017000000, 366000000, 1017000500, 366000100] },
      { fromNode: 9, toNode: 7, line: [1017000500, 366000100, 1016999999, 365999999, 1017000000, 366000000] },
    ];
    const lines = unpackRoads(packRoads(list));
    expect(lines).toMatchObject({ nodeCount: 2, from: Int32Array.of(0, 1), to: Int32Array.of(1, 0) });
    expect([...lines.lng7.subarray(2, 5)]).toEqual([1017000500, 1016999999, 1017000000]);
    expect(unpackRoads(packRoads([])).lng7).toHaveLength(0);
    expect(
      onRoads(indexRoads(plane, unpackRoads(packRoads([])), 50), {
        x: Float64Array.of(1),
        y: Float64Array.of(1),
      }).left,
    ).toBe(1);
  });
});

describe('pieces of roads', () => {
  it('become lines of one class, cut where the class changes', () => {
    const index = indexRoads(
      plane,
      linesOf([
        {
          fromNode: 1,
          toNode: 2,
          places: [
            [0, 0],
            [250, 0],
            [400, 0],
          ],
        },
      ]),
      50,
    );
    const lixels = { first: Int32Array.of(0, 4), perMetre: Float64Array.of(0.05, 2, 3, 0.5) };
    const classes = lixelLines(index, lixels, [0.1, 1]);
    const metres = classes.map((lines) =>
      lines.map((line) => {
        const { x } = toPlane(
          plane,
          line.map(([lng]) => lng * 1e7),
          line.map(([, lat]) => lat * 1e7),
        );
        return [...x].map(Math.round);
      }),
    );
    expect(metres).toEqual([[[300, 400]], [[100, 250, 300]]]);
  });
});
