import { type Front, frontOf } from './departure.ts';
import type { CordonProblem, CordonUnit } from './problem.ts';
import { nodeCountOf, type Roads } from './roads.ts';
import type { Arrivals } from './travel-search.ts';
import { arrivals } from './unit-times.ts';

/** A cordon problem with all times worked out: what every plan for it starts from. */
export interface Situation {
  problem: CordonProblem;
  /** The reachable area as it grows, at the fast and at the slow speed, past no staffed checkpoint. */
  fast: Front;
  slow: Front;
  /** Since when each node is held by a staffed checkpoint; Infinity: it is not. */
  heldSince: Float64Array;
  exits: readonly number[];
  /** By unit, in the order of the problem: when it can be where; nodes for which it is too late may be left out. */
  arrivals: readonly Arrivals[];
  weights: ArrayLike<number>;
}

/** What is known of a problem before its units are looked at. */
type Ground = Omit<Situation, 'arrivals'>;

/** Works out the times of a problem. Units are followed as far as they are in time at the fast speed. */
export function situationOf(problem: CordonProblem): Situation {
  const ground = groundOf(problem);
  return { ...ground, arrivals: arrivals(problem, [ground]) };
}

/**
 * The situation, and the same where units that stand in time at a speed are counted on, as staffed checkpoints are: nobody has come past them, so
 * the area behind them grows later. `counted`: the ids of those units; without any there is no second situation.
 */
export function situationsOf(
  problem: CordonProblem,
  assume: 'fast' | 'slow',
): { plain: Situation; counting?: Situation; counted: string[] } {
  const ground = groundOf(problem);
  const isInTime = ({ standing }: CordonUnit): boolean =>
    standing !== undefined &&
    standing.sinceSeconds <= ground[assume].seconds[standing.node]! - problem.marginSeconds;
  const standing = problem.units.filter(isInTime);
  if (standing.length === 0)
    return { plain: { ...ground, arrivals: arrivals(problem, [ground]) }, counted: [] };
  const behind = groundOf({
    ...problem,
    units: problem.units.filter((unit) => !isInTime(unit)),
    checkpoints: [...problem.checkpoints, ...standing.map(({ id, standing: at }) => ({ id, ...at! }))],
  });
  const all = arrivals(problem, [ground, behind]);
  return {
    plain: { ...ground, arrivals: all },
    counting: { ...behind, arrivals: all.filter((_, i) => !isInTime(problem.units[i]!)) },
    counted: standing.map(({ id }) => id),
  };
}

function groundOf(problem: CordonProblem): Ground {
  const { roads, departure, speeds, checkpoints } = problem;
  const heldSince = new Float64Array(nodeCountOf(roads)).fill(Number.POSITIVE_INFINITY);
  for (const { node, sinceSeconds } of checkpoints)
    heldSince[node] = Math.min(heldSince[node]!, sinceSeconds);
  const fast = frontOf(roads, departure, { speedFactor: speeds.fast, heldSince });
  return {
    problem,
    fast,
    slow: frontOf(roads, departure, { speedFactor: speeds.slow, heldSince }),
    heldSince,
    exits: exitsOf(problem, fast),
    weights: problem.weights ?? new Uint8Array(nodeCountOf(roads)).fill(1),
  };
}

/** The same with units followed as far as they are in time at the slow speed. */
export function ifSlow(situation: Situation): Situation {
  const { problem, slow, exits } = situation;
  return { ...situation, arrivals: arrivals(problem, [{ fast: slow, exits }]) };
}

/**
 * The same with the exits inside a ring only, and the ring: what is reached at the fast speed after a moment. Who is shut in there reaches no
 * exit farther out.
 */
export function withinRing(situation: Situation, beyondSeconds: number): Situation {
  const { problem, exits, fast } = situation;
  const inner = exits.filter((exit) => fast.seconds[exit]! <= beyondSeconds);
  const ring = exitsOf({ ...problem, exits: { beyondSeconds } }, fast);
  return { ...situation, exits: [...new Set([...inner, ...ring])] };
}

function exitsOf({ roads, exits }: CordonProblem, { seconds, seeds }: Front): number[] {
  if ('nodes' in exits) return [...new Set(exits.nodes)];
  if ('inside' in exits) return firstOutside(roads, seeds, (node) => exits.inside[node] === 1);
  return firstOutside(roads, seeds, (node) => seconds[node]! <= exits.beyondSeconds);
}

/** Nodes outside to which a link leads from inside, or where the area begins. */
function firstOutside(roads: Roads, seeds: Front['seeds'], isInside: (node: number) => boolean): number[] {
  const found = new Set(seeds.map(({ node }) => node).filter((node) => !isInside(node)));
  for (let node = 0; node < nodeCountOf(roads); node += 1) {
    if (!isInside(node)) continue;
    for (let link = roads.firstLink[node]!; link < roads.firstLink[node + 1]!; link += 1) {
      const end = roads.linkEnd[link]!;
      if (roads.linkSeconds[link]! < Number.POSITIVE_INFINITY && !isInside(end)) found.add(end);
    }
  }
  return [...found];
}
