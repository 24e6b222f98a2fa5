import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  coverSets,
  joinCoverSets,
  nearestOf,
  reachedWithin,
  rowOf,
} from '../../../core/coverage/cover-sets.ts';
import { type RoadSpots, roadCovers } from '../../../core/coverage/road-covers.ts';
import type { RoadPlace } from '../../../core/network/edge-index.ts';
import { graphOf, madeNetwork, NaiveTimes } from '../network/made-network.ts';

const INFINITY = Number.POSITIVE_INFINITY;

function columns(places: readonly RoadPlace[], walks: readonly number[]): RoadSpots {
  return {
    road: Int32Array.from(places, ({ road }) => road),
    fraction: Float64Array.from(places, ({ fraction }) => fraction),
    walkSeconds: Float64Array.from(walks),
  };
}

describe('what facilities reach by road', () => {
  it('is what a search through all ways reaches within the limit, walks included, from them and to them', () => {
    fc.assert(
      fc.property(
        madeNetwork,
        fc.array(fc.nat(60), { minLength: 6, maxLength: 6 }),
        fc.nat(400),
        (made, walks, most) => {
          const places = made.spots.flatMap((spot) => ('node' in spot ? [] : [spot]));
          const spots = columns(places, walks.slice(0, places.length));
          const naive = new NaiveTimes(made);
          for (const direction of ['from', 'to'] as const) {
            const sets = roadCovers(graphOf(made), direction, spots, spots, most);
            places.forEach((facility, i) => {
              const found = new Map<number, number>();
              for (let k = sets.first[i]!; k < sets.first[i + 1]!; k += 1)
                found.set(sets.demand[k]!, sets.seconds[k]!);
              places.forEach((place, j) => {
                const way =
                  direction === 'from' ? naive.seconds(facility, place) : naive.seconds(place, facility);
                const expected = walks[i]! + way + walks[j]!;
                if (Math.abs(expected - most) < 1e-3) return;
                if (expected > most) expect(found.has(j)).toBe(false);
                else expect(found.get(j)).toBeCloseTo(expected, 2);
              });
            });
          }
        },
      ),
      { numRuns: 120 },
    );
  });

  it('leaves out who is too far from every road', () => {
    fc.assert(
      fc.property(madeNetwork, (made) => {
        const places = made.spots.flatMap((spot) => ('node' in spot ? [] : [spot]));
        const spots = columns(
          places,
          places.map(() => 0),
        );
        spots.road.fill(-1);
        expect(roadCovers(graphOf(made), 'from', spots, spots, 900).demand).toHaveLength(0);
      }),
      { numRuns: 20 },
    );
  });
});

const rows = fc.array(
  fc
    .uniqueArray(fc.tuple(fc.nat(5), fc.nat(900)), { maxLength: 5, selector: ([demand]) => demand })
    .map((pairs) => pairs as [number, number][]),
  { maxLength: 5 },
);

describe('cover sets', () => {
  it('are the same joined from parts as made at once', () => {
    fc.assert(
      fc.property(rows, rows, (one, other) => {
        expect(joinCoverSets([coverSets(one), coverSets(other)])).toEqual(coverSets([...one, ...other]));
      }),
    );
  });

  it('give the soonest row at each point, and what is reached in time, by the ratio and the delay of each row', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(0.5, 1, 2), fc.nat(900), (given, ratio, most) => {
        const sets = coverSets(given);
        const all = given.map((_, i) => ({
          row: rowOf(sets, i),
          ratio: i % 2 === 0 ? ratio : 1,
          delaySeconds: 20 * i,
        }));
        const { seconds, by } = nearestOf(all, 6);
        for (let point = 0; point < 6; point += 1) {
          const times = given.map(
            (pairs, row) =>
              all[row]!.delaySeconds +
              (pairs.find(([demand]) => demand === point)?.[1] ?? INFINITY) * all[row]!.ratio,
          );
          const least = Math.min(INFINITY, ...times);
          expect(seconds[point]).toBe(least);
          expect(by[point]).toBe(least === INFINITY ? -1 : times.indexOf(least));
        }
        all.forEach((row, i) => {
          const expected = given[i]!.filter(([, then]) => row.delaySeconds + then * row.ratio <= most).map(
            ([demand]) => demand,
          );
          expect([...reachedWithin(row, most)]).toEqual(expected);
        });
      }),
    );
  });
});
