import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bareCrossings,
  type CheckpointNet,
  checkpointWeights,
  closingCosts,
} from '../../../core/cordon/checkpoint-net.ts';
import { passed, roadsOf, times } from './brute-force.ts';
import { smallProblem } from './small-problems.ts';

const net: fc.Arbitrary<CheckpointNet> = fc
  .tuple(
    smallProblem,
    fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
    fc.array(fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 5 })), { minLength: 1, maxLength: 8 }),
  )
  .map(([{ roads, exits, departure }, checkpoints, trips]) => {
    const count = roads.firstLink.length - 1;
    const inner = departure.starts.map(({ node }) => node);
    const crossings =
      'nodes' in exits ? [...new Set(exits.nodes)].filter((node) => !inner.includes(node)) : [];
    return {
      roads,
      inner,
      crossings,
      checkpoints: checkpoints.map((node, i) => ({ id: `c${i}`, node: node % count })),
      trips: trips.map(([from, to, weight]) => ({ from: from % count, to: to % count, weight })),
    };
  });

/** Fewest nodes that part the city from its border, none of the city's; some are held without cost. */
function leastCut({ roads, inner, crossings }: CheckpointNet, free: readonly number[]): number {
  const others = Array.from({ length: roads.firstLink.length - 1 }, (_, node) => node).filter(
    (node) => !inner.includes(node) && !free.includes(node),
  );
  const outer = free.filter((node) => !inner.includes(node));
  let least = Infinity;
  for (let mask = 0; mask < 1 << others.length; mask += 1) {
    const set = others.filter((_, i) => mask & (1 << i));
    if (set.length >= least) continue;
    if (passed(roads, inner, new Set([...set, ...outer]), new Set(crossings)).open.size === 0)
      least = set.length;
  }
  return least;
}

describe('the checkpoint net', () => {
  it('weighs checkpoints by the drop of the smallest cut that trying all sets gives', () => {
    fc.assert(
      fc.property(net, (one) => {
        const { cut, checkpoints } = checkpointWeights(one);
        expect(cut).toBe(leastCut(one, []));
        checkpoints.forEach(({ cutDrop }, i) => {
          expect(cutDrop).toBe(cut - leastCut(one, [one.checkpoints[i]!.node]));
        });
      }),
      { numRuns: 60 },
    );
  });

  it('tells crossings that no checkpoint guards, at the border or further in', () => {
    fc.assert(
      fc.property(net, (one) => {
        const held = new Set(one.checkpoints.map(({ node }) => node));
        const { open } = passed(one.roads, one.inner, held, new Set(one.crossings));
        for (const { node, isReached } of bareCrossings(one)) expect(isReached).toBe(open.has(node));
        expect(bareCrossings(one).map(({ node }) => node)).toEqual(
          one.crossings.filter((node) => !held.has(node)),
        );
      }),
    );
  });

  it('tells what a closed node costs trips: the time that the next best way takes longer', () => {
    let severed = 0;
    fc.assert(
      fc.property(net, (one) => {
        const { node } = one.checkpoints[0]!;
        const truth = { delayedWeight: 0, severedWeight: 0, extraSeconds: 0, mostExtraSeconds: 0 };
        const since = new Array<number>(one.roads.firstLink.length - 1).fill(Infinity);
        since[node] = -Infinity;
        for (const { from, to, weight } of one.trips) {
          if (from === node || to === node) continue;
          const before = times(one.roads, [{ node: from, seconds: 0 }], 1)[to]!;
          const after = times(one.roads, [{ node: from, seconds: 0 }], 1, since)[to]!;
          if (before === Infinity || after === before) continue;
          if (after === Infinity) truth.severedWeight += weight;
          else {
            truth.delayedWeight += weight;
            truth.extraSeconds += weight * (after - before);
            truth.mostExtraSeconds = Math.max(truth.mostExtraSeconds, after - before);
          }
        }
        severed += truth.severedWeight;
        expect(closingCosts(one, [node])[0]!).toEqual(truth);
      }),
      { numRuns: 300 },
    );
    expect(severed).toBeGreaterThan(0);
  });

  it('shares out trips, and counts lanes', () => {
    // 0 is the city; 1 with two lanes and 2 lead out to 3 and 4.
    const roads = roadsOf(
      5,
      [
        [0, 1],
        [0, 2],
        [1, 3],
        [2, 4],
      ].map(([from, to]) => ({ from: from!, to: to!, seconds: 10 })),
    );
    const trips = [
      { from: 0, to: 3, weight: 3 },
      { from: 0, to: 4, weight: 1 },
    ];
    const checkpoints = [1, 2].map((node) => ({ id: `c${node}`, node }));
    const lanes = [1, 2, 1, 9, 9];
    expect(checkpointWeights({ roads, inner: [0], crossings: [3, 4], checkpoints, lanes, trips })).toEqual({
      cut: 3,
      checkpoints: [
        { id: 'c1', cutDrop: 2, tripShare: 0.75 },
        { id: 'c2', cutDrop: 1, tripShare: 0.25 },
      ],
    });
  });
});
