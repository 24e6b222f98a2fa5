import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthMetres } from '../../../../core/geometry/metres.ts';
import { isInsidePolygons } from '../../../../core/geometry/ring.ts';
import { belongsTo } from '../../../../core/plan/workload/attribution.ts';
import { type Carried, carriedAfter, carriedBy } from '../../../../core/plan/workload/carried.ts';
import { indexThings, POINT_AMOUNTS, type Things } from '../../../../core/plan/workload/thing-index.ts';
import { PRIORITIES } from '../../../../core/vocabulary.ts';
import { partitions, partitionsInTurn, placeIn, places } from '../../../support/made-partition.ts';

const whole = fc.integer({ min: 0, max: 500 });
const lists = fc.record({
  incidents: fc.array(
    fc.record({ place: places, priority: fc.constantFrom(...PRIORITIES), seconds: fc.option(whole) }),
    { maxLength: 30 },
  ),
  homes: fc.array(fc.record({ place: places, residents: whole, dwellings: whole }), { maxLength: 30 }),
  institutions: fc.array(places, { maxLength: 10 }),
  roads: fc.array(fc.array(places, { minLength: 2, maxLength: 5 }), { maxLength: 10 }),
});
type Lists = typeof lists extends fc.Arbitrary<infer T> ? T : never;

function thingsIn(side: number, { incidents, homes, institutions, roads }: Lists): Things {
  const at = (place: Lists['institutions'][number]) => {
    const [lng7, lat7] = placeIn({ side }, place);
    return { lng7, lat7 };
  };
  return {
    incidents: incidents.map(({ place, priority, seconds }) => ({
      ...at(place),
      priority,
      responseSeconds: seconds,
    })),
    homes: homes.map(({ place, residents, dwellings }) => ({ ...at(place), residents, dwellings })),
    institutions: institutions.map(at),
    roads: roads.map((line) => line.flatMap((place) => placeIn({ side }, place))),
  };
}

const SUMS = [...POINT_AMOUNTS, 'roadMetres'] as const;
const addedUp = (all: readonly Carried[]): number[] =>
  SUMS.map((name) => all.reduce((sum, carried) => sum + carried[name], 0));

describe('what grids carry', () => {
  it('is what lies in them', () => {
    fc.assert(
      fc.property(partitions, lists, ({ side, grids }, list) => {
        const things = thingsIn(side, list);
        const index = indexThings(things);
        for (const grid of grids) {
          const carried = carriedBy(index, grid);
          const isIn = ({ lng7, lat7 }: { lng7: number; lat7: number }) => belongsTo(grid, lng7, lat7);
          const [incidents, homes] = [things.incidents.filter(isIn), things.homes.filter(isIn)];
          const answered = incidents.flatMap(({ responseSeconds: s }) => (s === null ? [] : [s]));
          for (const priority of PRIORITIES)
            expect(carried[`priority${priority}`]).toBe(
              incidents.filter((incident) => incident.priority === priority).length,
            );
          const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
          expect(carried).toMatchObject({
            responses: answered.length,
            responseSeconds: sum(answered),
            residents: sum(homes.map(({ residents }) => residents)),
            dwellings: sum(homes.map(({ dwellings }) => dwellings)),
            institutions: things.institutions.filter(isIn).length,
          });
        }
      }),
    );
  });

  it('adds up over a partition to what the whole carries, road and all, to the last bit; and to all that lies within', () => {
    fc.assert(
      fc.property(partitions, lists, ({ side, grids, whole: all }, list) => {
        const things = thingsIn(side, list);
        const index = indexThings(things);
        const carried = grids.map((grid) => carriedBy(index, grid));
        const total = carriedBy(index, all);
        expect(addedUp(carried)).toEqual(addedUp([total]));
        const areas = carried.reduce((sum, { areaM2 }) => sum + areaM2, 0);
        expect(Math.abs(areas / total.areaM2 - 1)).toBeLessThan(1e-9);
        const isWithin = (point: { lng7: number; lat7: number }) =>
          isInsidePolygons(point.lng7, point.lat7, all);
        const within = {
          ...things,
          incidents: things.incidents.filter(isWithin),
          roads: things.roads.filter((line) =>
            Array.from(line).every((lng7, i) => i % 2 === 1 || isWithin({ lng7, lat7: line[i + 1]! })),
          ),
        };
        const inner = indexThings(within);
        const parts = grids.map((grid) => carriedBy(inner, grid));
        const incidents = parts.flatMap((one) => PRIORITIES.map((priority) => one[`priority${priority}`]));
        expect(incidents.reduce((a, b) => a + b, 0)).toBe(within.incidents.length);
        const metres = within.roads.reduce((sum, line) => sum + lengthMetres(line), 0);
        const found = parts.reduce((sum, { roadMetres }) => sum + roadMetres, 0);
        expect(Math.abs(found - metres)).toBeLessThanOrEqual(1e-9 * metres);
      }),
    );
  });

  it('is the same after a change of borders whether brought up to date or taken anew, to the last bit', () => {
    fc.assert(
      fc.property(partitionsInTurn, lists, (turns, list) => {
        const [first, ...others] = turns;
        const index = indexThings(thingsIn(first?.side ?? 2, list));
        let before = first?.grids ?? [];
        let carried = before.map((grid) => carriedBy(index, grid));
        for (const { grids } of others) {
          carried = carried.map((one, grid) => carriedAfter(index, one, before[grid]!, grids[grid]!));
          expect(carried).toEqual(grids.map((grid) => carriedBy(index, grid)));
          before = grids;
        }
      }),
    );
  });

  it('of no grid is nothing; a grid may be made and retired', () => {
    const index = indexThings({
      incidents: [{ lng7: 5, lat7: 5, priority: 2, responseSeconds: 90 }],
      homes: [{ lng7: 6, lat7: 6, residents: 12, dwellings: 4 }],
      institutions: [{ lng7: 7, lat7: 7 }],
      roads: [[0, 5, 20, 5]],
    });
    const grid = [[[0, 0, 10, 0, 10, 10, 0, 10, 0, 0]]];
    const nothing = carriedBy(index, []);
    expect(addedUp([nothing])).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(nothing.areaM2).toBe(0);
    const made = carriedAfter(index, nothing, [], grid);
    expect(made).toEqual(carriedBy(index, grid));
    expect(made).toMatchObject({
      priority2: 1,
      responses: 1,
      responseSeconds: 90,
      residents: 12,
      dwellings: 4,
    });
    expect(made.institutions).toBe(1);
    expect(carriedAfter(index, made, grid, [])).toEqual(nothing);
  });
});
