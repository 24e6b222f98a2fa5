import { frontOf } from './departure.ts';
import type { CordonPlan, CordonPost } from './plan-types.ts';
import type { CordonProblem } from './problem.ts';
import { nodeCountOf } from './roads.ts';
import { situationOf } from './situation.ts';
import { spread } from './spread.ts';
import { type TravelMemory, travelMemory } from './unit-times.ts';

/** What a plan loses with one of its posts. */
export interface WeakPoint {
  node: number;
  holder: CordonPost['holder'];
  /** Exits that open without this post, and from when at the speed assumed; soonest first. Empty: the others suffice. */
  opens: { exit: number; fromSeconds: number }[];
  /** A unit without a post that could hold the node in time instead; the one with most to spare. Null: there is none. */
  spare: { unitId: string; arrivesSeconds: number; slackSeconds: number } | null;
}

/** Takes away every post of a plan in turn: which gap opens, and who could stand in. In the order of the posts. */
export function weakPoints(
  problem: CordonProblem,
  plan: CordonPlan,
  memory: TravelMemory = travelMemory(),
): WeakPoint[] {
  const { roads, departure, speeds, marginSeconds } = problem;
  const { exits, arrivals } = situationOf(problem, memory);
  const speedFactor = speeds[plan.assumes];
  const heldSince = new Float64Array(nodeCountOf(roads)).fill(Number.POSITIVE_INFINITY);
  for (const { node, arrivesSeconds } of plan.posts) heldSince[node] = arrivesSeconds;
  const { seconds } = frontOf(roads, departure, { speedFactor, heldSince });
  // A way out by the missing post leaves the enclosed area there for the last time, so nothing inside is gone through again.
  for (const node of plan.enclosed) heldSince[node] = Number.NEGATIVE_INFINITY;
  const open = new Set(plan.gaps.map(({ exit }) => exit));
  const closed = exits.filter((exit) => !open.has(exit));
  const used = new Set(plan.posts.map(({ holder }) => holder.id));
  return plan.posts.map(({ node, holder, reachedSeconds, arrivesSeconds }) => {
    heldSince[node] = Number.POSITIVE_INFINITY;
    const after = spread(roads, [{ node, seconds: seconds[node]! }], { speedFactor, heldSince }).seconds;
    heldSince[node] = arrivesSeconds;
    const bySeconds = reachedSeconds[plan.assumes] - marginSeconds;
    return {
      node,
      holder,
      opens: closed
        .map((exit) => ({ exit, fromSeconds: after[exit]! }))
        .filter(
          ({ exit, fromSeconds }) =>
            fromSeconds < Number.POSITIVE_INFINITY && !(heldSince[exit]! <= fromSeconds && exit !== node),
        )
        .sort((a, b) => a.fromSeconds - b.fromSeconds),
      spare: spareFor(problem, arrivals, used, node, bySeconds),
    };
  });
}

function spareFor(
  { units }: CordonProblem,
  at: readonly Float64Array[],
  used: ReadonlySet<string>,
  node: number,
  bySeconds: number,
): WeakPoint['spare'] {
  let best: WeakPoint['spare'] = null;
  units.forEach(({ id }, unit) => {
    const arrivesSeconds = at[unit]![node]!;
    const slackSeconds = bySeconds - arrivesSeconds;
    if (used.has(id) || slackSeconds < (best?.slackSeconds ?? 0)) return;
    best = { unitId: id, arrivesSeconds, slackSeconds };
  });
  return best;
}
