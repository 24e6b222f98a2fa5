/** Times from places to all others, and from all others to places. */
import type { Arcs } from './arcs.ts';
import type { RoadGraph } from './road-graph.ts';
import { type Found, search } from './search.ts';
import {
  arcsTowards,
  arrivalAt,
  type Direction,
  directWay,
  type Origin,
  type Spot,
  seedsAt,
} from './spots.ts';

/** The times of a search that began at some spots (`from`) or ends there (`to`). */
export interface Reach extends Found {
  graph: RoadGraph;
  direction: Direction;
  origins: readonly Origin[];
  limitSeconds: number;
  /** Seconds to (or from) each node; Infinity: not within the limit. */
  seconds: Float64Array;
}

/**
 * Least seconds from the nearest of some spots to every node and, by `secondsAt`, to every place on a road, within `limitSeconds`. Exact,
 * with one-way streets, turn restrictions and closures of the graph.
 */
export function reachFrom(
  graph: RoadGraph,
  origins: readonly Origin[],
  limitSeconds = Number.POSITIVE_INFINITY,
): Reach {
  return reachOf(graph, 'from', origins, limitSeconds);
}

/** The same the other way: least seconds from every node and place to the nearest of some spots, such as of all units to an incident. */
export function reachTo(
  graph: RoadGraph,
  targets: readonly Origin[],
  limitSeconds = Number.POSITIVE_INFINITY,
): Reach {
  return reachOf(graph, 'to', targets, limitSeconds);
}

function reachOf(
  graph: RoadGraph,
  direction: Direction,
  origins: readonly Origin[],
  limitSeconds: number,
): Reach {
  const arcs = arcsTowards(graph, direction);
  const seeds = origins.flatMap((origin) => seedsAt(graph, direction, origin));
  const found = search(arcs, graph.linkSeconds, seeds, limitSeconds);
  return { graph, direction, origins, limitSeconds, ...found, seconds: nodeSeconds(graph, arcs, found) };
}

/** Seconds at nodes: those of the best of their states. */
function nodeSeconds({ nodeCount }: RoadGraph, { stateCount, firstFurther }: Arcs, { stateSeconds }: Found) {
  if (stateCount === nodeCount) return stateSeconds;
  const seconds = stateSeconds.slice(0, nodeCount);
  for (let node = 0; node < nodeCount; node += 1)
    for (let state = firstFurther[node]!; state < firstFurther[node + 1]!; state += 1)
      seconds[node] = Math.min(seconds[node]!, stateSeconds[state]!);
  return seconds;
}

/** Seconds to (or from) a spot, Infinity if it is not within the limit of the reach. */
export function secondsAt(reach: Reach, spot: Spot): number {
  if ('node' in spot) return reach.seconds[spot.node]!;
  const { graph, direction, origins, limitSeconds } = reach;
  let best = arrivalAt(graph, direction, reach, spot)?.seconds ?? Number.POSITIVE_INFINITY;
  for (const origin of origins) {
    if ('node' in origin) continue;
    const direct = direction === 'from' ? directWay(graph, origin, spot) : directWay(graph, spot, origin);
    if (direct) best = Math.min(best, (origin.delaySeconds ?? 0) + direct.seconds);
  }
  return best > limitSeconds ? Number.POSITIVE_INFINITY : best;
}
