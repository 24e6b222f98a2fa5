import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Departure, frontOf, reachedLinks } from '../../../core/cordon/departure.ts';
import { withClosures } from '../../../core/cordon/roads.ts';
import { wayTo } from '../../../core/cordon/spread.ts';
import { linksOf, roadsOf, times } from './brute-force.ts';
import { smallProblem } from './small-problems.ts';

/** Node 0 in the middle; 1 north, 2 east, 3 south, each 10 s away both ways; 4 is 5 s beyond 2 and 3. */
const cross = roadsOf(
  5,
  [1, 2, 3]
    .flatMap((end) => [
      { from: 0, to: end, seconds: 10 },
      { from: end, to: 0, seconds: 10 },
    ])
    .concat([2, 3].map((from) => ({ from, to: 4, seconds: 5 }))),
);
const bearings = [0, 90, 180];
const bearingOf = (link: number): number => bearings[cross.linkEnd[link]! - 1] ?? 0;
const toEast = { bearingDegrees: 80, toleranceDegrees: 30, bearingOf };
const middle: Departure = { starts: [{ node: 0, offsetSeconds: 0 }], sinceSeconds: 100 };

describe('the reachable area as it grows', () => {
  it('reaches every node as early as relaxing all links says, past nothing that is held by then', () => {
    fc.assert(
      fc.property(smallProblem, fc.array(fc.integer({ min: -5, max: 90 })), (problem, since) => {
        const { roads, departure } = problem;
        const heldSince = Array.from({ length: roads.firstLink.length - 1 }, (_, node) =>
          node % 2 === 0 ? Infinity : (since[node] ?? Infinity),
        );
        const front = frontOf(roads, departure, {
          speedFactor: 1.5,
          heldSince: Float64Array.from(heldSince),
        });
        const seeds = departure.starts.map(({ node, offsetSeconds }) => ({
          node,
          seconds: offsetSeconds / 1.5,
        }));
        const truth = times(roads, seeds, 1.5, heldSince);
        front.seconds.forEach((seconds, node) => {
          if (truth[node]! < Infinity) expect(seconds).toBeCloseTo(truth[node]!, 9);
          else expect(seconds).toBe(Infinity);
        });
      }),
    );
  });

  it('tells the way to each node in links that follow one another', () => {
    fc.assert(
      fc.property(smallProblem, ({ roads, departure }) => {
        const front = frontOf(roads, departure, {});
        const links = linksOf(roads);
        front.seconds.forEach((seconds, node) => {
          if (seconds === Infinity) return;
          const way = wayTo(front, node);
          expect(way.nodes.at(-1)).toBe(node);
          way.links.forEach((link, i) => {
            expect(links[link]).toMatchObject({ from: way.nodes[i], to: way.nodes[i + 1] });
          });
          const start = departure.starts.filter((one) => one.node === way.nodes[0]);
          const offset = Math.min(...start.map(({ offsetSeconds }) => offsetSeconds));
          const length = way.links.reduce((sum, link) => sum + roads.linkSeconds[link]!, offset);
          expect(length).toBeCloseTo(seconds, 9);
        });
      }),
    );
  });

  it('goes no other way than reported until it comes back, or goes there later', () => {
    const only = frontOf(cross, { ...middle, direction: { ...toEast, againstSeconds: Infinity } }, {});
    expect([...only.seconds]).toEqual([100, 130, 110, 130, 115]);
    const rather = frontOf(cross, { ...middle, direction: { ...toEast, againstSeconds: 8 } }, {});
    expect([...rather.seconds]).toEqual([100, 118, 110, 118, 115]);
    const fast = frontOf(
      cross,
      { ...middle, direction: { ...toEast, againstSeconds: 8 } },
      { speedFactor: 2 },
    );
    expect([...fast.seconds]).toEqual([100, 113, 105, 113, 107.5]);
  });

  it('takes a tolerance across north', () => {
    const direction = { bearingDegrees: 350, toleranceDegrees: 20, againstSeconds: 50, bearingOf };
    expect([...frontOf(cross, { ...middle, direction }, {}).seconds]).toEqual([100, 110, 130, 130, 135]);
  });

  it('starts part-way along a road at both its ends, in the reported direction first', () => {
    const starts = [
      { node: 0, offsetSeconds: 4, bearingDegrees: 270 },
      { node: 2, offsetSeconds: 6, bearingDegrees: 90 },
    ];
    const both = frontOf(cross, { starts, sinceSeconds: 0 }, {});
    expect([...both.seconds]).toEqual([4, 14, 6, 14, 11]);
    expect(both.origins).toEqual([]);
    const direction = { ...toEast, againstSeconds: Infinity };
    expect([...frontOf(cross, { starts, sinceSeconds: 0, direction }, {}).seconds]).toEqual([
      16, 26, 6, 26, 11,
    ]);
  });

  it('draws whole links behind it and the pieces it is on', () => {
    const front = frontOf(cross, middle, { speedFactor: 2 });
    const at = (seconds: number) => {
      const { links, share } = reachedLinks(cross, middle, front, 2, seconds);
      return Array.from(links, (link, i) => [linksOf(cross)[link]!.from, cross.linkEnd[link]!, share[i]!]);
    };
    expect(at(100)).toEqual([]);
    expect(at(102)).toEqual([1, 2, 3].map((end) => [0, end, 0.4]));
    expect(at(106)).toContainEqual([2, 4, 0.4]);
    expect(at(106)).toContainEqual([0, 2, 1]);
  });

  it('does not pass a closed link or a closed node', () => {
    const closed = withClosures(cross, [0], [3]);
    expect([...frontOf(closed, middle, {}).seconds]).toEqual([100, Infinity, 110, Infinity, 115]);
    expect(cross.linkSeconds[0]).toBe(10);
  });
});
