import FlatQueue from 'flatqueue';
import type { Front } from './departure.ts';
import type { CordonProblem, CordonUnit } from './problem.ts';
import { linksInto, nodeCountOf, type Roads } from './roads.ts';
import { travelSeconds } from './travel-seconds.ts';

/**
 * When each unit can be at each node, on the clock of the problem, in the order of the units; Infinity: never, or too late to be there before the
 * front. Where it stands it has been since it came. Ends of ways are `exits`: nobody need be there before what lies behind them is reached.
 */
export function arrivals(
  { roads, units, nowSeconds, marginSeconds }: CordonProblem,
  front: Front,
  exits: readonly number[],
): Float64Array[] {
  const latest = latestAtPosts(roads, front, exits, marginSeconds);
  const useful = new Map<Roads, Map<number, Float64Array>>();
  return units.map((unit) => {
    const own = unit.roads ?? roads;
    const bySpeed = useful.get(own) ?? new Map<number, Float64Array>();
    const until = bySpeed.get(unit.speedFactor) ?? latestOnTheWay(own, latest, unit.speedFactor);
    useful.set(own, bySpeed.set(unit.speedFactor, until));
    const at = travelSeconds(own, startsOf(unit, nowSeconds), unit.speedFactor, until);
    if (unit.standing) at[unit.standing.node] = Math.min(at[unit.standing.node]!, unit.standing.sinceSeconds);
    return at;
  });
}

/** Where and when a unit sets out. */
export function startsOf({ starts, readyAtSeconds, speedFactor }: CordonUnit, nowSeconds: number) {
  const leaves = Math.max(nowSeconds, readyAtSeconds);
  return starts.map(({ node, offsetSeconds }) => ({ node, seconds: leaves + offsetSeconds / speedFactor }));
}

/** When somebody must be at each node at the latest to hold it; -Infinity: it is no place for a post. */
function latestAtPosts(
  roads: Roads,
  { seconds, seeds }: Front,
  exits: readonly number[],
  marginSeconds: number,
): Float64Array {
  const latest = new Float64Array(nodeCountOf(roads)).fill(Number.NEGATIVE_INFINITY);
  const isExit = new Set(exits);
  const stack: number[] = [];
  const visit = (node: number): void => {
    if (latest[node]! > Number.NEGATIVE_INFINITY || seconds[node] === Number.POSITIVE_INFINITY) return;
    latest[node] = seconds[node]! - marginSeconds;
    if (!isExit.has(node)) stack.push(node);
  };
  for (const { node } of seeds) visit(node);
  for (let node = stack.pop(); node !== undefined; node = stack.pop())
    for (let link = roads.firstLink[node]!; link < roads.firstLink[node + 1]!; link += 1)
      if (roads.linkSeconds[link]! < Number.POSITIVE_INFINITY) visit(roads.linkEnd[link]!);
  return latest;
}

/**
 * When somebody must be at each node at the latest to be in time somewhere, there or farther on: a search from all posts at once against the
 * links, the latest first. Most nodes keep the time of their own, since who is late there is late behind it; the others lie behind
 * a checkpoint or are reached by a way that is no way for the front.
 */
function latestOnTheWay(roads: Roads, latestAtPost: Float64Array, speedFactor: number): Float64Array {
  const { firstLink, linkEnd, linkSeconds } = roads;
  const latest = latestAtPost.slice();
  const queue = new FlatQueue<number>();
  for (let node = 0; node < latest.length; node += 1)
    for (let link = firstLink[node]!; link < firstLink[node + 1]!; link += 1) {
      const then = latestAtPost[linkEnd[link]!]! - linkSeconds[link]! / speedFactor;
      if (!(then > latest[node]!)) continue;
      latest[node] = then;
      queue.push(node, -then);
    }
  const { first, links, starts } = linksInto(roads);
  while (queue.length > 0) {
    const then = -queue.peekValue()!;
    const node = queue.pop()!;
    if (then < latest[node]!) continue;
    for (let i = first[node]!; i < first[node + 1]!; i += 1) {
      const before = then - linkSeconds[links[i]!]! / speedFactor;
      const start = starts[i]!;
      if (!(before > latest[start]!)) continue;
      latest[start] = before;
      queue.push(start, -before);
    }
  }
  return latest;
}
