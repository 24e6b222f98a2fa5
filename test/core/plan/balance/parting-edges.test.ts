import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NetEdges, partingEdges } from '../../../../core/plan/balance/parting-edges.ts';

const POINTS = 9;
const point = fc.integer({ min: 0, max: POINTS - 1 });
const edges = fc.array(fc.tuple(point, point), { maxLength: 16 });

/** The points to which edges lead from some. */
function reached(from: readonly number[], over: NetEdges): Set<number> {
  const found = new Set(from);
  for (let before = -1; before < found.size; ) {
    before = found.size;
    for (const [a, b] of over) if (found.has(a) || found.has(b)) found.add(a).add(b);
  }
  return found;
}

describe('edges that part the ground', () => {
  it('are those that lie on a way round, and hang together with the border by such', () => {
    fc.assert(
      fc.property(edges, fc.uniqueArray(point, { maxLength: 3 }), (all, border) => {
        const round = all.filter(([a, b], at) =>
          reached(
            [a],
            all.filter((_, other) => other !== at),
          ).has(b),
        );
        const held = reached(border, round);
        expect([...partingEdges(POINTS, all, (at) => border.includes(at))]).toEqual(
          all.map((edge) => (round.includes(edge) && held.has(edge[0]) ? 1 : 0)),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('do not overflow the stack on a long road', () => {
    const road: NetEdges = Array.from({ length: 50_000 }, (_, i) => [i, i + 1] as const);
    expect(partingEdges(50_001, road, (at) => at === 0)).not.toContain(1);
  });
});
