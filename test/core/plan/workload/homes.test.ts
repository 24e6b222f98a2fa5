import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceMetres } from '../../../../core/geometry/metres.ts';
import { belongsTo } from '../../../../core/plan/workload/attribution.ts';
import { carriedBy } from '../../../../core/plan/workload/carried.ts';
import { homesOf, UNTOLD_COUNT } from '../../../../core/plan/workload/homes.ts';
import { indexThings, type Things } from '../../../../core/plan/workload/thing-index.ts';
import { latticePoint, partitions, placeIn, places, stepsAside } from '../../../support/made-partition.ts';

const count = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2000 }));
const counts = fc.array(fc.record({ residents: count, dwellings: count }), { minLength: 4, maxLength: 4 });
const streetsOf = (side: number, lines: { x: number; y: number; isOff: boolean }[][]) =>
  lines.map((line) => line.flatMap((place) => placeIn({ side }, place)));
const lines = fc.array(fc.array(places, { minLength: 2, maxLength: 5 }), { maxLength: 8 });
const indexOf = (homes: Things['homes']) =>
  indexThings({ incidents: [], homes, institutions: [], roads: [] });

describe('homes', () => {
  it('add up in every grid to its counts, along streets or without any', () => {
    fc.assert(
      fc.property(partitions, counts, lines, ({ side, grids }, given, made) => {
        const settled = grids.flatMap((polygons, i) =>
          polygons.length > 0 ? [{ polygons, residents: 0, dwellings: 0, ...given[i] }] : [],
        );
        const index = indexOf(homesOf(settled, streetsOf(side, made)));
        for (const { polygons, residents, dwellings } of settled)
          expect(carriedBy(index, polygons)).toMatchObject({ residents, dwellings });
      }),
    );
  });

  it('are as even as whole numbers can be, and at most 64 in a grid', () => {
    fc.assert(
      fc.property(partitions, counts, ({ whole }, [given]) => {
        const { residents, dwellings } = given ?? { residents: 0, dwellings: 0 };
        const homes = homesOf([{ polygons: whole, residents, dwellings }]);
        expect(homes.length).toBeLessThanOrEqual(64);
        for (const key of ['residents', 'dwellings'] as const) {
          const all = homes.map((home) => home[key]);
          if (all.length > 0) expect(Math.max(...all) - Math.min(...all)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('are spread over a grid without streets: half of it has about half of them', () => {
    const side = 8;
    const [[west, south], [east, north]] = [latticePoint(0, 0), latticePoint(stepsAside({ side }), 32)];
    const square = [[[west, south, east, south, east, north, west, north, west, south]]];
    const homes = homesOf([{ polygons: square, residents: 640, dwellings: 200 }]);
    expect(homes).toHaveLength(64);
    const inWest = homes.filter(({ lng7 }) => lng7 < (west + east) / 2).length;
    const inSouth = homes.filter(({ lat7 }) => lat7 < (south + north) / 2).length;
    expect(Math.abs(inWest - 32)).toBeLessThanOrEqual(4);
    expect(Math.abs(inSouth - 32)).toBeLessThanOrEqual(4);
  });

  it('stand beside the streets where a grid has streets', () => {
    const [west, south] = latticePoint(0, 0);
    const [east, north] = latticePoint(10, 10);
    const square = [[[west, south, east, south, east, north, west, north, west, south]]];
    const lat7 = (south + north) / 2;
    const homes = homesOf([{ polygons: square, residents: 300, dwellings: 100 }], [[west, lat7, east, lat7]]);
    expect(homes.length).toBeGreaterThan(20);
    for (const home of homes) {
      expect(distanceMetres(home.lng7, lat7, home.lng7, home.lat7)).toBeCloseTo(12, 1);
      expect(belongsTo(square, home.lng7, home.lat7)).toBe(true);
    }
    expect(new Set(homes.map((home) => home.lat7 > lat7)).size).toBe(2);
  });

  it('take a count that is not told for 5, and none where nobody lives', () => {
    const [west, south] = latticePoint(0, 0);
    const polygons = [[[west, south, west + 900, south, west, south + 900, west, south]]];
    const sum = (homes: Things['homes'], key: 'residents' | 'dwellings') =>
      homes.reduce((total, home) => total + home[key], 0);
    const untold = homesOf([{ polygons, residents: null, dwellings: null }]);
    expect([sum(untold, 'residents'), sum(untold, 'dwellings')]).toEqual([UNTOLD_COUNT, UNTOLD_COUNT]);
    expect(homesOf([{ polygons, residents: 0, dwellings: 0 }])).toEqual([]);
  });

  it('stand in one of the parts of a grid whose parts lie north and south of others', () => {
    const [west, south] = latticePoint(0, 0);
    const part = (lat7: number) => [
      [west, lat7, west + 900, lat7, west + 900, lat7 + 900, west, lat7 + 900, west, lat7],
    ];
    const polygons = [part(south + 9000), part(south)];
    const homes = homesOf([{ polygons, residents: 0, dwellings: 1 }]);
    expect(homes).toHaveLength(1);
    expect(homes.every(({ lng7, lat7 }) => belongsTo(polygons, lng7, lat7))).toBe(true);
  });

  it('keep their counts in a grid so thin that no place lies in it', () => {
    const polygons = [[[0, 0, 1, 0, 1000, 1, 0, 0]]];
    expect(
      homesOf([{ polygons, residents: 30, dwellings: 12 }]).reduce(
        (sum, { residents }) => sum + residents,
        0,
      ),
    ).toBe(30);
  });
});
