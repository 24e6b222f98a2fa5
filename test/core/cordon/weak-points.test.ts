import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planCordon } from '../../../core/cordon/plan-cordon.ts';
import { weakPoints } from '../../../core/cordon/weak-points.ts';
import { roadsOf, times } from './brute-force.ts';
import { smallProblem } from './small-problems.ts';

describe('a plan without one of its posts', () => {
  it('opens the exits, from the moments, that a walk past all the others says', () => {
    let opened = 0;
    fc.assert(
      fc.property(smallProblem, (problem) => {
        const plan = planCordon(problem);
        const { roads, departure, speeds } = problem;
        if (!('nodes' in problem.exits)) return;
        const exits = new Set(problem.exits.nodes);
        const seeds = departure.starts.map(({ node, offsetSeconds }) => ({
          node,
          seconds: departure.sinceSeconds + offsetSeconds / speeds.fast,
        }));
        const points = weakPoints(problem, plan);
        expect(points.map(({ node }) => node)).toEqual(plan.posts.map(({ node }) => node));
        points.forEach(({ node, opens, spare }) => {
          const since = new Array<number>(roads.firstLink.length - 1).fill(Infinity);
          for (const post of plan.posts) if (post.node !== node) since[post.node] = post.arrivesSeconds;
          const after = times(roads, seeds, speeds.fast, since);
          const left = new Set(plan.gaps.map(({ exit }) => exit));
          const open = [...exits].filter((exit) => !left.has(exit) && after[exit]! < since[exit]!);
          if (plan.gaps.length === 0) {
            expect(new Set(opens.map(({ exit }) => exit))).toEqual(new Set(open));
            for (const { exit, fromSeconds } of opens) expect(fromSeconds).toBeCloseTo(after[exit]!, 9);
          }
          opened += opens.length;
          if (spare) expect(plan.posts.some(({ holder }) => holder.id === spare.unitId)).toBe(false);
        });
      }),
    );
    expect(opened).toBeGreaterThan(3);
  });

  it('names who could stand in, the one with most to spare', () => {
    const road = [0, 1, 2].map((from) => ({ from, to: from + 1, seconds: 100 }));
    const roads = roadsOf(
      4,
      road.flatMap((one) => [one, { ...one, from: one.to, to: one.from }]),
    );
    const unit = (id: string, node: number, readyAtSeconds: number) => ({
      id,
      starts: [{ node, offsetSeconds: 0 }],
      readyAtSeconds,
      speedFactor: 1,
    });
    const problem = {
      roads,
      departure: { starts: [{ node: 0, offsetSeconds: 0 }], sinceSeconds: 0 },
      speeds: { slow: 0.5, fast: 1 },
      nowSeconds: 0,
      marginSeconds: 10,
      exits: { nodes: [3] },
      units: [unit('late', 1, 200), unit('first', 1, 20), unit('second', 1, 50), unit('third', 1, 60)],
      checkpoints: [],
    };
    const plan = planCordon(problem);
    expect(plan.posts).toMatchObject([
      { node: 1, holder: { kind: 'unit', id: 'first' }, arrivesSeconds: 20 },
    ]);
    expect(plan.posts[0]!.slackSeconds).toEqual({ fast: 70, slow: 170 });
    expect(weakPoints(problem, plan)).toEqual([
      {
        node: 1,
        holder: { kind: 'unit', id: 'first' },
        opens: [{ exit: 3, fromSeconds: 300 }],
        spare: { unitId: 'second', arrivesSeconds: 50, slackSeconds: 40 },
      },
    ]);
  });
});
