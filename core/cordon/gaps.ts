import { cheapestCut, cutNetwork, enclosedBy } from './cut-network.ts';
import { type Front, frontOf } from './departure.ts';
import type { Placed } from './place.ts';
import type { CordonGap, FastAndSlow, GapReason, WantedPost } from './plan-types.ts';
import type { CordonUnit } from './problem.ts';
import { nodeCountOf, type Roads } from './roads.ts';
import type { Situation } from './situation.ts';
import { type Solved, slackOf } from './solve.ts';
import { spread, wayTo } from './spread.ts';
import { secondsAt } from './travel-search.ts';
import { startsOf } from './unit-times.ts';

/** The growing areas when posts are in place as planned. */
export interface Contained {
  fast: Front;
  slow: Front;
  heldSince: Float64Array;
}

/** The reachable areas once these nodes are held, besides staffed checkpoints, from when their units are there. */
export function contained(situation: Situation, placed: readonly Placed[]): Contained {
  const { problem, arrivals } = situation;
  const heldSince = situation.heldSince.slice();
  for (const { node, unit } of placed)
    heldSince[node] = Math.min(heldSince[node]!, secondsAt(arrivals[unit]!, node));
  const front = (speedFactor: number): Front =>
    frontOf(problem.roads, problem.departure, { speedFactor, heldSince });
  return { fast: front(problem.speeds.fast), slow: front(problem.speeds.slow), heldSince };
}

/** The exits that stay `open` (their nodes), soonest first, and why. */
export function gapsOf(
  situation: Situation,
  solved: Solved,
  placed: readonly Placed[],
  after: Contained,
  open: readonly number[],
): CordonGap[] {
  const { request, aim } = solved;
  const everywhere = { ...request, isHeld: request.isHeld.map((is, node) => is | request.isHoldable[node]!) };
  const beyondHelp = new Set(enclosedBy(everywhere, []).open.map((i) => request.exits[i]!));
  const isSomeoneFree =
    placed.length < situation.problem.units.length && hasHelpfulUnit(situation, solved, placed);
  const reasonOf = (exit: number): GapReason => {
    if (after[aim.assume].seconds[exit]! <= situation.problem.nowSeconds) return 'may_be_passed_already';
    if (beyondHelp.has(exit)) return 'no_unit_in_time';
    return isSomeoneFree ? 'same_unit_needed' : 'too_few_units';
  };
  return open
    .map((exit) => {
      const way = wayTo(after[aim.assume], exit);
      const openFromSeconds = timesAt(after, exit);
      return { exit, reason: reasonOf(exit), wayNodes: way.nodes, wayLinks: way.links, openFromSeconds };
    })
    .sort((a, b) => a.openFromSeconds.fast - b.openFromSeconds.fast);
}

function timesAt({ fast, slow }: Contained, node: number): FastAndSlow {
  return { fast: fast.seconds[node]!, slow: slow.seconds[node]! };
}

/** Whether a unit without a post could hold some node in time. */
function hasHelpfulUnit(
  situation: Situation,
  { aim, isHoldable }: Solved,
  placed: readonly Placed[],
): boolean {
  const used = new Set(placed.map(({ unit }) => unit));
  return situation.problem.units.some(
    (_, unit) =>
      !used.has(unit) &&
      situation.arrivals[unit]!.nodes.some(
        (node) => isHoldable[node] === 1 && slackOf(situation, aim.assume, unit, node) >= aim.spareSeconds,
      ),
  );
}

/**
 * The fewest further posts that close all gaps that are not passed already, wherever a junction allows one, as late as possible: where one more
 * unit is wanted, and by when.
 */
export function wantedPosts(
  situation: Situation,
  solved: Solved,
  placed: readonly Placed[],
  after: Contained,
): WantedPost[] {
  const { problem } = situation;
  const { aim } = solved;
  const { seconds } = after[aim.assume];
  const planned = new Set(placed.map(({ node }) => node));
  const isHeld = solved.request.isHeld.map((is, node) => (is === 1 || planned.has(node) ? 1 : 0));
  const canStill = (node: number): boolean =>
    seconds[node]! - problem.marginSeconds > problem.nowSeconds && seconds[node]! < Number.POSITIVE_INFINITY;
  const isHoldable = new Uint8Array(nodeCountOf(problem.roads)).map((_, node) =>
    canStill(node) && isHeld[node] === 0 && problem.holdable?.[node] !== 0 ? 1 : 0,
  );
  for (const node of after.fast.origins) isHoldable[node] = 0;
  const exits = solved.request.exits.filter(canStill);
  const request = { ...solved.request, isHeld, isHoldable, exits, weightCost: 0 };
  const exitCost = new Float64Array(exits.length).fill(nodeCountOf(problem.roads) + 1);
  const network = cutNetwork({ ...request, exitCost });
  const { cut } = cheapestCut(network, new Float64Array(network.nodes.length).fill(1), 'exits');
  const nodes = cut.map((i) => network.nodes[i]!).sort((a, b) => seconds[a]! - seconds[b]!);
  if (nodes.length === 0) return [];
  const nearest = firstFree(situation, placed);
  return nodes.map((node) => ({
    node,
    bySeconds: seconds[node]! - problem.marginSeconds,
    exits: enclosedBy({ ...request, exitCost, from: [node] }, []).open.map((i) => exits[i]!),
    nearest: nearest(node, seconds[node]! - problem.marginSeconds),
  }));
}

/** The unit without a post that is first at a node, however late, by node: one search from all of them that use the same roads at the same speed. */
function firstFree(
  { problem }: Situation,
  placed: readonly Placed[],
): (node: number, bySeconds: number) => WantedPost['nearest'] {
  const used = new Set(placed.map(({ unit }) => unit));
  const groups = new Map<Roads, Map<number, CordonUnit[]>>();
  problem.units.forEach((unit, i) => {
    if (used.has(i)) return;
    const roads = unit.roads ?? problem.roads;
    const bySpeed = groups.get(roads) ?? new Map<number, CordonUnit[]>();
    groups.set(roads, bySpeed.set(unit.speedFactor, [...(bySpeed.get(unit.speedFactor) ?? []), unit]));
  });
  const searches = [...groups].flatMap(([roads, bySpeed]) =>
    [...bySpeed].map(([speedFactor, units]) => {
      const seeds = units.flatMap((unit) =>
        startsOf(unit, problem.nowSeconds).map((start) => ({ ...start, unitId: unit.id })),
      );
      return { seeds, found: spread(roads, seeds, { speedFactor }) };
    }),
  );
  return (node, bySeconds) => {
    const [first] = searches
      .filter(({ found }) => found.seconds[node]! < Number.POSITIVE_INFINITY)
      .sort((a, b) => a.found.seconds[node]! - b.found.seconds[node]!);
    if (!first) return null;
    const [start] = wayTo(first.found, node).nodes;
    const arrivesSeconds = first.found.seconds[node]!;
    const { unitId } = first.seeds
      .filter((seed) => seed.node === start)
      .sort((a, b) => a.seconds - b.seconds)[0]!;
    return { unitId, arrivesSeconds, lateSeconds: arrivesSeconds - bySeconds };
  };
}
