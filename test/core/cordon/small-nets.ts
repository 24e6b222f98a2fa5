import fc from 'fast-check';
import type { CheckpointNet } from '../../../core/cordon/checkpoint-net.ts';
import { smallProblem } from './small-problems.ts';

/** Random nets of up to a dozen nodes: some nodes outside, one-way links, closures, checkpoints of one node or two, roads that end. */
export const smallNet: fc.Arbitrary<CheckpointNet> = fc
  .tuple(
    smallProblem,
    fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
    fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 64, maxLength: 64 }),
    fc.array(fc.record({ nodes: fc.array(fc.nat(), { minLength: 1, maxLength: 2 }), isHeld: fc.boolean() }), {
      minLength: 1,
      maxLength: 4,
    }),
    fc.option(fc.nat(), { freq: 3 }),
  )
  .map(([{ roads, departure }, inside, lanes, checkpoints, endsAt]) => {
    const count = roads.firstLink.length - 1;
    const isInside = Uint8Array.from({ length: count }, (_, node) => (inside[node] ? 1 : 0));
    const inner = [...new Set(departure.starts.map(({ node }) => node))];
    for (const node of inner) isInside[node] = 1;
    const taken = new Set<number>();
    return {
      roads,
      isInside,
      inner,
      lanes: Uint8Array.from(roads.linkEnd, (_, link) => lanes[link % lanes.length]!),
      crossings: [
        ...linksOut(roads, isInside),
        ...(endsAt === null ? [] : [endsAt % count])
          .filter((node) => isInside[node] === 1)
          .map((node) => ({ node, link: -1, own: [] })),
      ],
      checkpoints: checkpoints.flatMap(({ nodes, isHeld }, i) => {
        const own = [...new Set(nodes.map((node) => node % count))].filter(
          (node) => isInside[node] === 1 && !taken.has(node),
        );
        for (const node of own) taken.add(node);
        return own.length > 0 ? [{ id: `c${i}`, nodes: own, isHeld }] : [];
      }),
    };
  });

function linksOut({ firstLink, linkEnd }: CheckpointNet['roads'], isInside: Uint8Array) {
  return [...isInside.keys()].flatMap((node) =>
    Array.from({ length: firstLink[node + 1]! - firstLink[node]! }, (_, i) => firstLink[node]! + i)
      .filter((link) => isInside[node] === 1 && isInside[linkEnd[link]!] === 0)
      .map((link) => ({ node, link, own: [] })),
  );
}
