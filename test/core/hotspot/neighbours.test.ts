import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { metricGrid } from '../../../core/hotspot/metric-grid.ts';
import {
  discNeighbourhood,
  listedNeighbourhood,
  type Neighbours,
  nearestNeighbours,
  neighboursOfPairs,
  neighboursWithin,
} from '../../../core/hotspot/neighbours.ts';

const listsOf = ({ count, starts, items }: Neighbours) =>
  Array.from({ length: count }, (_, i) => [...items.subarray(starts[i], starts[i + 1])]);
const coordinate = fc.integer({ min: -50, max: 50 });
const places = fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 40 });
const axes = (all: [number, number][]) => [all.map(([x]) => x), all.map(([, y]) => y)] as const;
const far = ([ax = 0, ay = 0]: number[], [bx = 0, by = 0]: number[]) => (ax - bx) ** 2 + (ay - by) ** 2;

describe('neighbours', () => {
  it('within a distance are those that a search through all finds', () => {
    fc.assert(
      fc.property(places, fc.integer({ min: 1, max: 60 }), (all, metres) => {
        const expected = all.map((one, i) =>
          [...all.keys()].filter((j) => j !== i && far(one, all[j]!) <= metres * metres),
        );
        expect(listsOf(neighboursWithin(...axes(all), metres))).toEqual(expected);
      }),
    );
  });

  it('that are the nearest: k of them, none farther than one left out, the first of equal ones', () => {
    fc.assert(
      fc.property(places, fc.integer({ min: 1, max: 8 }), (all, k) => {
        const expected = all.map((one, i) =>
          [...all.keys()]
            .filter((j) => j !== i)
            .sort((a, b) => far(one, all[a]!) - far(one, all[b]!) || a - b)
            .slice(0, k)
            .sort((a, b) => a - b),
        );
        expect(listsOf(nearestNeighbours(...axes(all), k))).toEqual(expected);
      }),
    );
  });

  it('of pairs hold both ways, once, and never a place beside itself', () => {
    const pairs = [
      [0, 1],
      [1, 0],
      [2, 2],
      [1, 3],
    ] as const;
    expect(listsOf(neighboursOfPairs(4, pairs))).toEqual([[1], [0, 3], [], [1]]);
  });
});

describe('discs on a metric grid', () => {
  const degrees = fc.integer({ min: -40_000, max: 40_000 });
  const triangle = fc
    .tuple(degrees, degrees, degrees, degrees, degrees, degrees)
    .map(([a, b, c, d, e, f]) => {
      const [lng, lat] = [1_017_800_000, 366_200_000];
      return [lng + a, lat + b, lng + c, lat + d, lng + e, lat + f, lng + a, lat + b];
    });

  it('add up what lists of the middles add up, whole numbers to the last bit', () => {
    fc.assert(
      fc.property(triangle, fc.integer({ min: 100, max: 1000 }), fc.nat(1000), (ring, metres, seed) => {
        const grid = metricGrid([ring], 100);
        const x = [...grid.cells].map((place) => (place % grid.columns) * 100);
        const y = [...grid.cells].map((place) => Math.floor(place / grid.columns) * 100);
        const listed = listedNeighbourhood(neighboursWithin(x, y, metres));
        const disc = discNeighbourhood(grid, metres);
        const values = x.map((_, i) => (i * 7919 + seed) % 13);
        expect(disc.sizes).toEqual(listed.sizes);
        expect(disc.sums(values)).toEqual(listed.sums(values));
      }),
      { numRuns: 40 },
    );
  });
});
