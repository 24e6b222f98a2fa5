import Flatbush from 'flatbush';
import type { RoadClass, UnitVehicle } from '../vocabulary.ts';
import { type Arcs, arcsOf } from './arcs.ts';
import { travelKmh } from './travel.ts';
import { bannedWays, reversedWays, type TurnRestriction } from './turn-restrictions.ts';

/** One road between two crossings. `line` is flat [lng7, lat7, ...] from `fromNode` to `toNode`. */
export interface Road {
  id: number;
  fromNode: number;
  toNode: number;
  class: RoadClass;
  nameZh: string;
  nameEn: string;
  oneWay: boolean;
  lengthMetres: number;
  speedKmh: number;
  /** Who may use it, where that differs from its class; null or absent: as its class says. */
  vehicles?: readonly UnitVehicle[] | null;
  line: ArrayLike<number>;
}

/**
 * The roads as one vehicle uses them: a compressed sparse row graph in typed arrays. Nodes and roads are counted from 0, the same for
 * every vehicle; `nodeIds` and the roads give back their ids. A road that may be used both ways gives two links, one that may not be used
 * none. Nothing here changes: `withClosures` and `atHour` give another graph with other `linkSeconds`.
 */
export interface RoadGraph {
  /** undefined: anything, at the speed of the road itself. */
  vehicle: UnitVehicle | undefined;
  nodeCount: number;
  nodeIds: Int32Array;
  /** lng7, lat7 of each node. */
  points: Int32Array;
  /** Links that leave node n: `firstLink[n]` to `firstLink[n + 1] - 1`. */
  firstLink: Int32Array;
  /** Nodes where each link starts and ends. */
  linkStart: Int32Array;
  linkEnd: Int32Array;
  /** Index of each link's road. */
  linkRoad: Int32Array;
  /** 1: the link runs against the direction of its road's line. */
  linkBackwards: Uint8Array;
  /** Seconds over the link from the node where it starts; Infinity: it, or that node, is closed. */
  linkSeconds: Float64Array;
  /** Seconds over the whole link for who begins part-way along it, who need not pass the node where it starts. */
  partSeconds: Float64Array;
  linkMetres: Float64Array;
  /** Link along road i at 2 i, against it at 2 i + 1; -1: none. */
  roadLinks: Int32Array;
  roads: readonly Road[];
  /** Index of a road and of a node by their ids. */
  roadIndex: ReadonlyMap<number, number>;
  nodeIndex: ReadonlyMap<number, number>;
  /** What searches walk over, with turn restrictions: along the links, and against them. */
  forward: Arcs;
  backward: Arcs;
  /** Boxes of the nodes that have links, in longitudes shortened to the scale of latitudes; and which nodes those are. */
  index: Flatbush | undefined;
  indexed: Int32Array;
  /** Width of a unit of longitude in units of latitude, at the network's middle. */
  lngScale: number;
}

export interface GraphOptions {
  /** Whose roads, speeds and one-way streets: see travel.ts. None: every road at its own speed. */
  vehicle?: UnitVehicle | undefined;
  restrictions?: readonly TurnRestriction[];
}

/** What is the same in all graphs of the same roads. */
export type RoadBase = Pick<
  RoadGraph,
  'nodeCount' | 'nodeIds' | 'points' | 'roads' | 'roadIndex' | 'nodeIndex'
>;

/**
 * Builds the graph; nodes are the ends of the roads. `points` holds lng7, lat7 by node id. Throws if a road ends at a node that is not
 * among them, or a restriction names a road or node that does not exist.
 */
export function roadGraph(
  points: ReadonlyMap<number, readonly [lng7: number, lat7: number]>,
  roads: readonly Road[],
  options: GraphOptions = {},
): RoadGraph {
  const base = roadBase(points, roads);
  return { ...base, ...ownParts(base, options) };
}

/** What several graphs of the same roads are built on; as `roadGraph`. */
export function roadBase(
  points: ReadonlyMap<number, readonly [lng7: number, lat7: number]>,
  roads: readonly Road[],
): RoadBase {
  const flat = new Int32Array(points.size * 2);
  const nodeIds = new Int32Array(points.size);
  const nodeIndex = new Map<number, number>();
  for (const [id, [lng7, lat7]] of points) {
    const node = nodeIndex.size;
    nodeIds[node] = id;
    flat[node * 2] = lng7;
    flat[node * 2 + 1] = lat7;
    nodeIndex.set(id, node);
  }
  const roadIndex = new Map<number, number>();
  roads.forEach(({ id }, index) => {
    roadIndex.set(id, index);
  });
  return { nodeCount: points.size, nodeIds, points: flat, roads, roadIndex, nodeIndex };
}

/** What a graph has that others of the same roads have not; as `roadGraph`. */
export function ownParts(
  base: RoadBase,
  { vehicle, restrictions = [] }: GraphOptions,
): Omit<RoadGraph, keyof RoadBase> {
  const ofLinks = links(base, vehicle);
  const banned = bannedWays({ ...ofLinks, ...base }, restrictions, vehicle);
  const { linkStart, linkEnd } = ofLinks;
  return {
    vehicle,
    ...ofLinks,
    forward: arcsOf(base.nodeCount, linkStart, linkEnd, banned),
    backward: arcsOf(base.nodeCount, linkEnd, linkStart, reversedWays(banned)),
    ...pointIndex(base.points, linkStart, linkEnd),
  };
}

/** Those that leave a node follow each other in the order of the roads, along a road before against it. */
function links({ nodeCount, nodeIndex, roads }: RoadBase, vehicle: UnitVehicle | undefined) {
  const ends = new Int32Array(roads.length * 2);
  const kmh = new Float64Array(roads.length * 2);
  const firstLink = new Int32Array(nodeCount + 1);
  roads.forEach((road, index) => {
    const { along, against } = travelKmh(road, vehicle);
    ends[index * 2] = nodeOf(nodeIndex, road.fromNode);
    ends[index * 2 + 1] = nodeOf(nodeIndex, road.toNode);
    kmh[index * 2] = along;
    kmh[index * 2 + 1] = against;
    if (along > 0) firstLink[ends[index * 2]! + 1]! += 1;
    if (against > 0) firstLink[ends[index * 2 + 1]! + 1]! += 1;
  });
  for (let node = 0; node < nodeCount; node += 1) firstLink[node + 1]! += firstLink[node]!;
  const next = firstLink.slice();
  const count = firstLink[nodeCount]!;
  const linkStart = new Int32Array(count);
  const linkEnd = new Int32Array(count);
  const linkRoad = new Int32Array(count);
  const linkBackwards = new Uint8Array(count);
  const linkSeconds = new Float64Array(count);
  const linkMetres = new Float64Array(count);
  const roadLinks = new Int32Array(roads.length * 2).fill(-1);
  for (let way = 0; way < ends.length; way += 1) {
    if (!(kmh[way]! > 0)) continue;
    const [index, backwards] = [way >> 1, way & 1];
    const from = ends[way]!;
    const link = next[from]!;
    next[from] = link + 1;
    linkStart[link] = from;
    linkEnd[link] = ends[way ^ 1]!;
    linkRoad[link] = index;
    linkBackwards[link] = backwards;
    linkMetres[link] = roads[index]!.lengthMetres;
    linkSeconds[link] = linkMetres[link]! / (kmh[way]! / 3.6);
    roadLinks[way] = link;
  }
  const partSeconds = linkSeconds;
  const ofLink = { linkStart, linkEnd, linkRoad, linkBackwards, linkMetres, linkSeconds, partSeconds };
  return { firstLink, ...ofLink, roadLinks };
}

function nodeOf(nodeIndex: ReadonlyMap<number, number>, id: number): number {
  const index = nodeIndex.get(id);
  if (index === undefined) throw new Error(`a road ends at node ${id}, which does not exist`);
  return index;
}

function pointIndex(points: Int32Array, linkStart: Int32Array, linkEnd: Int32Array) {
  const isUsed = new Uint8Array(points.length / 2);
  for (let link = 0; link < linkStart.length; link += 1)
    isUsed[linkStart[link]!] = isUsed[linkEnd[link]!] = 1;
  const indexed = new Int32Array(isUsed.reduce((sum, one) => sum + one, 0));
  let at = 0;
  isUsed.forEach((one, node) => {
    if (one === 1) indexed[at++] = node;
  });
  if (indexed.length === 0) return { index: undefined, indexed, lngScale: 1 };
  const sum = indexed.reduce((total, node) => total + points[node * 2 + 1]!, 0);
  const lngScale = Math.cos(((sum / indexed.length) * Math.PI) / 180e7);
  const index = new Flatbush(indexed.length);
  for (const node of indexed) index.add(points[node * 2]! * lngScale, points[node * 2 + 1]!);
  index.finish();
  return { index, indexed, lngScale };
}

/** The node with links that is nearest to a place (1e-7 degree), undefined in a network without links. */
export function nearestNode(graph: RoadGraph, lng7: number, lat7: number): number | undefined {
  const at = graph.index?.neighbors(lng7 * graph.lngScale, lat7, 1)[0];
  return at === undefined ? undefined : graph.indexed[at];
}
