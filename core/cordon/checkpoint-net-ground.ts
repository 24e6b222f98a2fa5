/** The checkpoint net of an area read off its roads: which roads lead over its border, and where checkpoints stand on them. */
import { localMetres } from '../geometry/metres.ts';
import type { FlatRing } from '../geometry/ring.ts';
import { metresToBorder } from '../geometry/shape-border.ts';
import { indexShapes, locateInShape, type ShapeIndex } from '../geometry/shape-index.ts';
import type { EdgeIndex } from '../network/edge-index.ts';
import type { CheckpointNet, NetCheckpoint, NetCrossing } from './checkpoint-net.ts';
import {
  checkpointPlaces,
  endsOf,
  type NetGraph,
  type NetPlace,
  roadsByNode,
} from './checkpoint-net-places.ts';
import { roadsAt, type SplitRoads, splitRoads } from './split-roads.ts';

export interface GroundCheckpoint extends NetPlace {
  id: string;
  isHeld: boolean;
}

/** A crossing with its road, by index, and where that meets the border. */
export interface GroundCrossing extends NetCrossing, NetPlace {
  road: number;
}

/** The net with what its numbers are of. */
export interface NetGround extends CheckpointNet {
  graph: NetGraph;
  edges: EdgeIndex;
  split: SplitRoads;
  crossings: readonly GroundCrossing[];
  /** Ids of checkpoints that stand on no road of the area. */
  offRoad: readonly string[];
}

/** A road that ends so near to the border was cut off there. */
const CUT_OFF_METRES = 25;
/** Inside the border checkpoints of a crossing are looked for so many roads far, as long as none branches off. */
const MOST_PLAIN_ROADS = 20;

/**
 * `area`: polygons of flat rings [lng7, lat7, ...]. `roadLanes`: lanes one way of each road. On the border a node where roads meet is
 * inside, and the end of a road outside: there the roads that are known end. A checkpoint on a road that touches the inside guards it, whichever
 * side of the line it stands. `inner` are nodes inside.
 */
export function netGround(
  graph: NetGraph,
  edges: EdgeIndex,
  area: readonly (readonly FlatRing[])[],
  checkpoints: readonly GroundCheckpoint[],
  roadLanes: ArrayLike<number>,
): Omit<NetGround, 'inner'> {
  const shape = indexShapes([area.flat()]);
  const roadsOf = roadsByNode(graph);
  const junctionInside = insideOf(graph, shape, roadsOf);
  const touches = (road: number): boolean =>
    endsOf(graph, road).some((node) => node !== undefined && junctionInside[node] === 1);
  const placed = checkpoints.map((one) =>
    checkpointPlaces({ graph, edges }, one).filter(({ road }) => touches(road)),
  );
  const places = placed.flat();
  const split = splitRoads(graph, places);
  const isInside = new Uint8Array(graph.nodeCount + places.length).fill(1, graph.nodeCount);
  isInside.set(junctionInside);
  let next = graph.nodeCount;
  const own = checkpoints.map(
    ({ id, isHeld }, i): NetCheckpoint => ({ id, isHeld, nodes: placed[i]!.map(() => next++) }),
  );
  const idOf = new Map(own.flatMap(({ id, nodes }) => nodes.map((node) => [node, id] as const)));
  const onRoad = new Map<number, string[]>();
  places.forEach(({ road }, i) => {
    onRoad.set(road, [...(onRoad.get(road) ?? []), idOf.get(graph.nodeCount + i)!]);
  });
  return {
    graph,
    edges,
    split,
    roads: roadsAt(split, graph.linkSeconds),
    isInside,
    lanes: Uint8Array.from(split.linkOf, (link) => roadLanes[graph.linkRoad[link]!]!),
    checkpoints: own.filter(({ nodes }) => nodes.length > 0),
    offRoad: own.filter(({ nodes }) => nodes.length === 0).map(({ id }) => id),
    crossings: crossingsOf({ graph, edges, split, shape, roadsOf, junctionInside, onRoad }),
  };
}

function insideOf(
  { nodeCount, points }: NetGraph,
  shape: ShapeIndex,
  roadsOf: (node: number) => Int32Array,
): Uint8Array {
  const isInside = new Uint8Array(nodeCount);
  for (let node = 0; node < nodeCount; node += 1) {
    const side = locateInShape(shape, 0, points[node * 2]!, points[node * 2 + 1]!);
    if (side > 0 || (side === 0 && roadsOf(node).length > 1)) isInside[node] = 1;
  }
  return isInside;
}

interface Border {
  graph: NetGraph;
  edges: EdgeIndex;
  split: SplitRoads;
  shape: ShapeIndex;
  roadsOf: (node: number) => Int32Array;
  junctionInside: Uint8Array;
  onRoad: ReadonlyMap<number, string[]>;
}

/** Roads that may be driven from inside to a node that is not, and roads that were cut off inside. */
function crossingsOf(border: Border): GroundCrossing[] {
  const { graph, split, roadsOf, junctionInside } = border;
  const crossings: GroundCrossing[] = [];
  const firstVertex = firstVertices(border.edges, graph.roadLinks.length / 2);
  for (let link = 0; link < graph.linkEnd.length; link += 1) {
    const [from, to] = [graph.linkStart[link]!, graph.linkEnd[link]!];
    if (junctionInside[from] === 0 || junctionInside[to] === 1) continue;
    const road = graph.linkRoad[link]!;
    const last = split.parts[split.partsOf[link + 1]! - 1]!;
    const place = onBorder(border, firstVertex, link);
    const own = ownCheckpoints(border, road, from);
    crossings.push({ node: split.linkStart[last]!, link: last, road, own, ...place });
  }
  for (let node = 0; node < graph.nodeCount; node += 1) {
    const [road, another] = roadsOf(node);
    if (junctionInside[node] === 0 || road === undefined || another !== undefined) continue;
    if (!isCutOff(border, node) || !leadsTo(graph, road, node)) continue;
    const start = endsOf(graph, road).find((end) => end !== node);
    const own = start === undefined ? [] : ownCheckpoints(border, road, start);
    const place = { lng7: graph.points[node * 2]!, lat7: graph.points[node * 2 + 1]! };
    crossings.push({ node, link: -1, road, own, ...place });
  }
  return crossings;
}

function isCutOff({ graph, shape }: Border, node: number): boolean {
  const [lng7, lat7] = [graph.points[node * 2]!, graph.points[node * 2 + 1]!];
  return metresToBorder(shape, 0, lng7, lat7, localMetres(lng7, lat7), CUT_OFF_METRES) <= CUT_OFF_METRES;
}

function leadsTo({ roadLinks, linkEnd }: NetGraph, road: number, node: number): boolean {
  return [roadLinks[road * 2]!, roadLinks[road * 2 + 1]!].some((link) => link >= 0 && linkEnd[link] === node);
}

/** Checkpoints on a road and, inwards from its inner end, on the roads before it as long as none branches off. */
function ownCheckpoints({ graph, roadsOf, onRoad }: Border, road: number, innerEnd: number): string[] {
  const own = new Set(onRoad.get(road));
  let [at, node] = [road, innerEnd];
  for (let steps = 0; own.size === 0 && steps < MOST_PLAIN_ROADS; steps += 1) {
    const here = roadsOf(node);
    if (here.length !== 2) break;
    at = here[0] === at ? here[1]! : here[0]!;
    for (const id of onRoad.get(at) ?? []) own.add(id);
    const [a, b] = endsOf(graph, at);
    node = (a === node ? b : a)!;
  }
  return [...own];
}

/** The first vertex of each road in the index of edges, which holds them road by road. */
function firstVertices({ roadOf }: EdgeIndex, roads: number): Int32Array {
  const first = new Int32Array(roads + 1);
  for (const road of roadOf) first[road + 1]! += 1;
  for (let road = 0; road < roads; road += 1) first[road + 1]! += first[road]!;
  return first;
}

const HALVINGS = 24;

/** Where the road of a link that leads out meets the border. */
function onBorder({ graph, edges, shape }: Border, firstVertex: Int32Array, link: number): NetPlace {
  const road = graph.linkRoad[link]!;
  const isBackwards = graph.linkBackwards[link] === 1;
  const [from, to] = [firstVertex[road]!, firstVertex[road + 1]!];
  const vertex = (i: number): [number, number] => {
    const at = isBackwards ? to - 1 - i : from + i;
    return [edges.lng7[at]!, edges.lat7[at]!];
  };
  const sideOf = (place: [number, number]): number => locateInShape(shape, 0, ...place);
  let i = 0;
  while (i < to - from - 1 && sideOf(vertex(i)) > 0) i += 1;
  let outer = vertex(i);
  if (i > 0 && sideOf(outer) < 0) {
    let inner = vertex(i - 1);
    for (let halving = 0; halving < HALVINGS; halving += 1) {
      const middle: [number, number] = [
        Math.round((inner[0] + outer[0]) / 2),
        Math.round((inner[1] + outer[1]) / 2),
      ];
      if (sideOf(middle) > 0) inner = middle;
      else outer = middle;
    }
  }
  return { lng7: outer[0], lat7: outer[1] };
}
