import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckpointNet } from '../../../core/cordon/checkpoint-net.ts';
import { netCut } from '../../../core/cordon/checkpoint-net-cut.ts';
import { linksOf, roadsOf } from './brute-force.ts';
import { smallNet } from './small-nets.ts';

/** The least cut by trying every set of nodes that holds the inner ones: what leads out of the set, and over the border from it. */
function leastCut(net: CheckpointNet, weightOf: (link: number) => number, gone: ReadonlySet<number>): number {
  const links = linksOf(net.roads);
  const free = [...net.isInside.keys()].filter(
    (node) => net.isInside[node] === 1 && !net.inner.includes(node) && !gone.has(node),
  );
  const inner = net.inner.filter((node) => !gone.has(node));
  let least = Infinity;
  for (let mask = 0; mask < 1 << free.length; mask += 1) {
    const set = new Set([...inner, ...free.filter((_, i) => mask & (1 << i))]);
    let sum = 0;
    links.forEach(({ from, to, seconds }, link) => {
      if (set.has(from) && seconds < Infinity && net.isInside[to] === 1 && !set.has(to) && !gone.has(to))
        sum += weightOf(link);
    });
    for (const { node, link } of net.crossings) {
      if (!set.has(node) || (link >= 0 && links[link]!.seconds === Infinity)) continue;
      sum += link >= 0 ? weightOf(link) : endWeight(links, node, weightOf);
    }
    least = Math.min(least, sum);
  }
  return least;
}

function endWeight(
  links: ReturnType<typeof linksOf>,
  node: number,
  weightOf: (link: number) => number,
): number {
  return links.reduce((sum, { to }, link) => (to === node ? sum + weightOf(link) : sum), 0);
}

/** Whether no crossing is come to when links are closed; a road that ends at the border is passed while a link leads into its end. */
function isParted(net: CheckpointNet, closed: ReadonlySet<number>): boolean {
  const links = linksOf(net.roads);
  const here = new Set(net.inner);
  const isOpen = (link: number) => !closed.has(link) && links[link]!.seconds < Infinity;
  for (let before = -1; before < here.size; ) {
    before = here.size;
    links.forEach(({ from, to }, link) => {
      if (here.has(from) && net.isInside[to] === 1 && isOpen(link)) here.add(to);
    });
  }
  return net.crossings.every(({ node, link }) => {
    if (!here.has(node)) return true;
    if (link >= 0) return !isOpen(link);
    return links.every(({ to }, into) => to !== node || closed.has(into));
  });
}

describe('what parts an area from its border at least', () => {
  it('is what trying every set of nodes gives, with and without each checkpoint', () => {
    let drops = 0;
    fc.assert(
      fc.property(smallNet, fc.boolean(), (net, byLanes) => {
        const weightOf = (link: number) => (byLanes ? net.lanes[link]! : 1);
        const { least, drops: told, links } = netCut(net, weightOf);
        expect(least).toBe(leastCut(net, weightOf, new Set()));
        expect(links.reduce((sum, link) => sum + weightOf(link), 0)).toBe(least);
        expect(isParted(net, new Set(links))).toBe(true);
        net.checkpoints.forEach(({ nodes }, i) => {
          expect(told[i]).toBe(least - leastCut(net, weightOf, new Set(nodes)));
          drops += told[i]! > 0 ? 1 : 0;
        });
      }),
      { numRuns: 150 },
    );
    expect(drops).toBeGreaterThan(20);
  });

  it('counts the lanes of the narrowest place, and what a checkpoint there saves', () => {
    // City 0; two ways out: 0 → 1 → 2 over the border with 2 lanes, and 0 → 3 → 4 with 1; a checkpoint at 1 and one at 3, which a third way passes by.
    const roads = roadsOf(
      5,
      [
        [0, 1],
        [0, 3],
        [0, 3],
        [1, 2],
        [3, 4],
      ].map(([from, to]) => ({ from: from!, to: to!, seconds: 10 })),
    );
    const net: CheckpointNet = {
      roads,
      isInside: Uint8Array.from([1, 1, 0, 1, 0]),
      lanes: [2, 1, 1, 2, 1],
      inner: [0],
      crossings: [
        { node: 1, link: 3, own: ['a'] },
        { node: 3, link: 4, own: ['b'] },
      ],
      checkpoints: [
        { id: 'a', nodes: [1], isHeld: true },
        { id: 'b', nodes: [3], isHeld: false },
      ],
    };
    expect(netCut(net, (link) => net.lanes[link]!)).toEqual({ least: 3, drops: [2, 1], links: [0, 4] });
    expect(netCut(net, () => 1)).toEqual({ least: 2, drops: [1, 1], links: [0, 4] });
  });
});
