/** The roads, borders and checkpoints of a city as the cordon is planned on them. */
import { bearingDegrees } from '../geometry/metres.ts';
import { type FlatRing, locateInPolygon } from '../geometry/ring.ts';
import { type EdgeIndex, nearestEdge, type RoadPlace } from '../network/edge-index.ts';
import type { RoadGraph } from '../network/road-graph.ts';
import type { UnitVehicle } from '../vocabulary.ts';
import type { AskCheckpoint, NamedSpot, PostPlace } from './ask.ts';
import { roadsByNode } from './checkpoint-net-places.ts';
import type { Start } from './departure.ts';
import type { Roads } from './roads.ts';
import { roadsAt, type SplitRoads, splitRoads, startsAt } from './split-roads.ts';

/** A checkpoint that lies on a road, and its node. */
export interface PlacedCheckpoint extends AskCheckpoint {
  node: number;
  place: RoadPlace;
}

/** The city at a moment; nodes are those of the graphs, and after them one for each checkpoint that lies on a road. */
export interface CordonGround {
  edges: EdgeIndex;
  graphs: ReadonlyMap<UnitVehicle, RoadGraph>;
  splits: ReadonlyMap<UnitVehicle, SplitRoads>;
  roads: ReadonlyMap<UnitVehicle, Roads>;
  checkpoints: readonly PlacedCheckpoint[];
  /** 1: within the city, with the junctions on its border; where a road ends on the border one is out of it. By node. */
  isInside: Uint8Array;
}

/** Farther from a road a checkpoint is not on it, and a place is not to be cordoned. */
const CHECKPOINT_METRES = 150;
export const OFF_ROAD_METRES = 1500;
const WALK_METRES_PER_SECOND = 1.4;
const MOST_NAMES = 2;

/** `city` is the surface of the city: polygons of flat rings [lng7, lat7, ...]. Every vehicle has a graph of the same roads. */
export function cordonGround(
  graphs: ReadonlyMap<UnitVehicle, RoadGraph>,
  edges: EdgeIndex,
  city: readonly (readonly FlatRing[])[],
  checkpoints: readonly AskCheckpoint[],
): CordonGround {
  const car = graphs.get('car')!;
  const placed = checkpoints.flatMap((checkpoint) => {
    const place = nearestEdge(edges, car, checkpoint.lng7, checkpoint.lat7, CHECKPOINT_METRES);
    return place ? [{ ...checkpoint, place }] : [];
  });
  const places = placed.map(({ place }) => place);
  const splits = new Map([...graphs].map(([vehicle, graph]) => [vehicle, splitRoads(graph, places)]));
  const withNodes = placed.map((one, i) => ({ ...one, node: car.nodeCount + i }));
  return {
    edges,
    graphs,
    splits,
    roads: new Map([...graphs].map(([name, graph]) => [name, roadsAt(splits.get(name)!, graph.linkSeconds)])),
    checkpoints: withNodes,
    isInside: insideOf(car, city, withNodes),
  };
}

/** The same roads at other speeds or with other closures; graphs that are the same objects keep their times. */
export function atSpeeds(ground: CordonGround, graphs: ReadonlyMap<UnitVehicle, RoadGraph>): CordonGround {
  const roads = new Map(
    [...graphs].map(([name, graph]) => {
      const known = ground.graphs.get(name)?.linkSeconds === graph.linkSeconds;
      return [name, known ? ground.roads.get(name)! : roadsAt(ground.splits.get(name)!, graph.linkSeconds)];
    }),
  );
  return { ...ground, graphs, roads };
}

function insideOf(
  graph: RoadGraph,
  city: readonly (readonly FlatRing[])[],
  checkpoints: readonly PlacedCheckpoint[],
): Uint8Array {
  const { nodeCount, points } = graph;
  const roadsOf = roadsByNode(graph);
  const isInside = new Uint8Array(nodeCount + checkpoints.length);
  for (let node = 0; node < nodeCount; node += 1) {
    const side = Math.max(
      ...city.map((one) => locateInPolygon(points[node * 2]!, points[node * 2 + 1]!, one)),
    );
    // As of the checkpoint net: who is at a junction on the border can only go on by the roads that meet there.
    if (side > 0 || (side === 0 && roadsOf(node).length > 1)) isInside[node] = 1;
  }
  // A checkpoint on the border guards what is inside: it is never itself the way out.
  for (const { node } of checkpoints) isInside[node] = 1;
  return isInside;
}

/** The node where a post stands; undefined: the roads have it no more. */
export function nodeAt({ graphs, checkpoints }: CordonGround, at: PostPlace): number | undefined {
  if ('checkpointId' in at) return checkpoints.find(({ id }) => id === at.checkpointId)?.node;
  return graphs.get('car')!.nodeIndex.get(at.nodeId);
}

/** The place of a node. */
export function placeAt({ graphs, checkpoints }: CordonGround, node: number): PostPlace {
  const { nodeCount, nodeIds } = graphs.get('car')!;
  return node < nodeCount ? { nodeId: nodeIds[node]! } : { checkpointId: checkpoints[node - nodeCount]!.id };
}

/** Where one sets out from a place; the way to the nearest road is walked. None: no open road is near. */
export function startsFrom(
  { edges, graphs, splits }: CordonGround,
  vehicle: UnitVehicle,
  { lng7, lat7 }: { lng7: number; lat7: number },
  withBearings = false,
): Start[] {
  const graph = graphs.get(vehicle)!;
  const place = nearestEdge(edges, graph, lng7, lat7, OFF_ROAD_METRES);
  if (!place) return [];
  const along = { leaveSeconds: place.offMetres / WALK_METRES_PER_SECOND };
  return startsAt(graph, splits.get(vehicle)!, place, {
    ...along,
    ...(withBearings ? { bearings: bearingsAt(graph, place) } : {}),
  });
}

/** Which way a road goes at a place on it, along its line and against it. */
function bearingsAt({ roads }: RoadGraph, { road, lng7, lat7 }: RoadPlace & { lng7: number; lat7: number }) {
  const { line } = roads[road]!;
  let nearest = 0;
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i + 3 < line.length; i += 2) {
    const [midLng, midLat] = [(line[i]! + line[i + 2]!) / 2, (line[i + 1]! + line[i + 3]!) / 2];
    const off = Math.abs(midLng - lng7) + Math.abs(midLat - lat7);
    if (off < best) [best, nearest] = [off, i];
  }
  const along = bearingDegrees(line[nearest]!, line[nearest + 1]!, line[nearest + 2]!, line[nearest + 3]!);
  return [along, (along + 180) % 360] as const;
}

/** A node with the names of the roads that meet there, those of the larger roads first; a checkpoint with its own. */
export function namedSpot({ graphs, checkpoints }: CordonGround, node: number): NamedSpot {
  const graph = graphs.get('car')!;
  if (node >= graph.nodeCount) {
    const { lng7, lat7, nameZh, nameEn } = checkpoints[node - graph.nodeCount]!;
    return { lng7, lat7, namesZh: [nameZh], namesEn: [nameEn] };
  }
  const roads = roadsOf(graph, node).sort((a, b) => b.speedKmh - a.speedKmh);
  const names = (key: 'nameZh' | 'nameEn') =>
    [...new Set(roads.map((road) => road[key]).filter((name) => name !== ''))].slice(0, MOST_NAMES);
  const [lng7, lat7] = [graph.points[node * 2]!, graph.points[node * 2 + 1]!];
  return { lng7, lat7, namesZh: names('nameZh'), namesEn: names('nameEn') };
}

function roadsOf({ firstLink, linkRoad, roads }: RoadGraph, node: number) {
  const own: (typeof roads)[number][] = [];
  for (let link = firstLink[node]!; link < firstLink[node + 1]!; link += 1) own.push(roads[linkRoad[link]!]!);
  return own;
}
