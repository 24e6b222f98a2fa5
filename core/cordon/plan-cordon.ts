import { enclosedBy } from './cut-network.ts';
import { contained, gapsOf, wantedPosts } from './gaps.ts';
import { type Placed, place } from './place.ts';
import type { CordonPlan, CordonPost, PostReason, WantedPost } from './plan-types.ts';
import type { CordonProblem } from './problem.ts';
import { nodeCountOf } from './roads.ts';
import { type Situation, situationsOf } from './situation.ts';
import { type Aim, changeOf, FEWEST, type Solved, slackOf, solve } from './solve.ts';
import type { SearchLimits } from './staffed-cut.ts';
import { secondsAt } from './travel-search.ts';

/** Searched for at most so long that a city of 20,000 roads is answered within a second. */
export const USUAL_LIMITS: SearchLimits = { mostCuts: 60, mostTieCuts: 8 };

/**
 * Plans a cordon: which junctions and checkpoints to hold, by whom, and what stays open.
 *
 * The plan closes every exit with the fewest units; among equals it changes the fewest orders, then encloses the least. If no complete
 * cordon exists it leaves the fewest exits open, those that are reached last. To plan again when time has passed, a unit has
 * reported or a road is closed, give the present problem, with `standing` and `sentTo` of each unit.
 * The problem is one in which `checkProblem` finds nothing.
 */
export function planCordon(
  problem: CordonProblem,
  aim: Aim = FEWEST,
  limits: SearchLimits = USUAL_LIMITS,
): CordonPlan {
  const { plain, counting, counted } = situationsOf(problem, aim.assume);
  const solved = solve(plain, aim, limits);
  if (solved.isComplete || !counting) return planOf(plain, solved);
  const outline = outlineOf(plain, solved);
  if (standsAsPlanned(plain, counted, outline.plan)) return toldInFull(outline);
  // Where posts that count on no other leave gaps, those that stand already may be counted on.
  const other = outlineOf(counting, solve(counting, aim, limits), counted);
  return toldInFull(other.plan.gaps.length < outline.plan.gaps.length ? other : outline);
}

/** Whether all who stand stay where they are, and nothing is open but what may have been passed before. */
function standsAsPlanned(
  { problem }: Situation,
  counted: readonly string[],
  { posts, gaps }: CordonPlan,
): boolean {
  if (gaps.some(({ reason }) => reason !== 'may_be_passed_already')) return false;
  const stays = new Set(posts.map(({ holder, node }) => `${holder.id} ${node}`));
  return problem.units.every(
    ({ id, standing }) => !counted.includes(id) || stays.has(`${id} ${standing!.node}`),
  );
}

/** The plan that a search found, told in full. */
export function planOf(situation: Situation, solved: Solved): CordonPlan {
  return toldInFull(outlineOf(situation, solved));
}

/** A plan that wants nothing yet, and what it wants, which takes long to find. */
interface Outline {
  plan: CordonPlan;
  wanted: () => WantedPost[];
}

function toldInFull({ plan, wanted }: Outline): CordonPlan {
  return { ...plan, wanted: wanted() };
}

/** `standing`: ids of holders that are units although they are taken as checkpoints. */
function outlineOf(situation: Situation, solved: Solved, standing: readonly string[] = []): Outline {
  const { problem } = situation;
  const { aim, isExact, leastUnits, leastGaps, isComplete, request } = solved;
  const placed = place(situation, aim, solved.nodes);
  const inside = enclosedBy(request, solved.nodes);
  const posts = [
    ...placed.map((one) => unitPost(situation, solved, one)),
    ...checkpointPosts(situation, aim, inside.bounds, new Set(standing)),
  ].sort((a, b) => a.reachedSeconds.fast - b.reachedSeconds.fast);
  const ofUnits = posts.filter(({ holder }) => holder.kind === 'unit');
  const needed = new Set(ofUnits.map(({ holder, node }) => `${holder.id} ${node}`));
  const after = isComplete ? undefined : contained(situation, placed);
  const open = inside.open.map((i) => request.exits[i]!);
  const gaps = after ? gapsOf(situation, solved, placed, after, open) : [];
  const plan: CordonPlan = {
    verdict: gaps.length > 0 ? 'gaps_left' : ofUnits.length > 0 ? 'closed' : 'nothing_to_close',
    assumes: aim.assume,
    posts,
    released: problem.units
      .filter((unit) => {
        const node = unit.standing?.node ?? unit.sentTo;
        return node !== undefined && !needed.has(`${unit.id} ${node}`);
      })
      .map(({ id }) => id)
      .concat(standing.filter((id) => !ofUnits.some(({ holder }) => holder.id === id))),
    gaps,
    wanted: [],
    enclosed: inside.nodes,
    enclosedLinks: linksWithin(situation, inside.nodes),
    enclosedWeight: inside.weight,
    unitCount: ofUnits.length,
    newOrders: ofUnits.filter(({ reason }) => !reason.startsWith('unit_')).length,
    leastSlackSeconds: least(ofUnits.map(({ slackSeconds }) => slackSeconds[aim.assume])),
    completeSeconds: negative(least(ofUnits.map(({ arrivesSeconds }) => -arrivesSeconds))),
    isExact,
    leastUnits: standing.length > 0 ? null : leastUnits,
    leastGaps,
  };
  return { plan, wanted: () => (after ? wantedPosts(situation, solved, placed, after) : []) };
}

function least(values: readonly number[]): number | null {
  return values.length > 0 ? Math.min(...values) : null;
}

function negative(value: number | null): number | null {
  return value === null ? null : -value;
}

function unitPost(situation: Situation, solved: Solved, { node, unit }: Placed): CordonPost {
  const { problem, fast, slow, arrivals } = situation;
  return {
    node,
    holder: { kind: 'unit', id: problem.units[unit]!.id },
    arrivesSeconds: secondsAt(arrivals[unit]!, node),
    reachedSeconds: { fast: fast.seconds[node]!, slow: slow.seconds[node]! },
    slackSeconds: {
      fast: slackOf(situation, 'fast', unit, node),
      slow: slackOf(situation, 'slow', unit, node),
    },
    reason: reasonOf(situation, solved, node, unit),
  };
}

function reasonOf(situation: Situation, { aim }: Solved, node: number, unit: number): PostReason {
  const change = changeOf(situation, unit, node);
  if (change < 2) return change === 0 ? 'unit_stands_there' : 'unit_on_its_way';
  const others = situation.problem.units.filter(
    (_, other) => other !== unit && slackOf(situation, aim.assume, other, node) >= aim.spareSeconds,
  );
  return others.length === 0 ? 'only_unit_in_time' : 'largest_least_slack';
}

function checkpointPosts(
  { problem, fast, slow }: Situation,
  { assume }: Aim,
  bounds: ReadonlySet<number>,
  standing: ReadonlySet<string>,
): CordonPost[] {
  const earliest = new Map<number, CordonProblem['checkpoints'][number]>();
  for (const checkpoint of problem.checkpoints) {
    const known = earliest.get(checkpoint.node);
    const inTime = checkpoint.sinceSeconds <= (assume === 'fast' ? fast : slow).seconds[checkpoint.node]!;
    if (!bounds.has(checkpoint.node) || !inTime || (known && known.sinceSeconds <= checkpoint.sinceSeconds))
      continue;
    earliest.set(checkpoint.node, checkpoint);
  }
  return [...earliest.values()].map(({ id, node, sinceSeconds }) => {
    const reachedSeconds = { fast: fast.seconds[node]!, slow: slow.seconds[node]! };
    const spare = (reached: number): number => reached - problem.marginSeconds - sinceSeconds;
    return {
      node,
      holder: { kind: standing.has(id) ? ('unit' as const) : ('checkpoint' as const), id },
      arrivesSeconds: sinceSeconds,
      reachedSeconds,
      slackSeconds: { fast: spare(reachedSeconds.fast), slow: spare(reachedSeconds.slow) },
      reason: standing.has(id) ? ('unit_stands_there' as const) : ('checkpoint_staffed' as const),
    };
  });
}

function linksWithin({ problem: { roads } }: Situation, nodes: readonly number[]): number {
  const isInside = new Uint8Array(nodeCountOf(roads));
  for (const node of nodes) isInside[node] = 1;
  let count = 0;
  for (const node of nodes)
    for (let link = roads.firstLink[node]!; link < roads.firstLink[node + 1]!; link += 1)
      if (isInside[roads.linkEnd[link]!] === 1 && roads.linkSeconds[link]! < Number.POSITIVE_INFINITY)
        count += 1;
  return count;
}
