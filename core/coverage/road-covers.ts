import { reachFrom, reachTo, secondsAt } from '../network/reach.ts';
import type { RoadGraph } from '../network/road-graph.ts';
import type { Direction } from '../network/spots.ts';
import type { CoverSets } from './cover-sets.ts';

/** Places beside roads, as columns: index of the road (-1: too far from every road), how much of it lies before, and seconds on foot to it. */
export interface RoadSpots {
  road: Int32Array<ArrayBuffer>;
  fraction: Float64Array<ArrayBuffer>;
  walkSeconds: Float64Array<ArrayBuffer>;
}

/**
 * The demand points that each facility reaches (`from`), or from which it is reached (`to`), within `mostSeconds` over the roads of the graph,
 * walks at both ends included. Exact (Dijkstra from each facility); what the graph has closed is closed.
 */
export function roadCovers(
  graph: RoadGraph,
  direction: Direction,
  facilities: RoadSpots,
  demand: RoadSpots,
  mostSeconds: number,
): CoverSets {
  const ends = endNodes(graph, demand);
  const first = new Int32Array(facilities.road.length + 1);
  const [reached, seconds]: [number[], number[]] = [[], []];
  for (let i = 0; i < facilities.road.length; i += 1) {
    const [road, delaySeconds] = [facilities.road[i]!, facilities.walkSeconds[i]!];
    if (road >= 0 && delaySeconds <= mostSeconds) {
      const origin = { road, fraction: facilities.fraction[i]!, delaySeconds };
      const reach = (direction === 'from' ? reachFrom : reachTo)(graph, [origin], mostSeconds);
      for (let j = 0; j < demand.road.length; j += 1) {
        const own = demand.road[j]!;
        const isNear =
          reach.seconds[ends[2 * j]!]! <= mostSeconds || reach.seconds[ends[2 * j + 1]!]! <= mostSeconds;
        if (own < 0 || (own !== road && !isNear)) continue;
        const then = secondsAt(reach, { road: own, fraction: demand.fraction[j]! }) + demand.walkSeconds[j]!;
        if (then > mostSeconds) continue;
        reached.push(j);
        seconds.push(then);
      }
    }
    first[i + 1] = reached.length;
  }
  return { first, demand: Int32Array.from(reached), seconds: Float32Array.from(seconds) };
}

/** Both ends of the road of each spot, one pair after another; node 0 where it has no links, which reaches nothing. */
function endNodes({ roadLinks, linkStart, linkEnd }: RoadGraph, { road }: RoadSpots): Int32Array {
  const ends = new Int32Array(road.length * 2);
  road.forEach((one, j) => {
    const link = one < 0 ? -1 : Math.max(roadLinks[one * 2]!, roadLinks[one * 2 + 1]!);
    if (link < 0) return;
    ends[2 * j] = linkStart[link]!;
    ends[2 * j + 1] = linkEnd[link]!;
  });
  return ends;
}
