import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spread } from '../../../core/cordon/spread.ts';
import { type Arrivals, secondsAt, standingAt, TravelSearch } from '../../../core/cordon/travel-search.ts';
import { linksOf, roadsOf } from './brute-force.ts';
import { smallProblem } from './small-problems.ts';

function everywhere(arrivals: Arrivals, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, node) => secondsAt(arrivals, node));
}

describe('seconds of travel by buckets of time', () => {
  it('are those of a search in order, to the last bit, whatever links, starts and speeds', () => {
    const starts = fc.array(
      fc.record({
        node: fc.nat(),
        seconds: fc.oneof(fc.constantFrom(0, 0, 900), fc.double({ min: -50, max: 400, noNaN: true })),
      }),
      { maxLength: 3 },
    );
    const stretch = fc.constantFrom(0, 0.001, 1, 1, 1 / 3, 5e6);
    fc.assert(
      fc.property(
        smallProblem,
        starts,
        fc.array(stretch),
        fc.constantFrom(1, 0.7, 1.4),
        (problem, from, stretches, speed) => {
          const count = problem.roads.firstLink.length - 1;
          const links = linksOf(problem.roads).map((link, i) => ({
            ...link,
            seconds:
              link.seconds === Number.POSITIVE_INFINITY
                ? link.seconds
                : link.seconds * (stretches[i % Math.max(1, stretches.length)] ?? 1),
          }));
          const roads = roadsOf(count, links);
          const seeds = from.map(({ node, seconds }) => ({ node: node % count, seconds }));
          const search = new TravelSearch(count);
          for (const starts of [seeds, seeds.slice(1), seeds])
            expect(everywhere(search.from(roads, starts, speed), count)).toEqual(
              spread(roads, starts, { speedFactor: speed }).seconds,
            );
        },
      ),
      { numRuns: 500 },
    );
  });

  it('end where they are later than wanted, and are the same before', () => {
    fc.assert(
      fc.property(smallProblem, fc.array(fc.nat(300), { minLength: 1 }), ({ roads }, limits) => {
        const count = roads.firstLink.length - 1;
        const until = Float64Array.from({ length: count }, (_, node) => limits[node % limits.length]!);
        const search = new TravelSearch(count);
        const found = everywhere(search.from(roads, [{ node: 0, seconds: 0 }], 1, until), count);
        const all = spread(roads, [{ node: 0, seconds: 0 }]).seconds;
        found.forEach((seconds, node) => {
          if (seconds === Number.POSITIVE_INFINITY) return;
          expect(seconds).toBeGreaterThanOrEqual(all[node]!);
          expect(seconds).toBeLessThanOrEqual(until[node]!);
        });
        const least = Math.min(...until);
        expect(found.map((seconds) => (seconds <= least ? seconds : -1))).toEqual(
          all.map((seconds) => (seconds <= least ? seconds : -1)),
        );
      }),
    );
  });

  it('are the same where few nodes of many are reached, in the order of the nodes', () => {
    const count = 200;
    const link = fc.record({ from: fc.nat(count - 1), to: fc.nat(count - 1), seconds: fc.nat(9) });
    fc.assert(
      fc.property(fc.array(link, { maxLength: 300 }), fc.nat(count - 1), (links, node) => {
        const roads = roadsOf(count, links);
        const starts = [{ node, seconds: 0 }];
        const found = new TravelSearch(count).from(roads, starts, 1);
        expect([...found.nodes]).toEqual([...found.nodes].sort((a, b) => a - b));
        expect(everywhere(found, count)).toEqual(spread(roads, starts).seconds);
      }),
    );
  });

  it('may be of a whole large network', () => {
    const nodes = Int32Array.from({ length: 300_000 }, (_, i) => i * 2);
    const before: Arrivals = { nodes, seconds: Float64Array.from(nodes) };
    const after = standingAt(before, 77_777, 5);
    expect([after.nodes.length, secondsAt(after, 77_777), secondsAt(after, 77_778)]).toEqual([
      300_001, 5, 77_778,
    ]);
  });

  it('know of who stands somewhere already', () => {
    const nodes = fc.uniqueArray(fc.nat(8)).map((all) => Int32Array.from(all).sort());
    fc.assert(
      fc.property(nodes, fc.nat(8), fc.integer({ min: -9, max: 9 }), (reached, node, since) => {
        const before: Arrivals = { nodes: reached, seconds: Float64Array.from(reached) };
        const after = everywhere(standingAt(before, node, since), 9);
        everywhere(before, 9).forEach((seconds, one) => {
          expect(after[one]).toBe(one === node ? Math.min(seconds, since) : seconds);
        });
      }),
    );
  });
});
