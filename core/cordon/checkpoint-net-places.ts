/** Places on the roads of a checkpoint net: where a checkpoint stands, what a chosen place closes, which node stands for a zone. */
import { type EdgeIndex, nearestEdge, type RoadPlace, type SnappedPlace } from '../network/edge-index.ts';
import type { RoadGraph } from '../network/road-graph.ts';
import type { SplitRoads } from './split-roads.ts';

/** What is read of a road graph. */
export type NetGraph = Pick<
  RoadGraph,
  | 'nodeCount'
  | 'points'
  | 'firstLink'
  | 'linkStart'
  | 'linkEnd'
  | 'linkRoad'
  | 'linkBackwards'
  | 'linkSeconds'
  | 'partSeconds'
  | 'linkMetres'
  | 'roadLinks'
>;

/** A place in degrees times 1e7 (EPSG:4326). */
export interface NetPlace {
  lng7: number;
  lat7: number;
}

/** The roads of a net, and where their lines lie. */
interface NetRoads {
  graph: NetGraph;
  edges: EdgeIndex;
}

/** Farther from a road a checkpoint is not on it; a second carriageway lies within so many metres. */
const CHECKPOINT_METRES = 150;
const CARRIAGEWAY_METRES = 60;
const MOST_CARRIAGEWAY_TRIES = 4;

/** Nodes where the line of a road begins and ends; undefined: nobody may drive on it. */
export function endsOf({ roadLinks, linkStart, linkEnd }: NetGraph, road: number): [number?, number?] {
  const [along, against] = [roadLinks[road * 2]!, roadLinks[road * 2 + 1]!];
  if (along >= 0) return [linkStart[along]!, linkEnd[along]!];
  return against >= 0 ? [linkEnd[against]!, linkStart[against]!] : [];
}

/** The roads that meet at a node and may be driven on. */
export function roadsByNode(graph: NetGraph): (node: number) => Int32Array {
  const count = graph.roadLinks.length / 2;
  const starts = new Int32Array(graph.nodeCount + 1);
  const each = (put: (node: number, road: number) => void): void => {
    for (let road = 0; road < count; road += 1)
      for (const node of endsOf(graph, road)) if (node !== undefined) put(node, road);
  };
  each((node) => {
    starts[node + 1]! += 1;
  });
  for (let node = 0; node < graph.nodeCount; node += 1) starts[node + 1]! += starts[node]!;
  const next = starts.slice();
  const roads = new Int32Array(starts[graph.nodeCount]!);
  each((node, road) => {
    roads[next[node]!] = road;
    next[node]! += 1;
  });
  return (node) => roads.subarray(starts[node]!, starts[node + 1]!);
}

/** Where a checkpoint stands: on the nearest road, closed now or not, and where that is one-way on the opposite carriageway too. */
export function checkpointPlaces({ graph, edges }: NetRoads, { lng7, lat7 }: NetPlace): RoadPlace[] {
  const open = { ...graph, partSeconds: graph.linkMetres };
  const nearest = nearestEdge(edges, open, lng7, lat7, CHECKPOINT_METRES);
  if (!nearest) return [];
  if (!isOneWay(graph, nearest.road)) return [nearest];
  const other = oppositeCarriageway(graph, edges, nearest);
  return other ? [nearest, other] : [nearest];
}

function isOneWay({ roadLinks }: NetGraph, road: number): boolean {
  return roadLinks[road * 2]! < 0 || roadLinks[road * 2 + 1]! < 0;
}

function oppositeCarriageway(graph: NetGraph, edges: EdgeIndex, from: SnappedPlace): RoadPlace | undefined {
  const partSeconds = graph.linkMetres.slice();
  const bar = (road: number): void => {
    for (const link of [graph.roadLinks[road * 2]!, graph.roadLinks[road * 2 + 1]!])
      if (link >= 0) partSeconds[link] = Number.POSITIVE_INFINITY;
  };
  bar(from.road);
  for (let tries = 0; tries < MOST_CARRIAGEWAY_TRIES; tries += 1) {
    const found = nearestEdge(edges, { ...graph, partSeconds }, from.lng7, from.lat7, CARRIAGEWAY_METRES);
    if (!found) return undefined;
    if (isOneWay(graph, found.road) && leadsAgainst(graph, from.road, found.road)) return found;
    bar(found.road);
  }
  return undefined;
}

/** Whether two one-way roads lead about opposite ways. */
function leadsAgainst(graph: NetGraph, one: number, other: number): boolean {
  const [ax, ay] = headingOf(graph, one);
  const [bx, by] = headingOf(graph, other);
  const dot = ax * bx + ay * by;
  return dot < -0.7 * Math.hypot(ax, ay) * Math.hypot(bx, by);
}

/** From where the traffic of a one-way road comes to where it goes, in units of latitude. */
function headingOf({ roadLinks, linkStart, linkEnd, points }: NetGraph, road: number): [number, number] {
  const link = Math.max(roadLinks[road * 2]!, roadLinks[road * 2 + 1]!);
  const [from, to] = [linkStart[link]!, linkEnd[link]!];
  const shrink = Math.cos((points[from * 2 + 1]! * Math.PI) / 180e7);
  return [(points[to * 2]! - points[from * 2]!) * shrink, points[to * 2 + 1]! - points[from * 2 + 1]!];
}

/** The node of the area that stands for a place: the nearer end inside of the nearest open road; undefined: there is none within `metres`. */
export function innerNode(
  { graph, edges, isInside }: NetRoads & { isInside: Uint8Array },
  { lng7, lat7 }: NetPlace,
  metres: number,
): number | undefined {
  const place = nearestEdge(edges, graph, lng7, lat7, metres);
  if (!place) return undefined;
  const [start, end] = endsOf(graph, place.road);
  const byNearness = place.fraction < 0.5 ? [start, end] : [end, start];
  return byNearness.find((node) => node !== undefined && isInside[node] === 1);
}

/** What a place on the map closes: a junction near it, or the road there. */
export type ClosedPlace =
  | { kind: 'junction'; node: number; lng7: number; lat7: number }
  | { kind: 'road'; road: number; lng7: number; lat7: number };

/** A junction within so many metres of a chosen place is what is meant, else the road. */
const JUNCTION_METRES = 30;

/** What is meant by a place: the junction of three or more roads at an end of the nearest open road, or that road; undefined: no road is near. */
export function placeClosed(
  { graph, edges }: NetRoads,
  { lng7, lat7 }: NetPlace,
  metres: number,
): ClosedPlace | undefined {
  const place = nearestEdge(edges, graph, lng7, lat7, metres);
  if (!place) return undefined;
  const length = edges.lengthMetres[place.road]!;
  const [start, end] = endsOf(graph, place.road);
  const isNearStart = place.fraction < 0.5;
  const node = isNearStart ? start : end;
  const away = (isNearStart ? place.fraction : 1 - place.fraction) * length;
  if (node !== undefined && away <= JUNCTION_METRES && roadsByNode(graph)(node).length > 2)
    return { kind: 'junction', node, lng7: graph.points[node * 2]!, lat7: graph.points[node * 2 + 1]! };
  return { kind: 'road', road: place.road, lng7: place.lng7, lat7: place.lat7 };
}

/** The links of a road, both ways, in the split roads. */
export function linksOfRoad(
  { graph, split }: { graph: NetGraph; split: SplitRoads },
  road: number,
): number[] {
  return [graph.roadLinks[road * 2]!, graph.roadLinks[road * 2 + 1]!]
    .filter((link) => link >= 0)
    .flatMap((link) => [...split.parts.subarray(split.partsOf[link]!, split.partsOf[link + 1]!)]);
}
