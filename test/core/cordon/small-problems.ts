import fc from 'fast-check';
import type { CordonProblem } from '../../../core/cordon/problem.ts';
import { withClosures } from '../../../core/cordon/roads.ts';
import { roadsOf } from './brute-force.ts';

const MOST_NODES = 12;

/** Random cordon problems: one-way links, closures, several exits and starts, checkpoints in time and late, units with times of their own. */
export const smallProblem: fc.Arbitrary<CordonProblem> = fc
  .record({
    nodeCount: fc.integer({ min: 4, max: MOST_NODES }),
    pairs: fc.array(
      fc.record({
        from: fc.nat(MOST_NODES - 1),
        to: fc.nat(MOST_NODES - 1),
        seconds: fc.integer({ min: 5, max: 60 }),
        isOneWay: fc.boolean(),
        isClosed: fc.nat(9),
      }),
      { minLength: 6, maxLength: 26 },
    ),
    starts: fc.array(fc.record({ node: fc.nat(), offsetSeconds: fc.constantFrom(0, 0, 7, 20) }), {
      minLength: 1,
      maxLength: 2,
    }),
    exits: fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
    units: fc.array(
      fc.record({
        node: fc.nat(),
        readyAtSeconds: fc.integer({ min: 0, max: 80 }),
        speedFactor: fc.constantFrom(1, 1.5, 2),
      }),
      { maxLength: 6 },
    ),
    checkpoint: fc.record({ node: fc.nat(), sinceSeconds: fc.constantFrom(-100, 30) }),
    hasCheckpoint: fc.boolean(),
    nowSeconds: fc.constantFrom(0, 10, 25),
    marginSeconds: fc.constantFrom(0, 5),
    fast: fc.constantFrom(1, 1.25),
  })
  .map(({ nodeCount, pairs, starts, exits, units, checkpoint, hasCheckpoint, fast, ...times }) => {
    const within = (node: number): number => node % nodeCount;
    const closed: number[] = [];
    const links = pairs
      .flatMap(({ from, to, seconds, isOneWay, isClosed }) => {
        const there = { from: within(from), to: within(to), seconds, isClosed: isClosed === 0 };
        return isOneWay ? [there] : [there, { ...there, from: there.to, to: there.from }];
      })
      .sort((a, b) => a.from - b.from);
    links.forEach((link, i) => {
      if (link.isClosed) closed.push(i);
    });
    return {
      roads: withClosures(roadsOf(nodeCount, links), closed, []),
      departure: {
        starts: starts.map(({ node, offsetSeconds }) => ({ node: within(node), offsetSeconds })),
        sinceSeconds: 0,
      },
      speeds: { slow: 0.75, fast },
      exits: { nodes: exits.map(within) },
      units: units.map(({ node, ...unit }, i) => ({
        id: `u${i}`,
        starts: [{ node: within(node), offsetSeconds: 0 }],
        ...unit,
      })),
      checkpoints: hasCheckpoint ? [{ id: 'c', ...checkpoint, node: within(checkpoint.node) }] : [],
      ...times,
    };
  });
