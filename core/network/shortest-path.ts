import FlatQueue from 'flatqueue';
import type { RoadGraph } from './road-graph.ts';

/** A way through the network: its links in order. */
export interface Path {
  links: number[];
  seconds: number;
  metres: number;
}

export interface Reach {
  /** Seconds from the nearest source to each node; Infinity: not reached. */
  seconds: Float64Array;
  /** Link by which each node was reached, -1 at sources and where nothing came. */
  arrivedBy: Int32Array;
}

/**
 * Travel times from the nearest of several nodes to all nodes within `limitSeconds`, at the speed of each road, against no one-way
 * street (Dijkstra 1959). Stops early at `target` when given.
 */
export function reach(
  graph: RoadGraph,
  sources: readonly number[],
  limitSeconds = Number.POSITIVE_INFINITY,
  target = -1,
): Reach {
  const seconds = new Float64Array(graph.nodeCount).fill(Number.POSITIVE_INFINITY);
  const arrivedBy = new Int32Array(graph.nodeCount).fill(-1);
  const queue = new FlatQueue<number>();
  for (const source of sources) {
    seconds[source] = 0;
    queue.push(source, 0);
  }
  while (queue.length > 0) {
    const reachedAt = queue.peekValue() ?? 0;
    const node = queue.pop() ?? 0;
    if (reachedAt > seconds[node]!) continue;
    if (node === target) break;
    const end = graph.firstLink[node + 1]!;
    for (let link = graph.firstLink[node]!; link < end; link += 1) {
      const next = graph.linkEnd[link]!;
      const at = reachedAt + graph.linkSeconds[link]!;
      if (at >= seconds[next]! || at > limitSeconds) continue;
      seconds[next] = at;
      arrivedBy[next] = link;
      queue.push(next, at);
    }
  }
  return { seconds, arrivedBy };
}

/** The quickest way between two nodes, undefined if there is none. */
export function shortestPath(graph: RoadGraph, from: number, to: number): Path | undefined {
  const { seconds, arrivedBy } = reach(graph, [from], Number.POSITIVE_INFINITY, to);
  if (seconds[to] === Number.POSITIVE_INFINITY) return undefined;
  const links: number[] = [];
  let metres = 0;
  for (let node = to; node !== from; ) {
    const link = arrivedBy[node]!;
    links.push(link);
    metres += graph.linkMetres[link]!;
    node = linkStart(graph, link);
  }
  return { links: links.reverse(), seconds: seconds[to]!, metres };
}

/** The node where a link starts. */
export function linkStart(graph: RoadGraph, link: number): number {
  let low = 0;
  let high = graph.nodeCount;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (graph.firstLink[middle]! <= link) low = middle;
    else high = middle;
  }
  return low;
}

/** The line of a path, flat [lng7, lat7, ...], from its first node to its last. */
export function lineOfPath(graph: RoadGraph, path: Path): number[] {
  const flat: number[] = [];
  for (const link of path.links) {
    const { line } = graph.roads[graph.linkRoad[link]!]!;
    const backwards = graph.linkBackwards[link] === 1;
    for (let i = flat.length === 0 ? 0 : 2; i < line.length; i += 2) {
      const at = backwards ? line.length - 2 - i : i;
      flat.push(line[at]!, line[at + 1]!);
    }
  }
  return flat;
}
