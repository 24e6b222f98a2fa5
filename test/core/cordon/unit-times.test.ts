import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Front } from '../../../core/cordon/departure.ts';
import { situationOf, situationsOf } from '../../../core/cordon/situation.ts';
import { spread } from '../../../core/cordon/spread.ts';
import { secondsAt } from '../../../core/cordon/travel-search.ts';
import { arrivals, startsOf } from '../../../core/cordon/unit-times.ts';
import { smallProblem } from './small-problems.ts';

describe('when units can be where', () => {
  it('is what a search of everything finds, wherever they are in time, and nowhere in time where they are not', () => {
    fc.assert(
      fc.property(smallProblem, fc.boolean(), (problem, isSlow) => {
        const { fast, slow, exits } = situationOf(problem);
        const front = isSlow ? slow : fast;
        arrivals(problem, [{ fast: front, exits }]).forEach((at, i) => {
          const unit = problem.units[i]!;
          const { seconds } = spread(unit.roads ?? problem.roads, startsOf(unit, problem.nowSeconds), {
            speedFactor: unit.speedFactor,
          });
          if (unit.standing)
            seconds[unit.standing.node] = Math.min(seconds[unit.standing.node]!, unit.standing.sinceSeconds);
          const behind = beyondExits(problem.roads, front, exits);
          front.seconds.forEach((reached, node) => {
            const arrives = secondsAt(at, node);
            const latest = reached - problem.marginSeconds;
            if (seconds[node]! <= latest && latest < Number.POSITIVE_INFINITY && !behind.has(node))
              expect(arrives).toBe(seconds[node]);
            else if (arrives < Number.POSITIVE_INFINITY) expect(arrives).toBe(seconds[node]);
          });
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('is followed as far for the area behind those who stand as it is for a problem where they are checkpoints', () => {
    fc.assert(
      fc.property(smallProblem, (problem) => {
        const { counting } = situationsOf(problem, 'fast');
        if (!counting) return;
        situationOf(counting.problem).arrivals.forEach((at, unit) => {
          for (const node of at.nodes)
            expect(secondsAt(counting.arrivals[unit]!, node)).toBe(secondsAt(at, node));
        });
      }),
      { numRuns: 500 },
    );
  });
});

/** Nodes to which every way of the front, over nodes that it comes to, leads through an exit. */
function beyondExits(
  roads: Parameters<typeof spread>[0],
  { seeds, seconds: reached }: Pick<Front, 'seeds' | 'seconds'>,
  exits: readonly number[],
): Set<number> {
  const heldSince = reached.map((at) =>
    at < Number.POSITIVE_INFINITY ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY,
  );
  for (const exit of exits) heldSince[exit] = Number.NEGATIVE_INFINITY;
  const { seconds } = spread(
    roads,
    seeds.map(({ node }) => ({ node, seconds: 0 })),
    { heldSince },
  );
  return new Set([...seconds.keys()].filter((node) => seconds[node] === Number.POSITIVE_INFINITY));
}
