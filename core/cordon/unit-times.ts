import FlatQueue from 'flatqueue';
import type { Front } from './departure.ts';
import type { CordonProblem, CordonUnit } from './problem.ts';
import { linksInto, nodeCountOf, type Roads } from './roads.ts';
import { type Arrivals, standingAt, TravelSearch } from './travel-search.ts';

/** An area that grows, and the ends of its ways: nobody need be there before what lies behind them is reached. */
export interface Growing {
  fast: Front;
  exits: readonly number[];
}

/**
 * When each unit can be at each node, on the clock of the problem, in the order of the units; not where it never is, or too late to be there before
 * any of the areas. Where it stands it has been since it came.
 */
export function arrivals(
  { roads, units, nowSeconds, marginSeconds }: CordonProblem,
  areas: readonly Growing[],
): Arrivals[] {
  const search = new TravelSearch(nodeCountOf(roads));
  const latest = latestAtPosts(roads, areas, marginSeconds);
  const useful = new Map<Roads, Map<number, Float64Array>>();
  return units.map((unit) => {
    const own = unit.roads ?? roads;
    const bySpeed = useful.get(own) ?? new Map<number, Float64Array>();
    const until = bySpeed.get(unit.speedFactor) ?? latestOnTheWay(own, latest, unit.speedFactor);
    useful.set(own, bySpeed.set(unit.speedFactor, until));
    const found = search.from(own, startsOf(unit, nowSeconds), unit.speedFactor, until);
    const { standing } = unit;
    return standing ? standingAt(found, standing.node, standing.sinceSeconds) : found;
  });
}

/** Where and when a unit sets out. */
export function startsOf({ starts, readyAtSeconds, speedFactor }: CordonUnit, nowSeconds: number) {
  const leaves = Math.max(nowSeconds, readyAtSeconds);
  return starts.map(({ node, offsetSeconds }) => ({ node, seconds: leaves + offsetSeconds / speedFactor }));
}

/** Sums of a way forwards and backwards differ in the last bits; who is exactly in time is not to be lost by that. */
const ROUNDING_SECONDS = 1e-6;

/** When somebody must be at each node at the latest to hold it against some area; -Infinity: it is no place for a post. */
function latestAtPosts(roads: Roads, areas: readonly Growing[], marginSeconds: number): Float64Array {
  const latest = new Float64Array(nodeCountOf(roads)).fill(Number.NEGATIVE_INFINITY);
  for (const { fast, exits } of areas)
    for (const node of ofTheArea(roads, fast, exits))
      latest[node] = Math.max(latest[node]!, fast.seconds[node]! - marginSeconds + ROUNDING_SECONDS);
  return latest;
}

/** Nodes that the area comes to before it has come to an exit, and those exits. */
function ofTheArea(roads: Roads, { seconds, seeds }: Front, exits: readonly number[]): number[] {
  const isExit = new Uint8Array(nodeCountOf(roads));
  for (const exit of exits) isExit[exit] = 1;
  const seen = new Uint8Array(isExit.length);
  const found: number[] = [];
  const visit = (node: number): void => {
    if (seen[node] === 1 || seconds[node] === Number.POSITIVE_INFINITY) return;
    seen[node] = 1;
    found.push(node);
  };
  for (const { node } of seeds) visit(node);
  for (let i = 0; i < found.length; i += 1) {
    if (isExit[found[i]!] === 1) continue;
    for (let link = roads.firstLink[found[i]!]!; link < roads.firstLink[found[i]! + 1]!; link += 1)
      if (roads.linkSeconds[link]! < Number.POSITIVE_INFINITY) visit(roads.linkEnd[link]!);
  }
  return found;
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
