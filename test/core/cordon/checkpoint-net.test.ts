import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CheckpointNet, crossingLeaves } from '../../../core/cordon/checkpoint-net.ts';
import { linksOf } from './brute-force.ts';
import { smallNet } from './small-nets.ts';

/** Nodes that are come to inside, by going on until nothing is new. */
function comeTo({ roads, isInside, inner }: CheckpointNet, barred: ReadonlySet<number>): Set<number> {
  const here = new Set(inner.filter((node) => !barred.has(node)));
  for (let before = -1; before < here.size; ) {
    before = here.size;
    for (const { from, to, seconds } of linksOf(roads))
      if (here.has(from) && seconds < Infinity && isInside[to] === 1 && !barred.has(to)) here.add(to);
  }
  return here;
}

describe('how an area can be left at a crossing', () => {
  it('is past none, past open ones or past held ones, as going every way tells', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(smallNet, (net) => {
        const nodes = (held: boolean) =>
          new Set(net.checkpoints.filter((one) => !held || one.isHeld).flatMap((one) => one.nodes));
        const [all, pastNone, pastOpen] = [
          comeTo(net, new Set()),
          comeTo(net, nodes(false)),
          comeTo(net, nodes(true)),
        ];
        crossingLeaves(net).forEach((leaves, i) => {
          const { node, link } = net.crossings[i]!;
          const isOpen = link < 0 || net.roads.linkSeconds[link]! < Infinity;
          const truth = !(isOpen && all.has(node))
            ? 'not_now'
            : pastNone.has(node)
              ? 'free'
              : pastOpen.has(node)
                ? 'past_open'
                : 'guarded';
          expect(leaves).toBe(truth);
          seen.add(leaves);
        });
      }),
      { numRuns: 400 },
    );
    expect([...seen].sort()).toEqual(['free', 'guarded', 'not_now', 'past_open']);
  });
});
