import Flatbush from 'flatbush';

/** One road between two crossings. `line` is flat [lng7, lat7, ...] from `fromNode` to `toNode`. */
export interface Road {
  fromNode: number;
  toNode: number;
  oneWay: boolean;
  lengthMetres: number;
  speedKmh: number;
  line: ArrayLike<number>;
}

/**
 * A road network as a compressed sparse row graph in typed arrays. Nodes and roads are counted from 0; `nodeIds` gives back the ids
 * they came with. A road open both ways gives two links.
 */
export interface RoadGraph {
  nodeCount: number;
  nodeIds: Int32Array;
  /** lng7, lat7 of each node. */
  points: Int32Array;
  /** Links that leave node n: `firstLink[n]` to `firstLink[n + 1] - 1`. */
  firstLink: Int32Array;
  /** Node where each link ends. */
  linkEnd: Int32Array;
  /** Index of each link's road. */
  linkRoad: Int32Array;
  /** 1: the link runs against the direction of its road's line. */
  linkBackwards: Uint8Array;
  linkSeconds: Float64Array;
  linkMetres: Float64Array;
  roads: readonly Road[];
  /** Boxes of the nodes, in longitudes shortened to the scale of latitudes. */
  index: Flatbush | undefined;
  /** Width of a unit of longitude in units of latitude, at the network's middle. */
  lngScale: number;
}

/** Builds the graph; nodes are the ends of the roads. `points` holds lng7, lat7 by node id. */
export function roadGraph(
  points: ReadonlyMap<number, readonly [lng7: number, lat7: number]>,
  roads: readonly Road[],
): RoadGraph {
  const nodeIds = Int32Array.from(points.keys());
  const indexOf = new Map<number, number>();
  nodeIds.forEach((id, index) => {
    indexOf.set(id, index);
  });
  const coordinates = Int32Array.from([...points.values()].flat());
  const graph = { nodeCount: nodeIds.length, nodeIds, points: coordinates, roads };
  return { ...graph, ...links(nodeIds.length, indexOf, roads), ...pointIndex(coordinates) };
}

function links(nodeCount: number, indexOf: ReadonlyMap<number, number>, roads: readonly Road[]) {
  const ends = roads.map(
    ({ fromNode, toNode }) => [nodeOf(indexOf, fromNode), nodeOf(indexOf, toNode)] as const,
  );
  const firstLink = new Int32Array(nodeCount + 1);
  roads.forEach(({ oneWay }, road) => {
    const [from, to] = ends[road]!;
    firstLink[from + 1]! += 1;
    if (!oneWay) firstLink[to + 1]! += 1;
  });
  for (let node = 0; node < nodeCount; node += 1) firstLink[node + 1]! += firstLink[node]!;
  const count = firstLink[nodeCount]!;
  const next = firstLink.slice();
  const linkEnd = new Int32Array(count);
  const linkRoad = new Int32Array(count);
  const linkBackwards = new Uint8Array(count);
  const linkSeconds = new Float64Array(count);
  const linkMetres = new Float64Array(count);
  const add = (start: number, end: number, road: number, backwards: 0 | 1): void => {
    const link = next[start]!;
    next[start] = link + 1;
    const { lengthMetres, speedKmh } = roads[road]!;
    linkEnd[link] = end;
    linkRoad[link] = road;
    linkBackwards[link] = backwards;
    linkMetres[link] = lengthMetres;
    linkSeconds[link] = lengthMetres / (speedKmh / 3.6);
  };
  roads.forEach(({ oneWay }, road) => {
    const [from, to] = ends[road]!;
    add(from, to, road, 0);
    if (!oneWay) add(to, from, road, 1);
  });
  return { firstLink, linkEnd, linkRoad, linkBackwards, linkSeconds, linkMetres };
}

function nodeOf(indexOf: ReadonlyMap<number, number>, id: number): number {
  const index = indexOf.get(id);
  if (index === undefined) throw new Error(`a road ends at node ${id}, which does not exist`);
  return index;
}

function pointIndex(points: Int32Array): { index: Flatbush | undefined; lngScale: number } {
  if (points.length === 0) return { index: undefined, lngScale: 1 };
  let sum = 0;
  for (let i = 1; i < points.length; i += 2) sum += points[i]!;
  const lngScale = Math.cos(((sum / (points.length / 2)) * Math.PI) / 180e7);
  const index = new Flatbush(points.length / 2);
  for (let i = 0; i < points.length; i += 2) index.add(points[i]! * lngScale, points[i + 1]!);
  index.finish();
  return { index, lngScale };
}

/** The node nearest to a place (1e-7 degree), undefined in an empty network. */
export function nearestNode(graph: RoadGraph, lng7: number, lat7: number): number | undefined {
  return graph.index?.neighbors(lng7 * graph.lngScale, lat7, 1)[0];
}
