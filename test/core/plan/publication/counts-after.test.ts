import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countsAfter } from '../../../../core/plan/publication/counts-after.ts';
import { carriedBy } from '../../../../core/plan/workload/carried.ts';
import { homesOf } from '../../../../core/plan/workload/homes.ts';
import { indexThings } from '../../../../core/plan/workload/thing-index.ts';
import { latticePoint, partitionsInTurn, placeIn, places } from '../../../support/made-partition.ts';

const counts = fc.array(fc.record({ residents: fc.nat(2000), dwellings: fc.nat(2000) }), {
  minLength: 4,
  maxLength: 4,
});
const streets = fc.array(fc.array(places, { minLength: 2, maxLength: 5 }), { maxLength: 6 });

it('are what the workspace counts in the new grids, and keep every sum', () => {
  fc.assert(
    fc.property(partitionsInTurn, counts, streets, ([was, is], given, drawn) => {
      if (!was || !is) return;
      const lines = drawn.map((line) => line.flatMap((place) => placeIn(was, place)));
      const before = was.grids.flatMap((polygons, i) =>
        polygons.length > 0 ? [{ polygons, ...(given[i] ?? { residents: 0, dwellings: 0 }) }] : [],
      );
      const after = is.grids.flatMap((polygons, i) =>
        polygons.length > 0 ? [{ id: String(i), polygons }] : [],
      );
      const index = indexThings({
        incidents: [],
        homes: homesOf(before, lines),
        institutions: [],
        roads: [],
      });
      const found = countsAfter(before, after, lines);
      for (const { id, polygons } of after) {
        const { residents, dwellings } = carriedBy(index, polygons);
        expect(found.get(id)).toEqual({ residents, dwellings });
      }
      const sum = (all: Iterable<{ residents: number }>) =>
        [...all].reduce((total, { residents }) => total + residents, 0);
      expect(sum(found.values())).toBe(sum(before));
    }),
  );
});

it('lose nobody where an old grid is as thin as a unit', () => {
  const [west, south] = latticePoint(0, 0);
  const thin = [[[west, south, west + 1, south, west + 1000, south + 1, west, south]]];
  const found = countsAfter(
    [{ polygons: thin, residents: 7, dwellings: 3 }],
    [{ id: 'a', polygons: thin }],
    [],
  );
  expect(found.get('a')).toEqual({ residents: 7, dwellings: 3 });
});
