import type { RoadGraph } from './road-graph.ts';

/** A road or a crossing that nobody passes, by id. `forward` is along the road's line; without a direction both ways are closed. */
export type Closure = { roadId: number; direction?: 'forward' | 'backward' | undefined } | { nodeId: number };

/**
 * The graph with some roads and nodes closed, besides those that are closed in it already; `graph` itself stays as it is, and shares all
 * else with the new one. A closed road is not used at all, not even in part. A closed node can be reached but not passed: places on the
 * roads that meet there are reached from, and left towards, their other ends. Throws if a road or a node does not exist. It costs a copy
 * of the links' seconds, however many closures there are.
 */
export function withClosures(graph: RoadGraph, closures: readonly Closure[]): RoadGraph {
  const linkSeconds = graph.linkSeconds.slice();
  const partSeconds = graph.partSeconds.slice();
  for (const closure of closures) {
    const [whole, part] =
      'roadId' in closure ? [linksOfRoad(graph, closure), true] : [linksFrom(graph, closure.nodeId), false];
    for (const link of whole) {
      linkSeconds[link] = Number.POSITIVE_INFINITY;
      if (part) partSeconds[link] = Number.POSITIVE_INFINITY;
    }
  }
  return { ...graph, linkSeconds, partSeconds };
}

function linksOfRoad(
  { roadIndex, roadLinks }: RoadGraph,
  { roadId, direction }: Extract<Closure, { roadId: number }>,
): number[] {
  const road = roadIndex.get(roadId);
  if (road === undefined) throw new Error(`there is no road ${roadId} to close`);
  const [along, against] = [roadLinks[road * 2]!, roadLinks[road * 2 + 1]!];
  return [direction === 'backward' ? -1 : along, direction === 'forward' ? -1 : against].filter(
    (link) => link >= 0,
  );
}

function linksFrom({ nodeIndex, firstLink }: RoadGraph, nodeId: number): number[] {
  const node = nodeIndex.get(nodeId);
  if (node === undefined) throw new Error(`there is no node ${nodeId} to close`);
  const first = firstLink[node]!;
  return Array.from({ length: firstLink[node + 1]! - first }, (_, i) => first + i);
}
