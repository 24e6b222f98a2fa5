import type { Closure as ClosureNoun } from '../../core/contract/closure.ts';
import { measureLine, pointAlong } from '../../core/network/along.ts';
import { withClosures } from '../../core/network/closures.ts';
import { type EdgeIndex, nearestEdge, type SnappedPlace } from '../../core/network/edge-index.ts';
import type { Road, RoadGraph } from '../../core/network/road-graph.ts';
import type { UnitVehicle } from '../../core/vocabulary.ts';

/** A closure is of the road within so many metres of its place, if there is one. */
const ON_ROAD_METRES = 30;

/** A closure on the roads as they are now. Milliseconds since 1970. */
export interface ClosedRoad {
  id: string;
  /** Index of the road. */
  road: number;
  /** undefined: both ways. */
  direction: 'forward' | 'backward' | undefined;
  onFoot: boolean;
  fromMs: number;
  untilMs: number;
}

/** Which roads of `graph` closures are of; one whose road is no more is of none. */
export function closedRoads(
  edges: EdgeIndex,
  graph: RoadGraph,
  closures: readonly ClosureNoun[],
): ClosedRoad[] {
  return closures.flatMap(({ id, properties }) => {
    const { lng, lat, headingDegrees, onFoot, fromAt, untilAt } = properties;
    const [lng7, lat7] = [Math.round(lng * 1e7), Math.round(lat * 1e7)];
    const place = nearestEdge(edges, graph, lng7, lat7, ON_ROAD_METRES);
    if (!place) return [];
    const direction = headingDegrees === null ? undefined : directionOf(graph, place, headingDegrees);
    const untilMs = untilAt === null ? Number.POSITIVE_INFINITY : Date.parse(untilAt);
    return [{ id, road: place.road, direction, onFoot, fromMs: Date.parse(fromAt), untilMs }];
  });
}

/** Those in force at an instant for a vehicle: on foot people pass most of them. */
export function inForce(closed: readonly ClosedRoad[], vehicle: UnitVehicle, nowMs: number): ClosedRoad[] {
  return closed.filter(
    ({ fromMs, untilMs, onFoot }) => fromMs <= nowMs && nowMs < untilMs && (onFoot || vehicle !== 'foot'),
  );
}

/** The graph without them. */
export function without(graph: RoadGraph, closed: readonly ClosedRoad[]): RoadGraph {
  const own = closed.map(({ road, direction }) => ({ roadId: graph.roads[road]!.id, direction }));
  return own.length === 0 ? graph : withClosures(graph, own);
}

/** Direction of a road's line at a place on it, clockwise from north, below 360. */
export function headingAt(road: Road, { fraction }: Pick<SnappedPlace, 'fraction'>): number {
  const line = measureLine(road.line);
  return ((pointAlong(line, fraction * line.lengthMetres).headingDegrees % 360) + 360) % 360;
}

function directionOf(graph: RoadGraph, place: SnappedPlace, headingDegrees: number): 'forward' | 'backward' {
  const turned = Math.abs(headingAt(graph.roads[place.road]!, place) - headingDegrees);
  return Math.min(turned, 360 - turned) <= 90 ? 'forward' : 'backward';
}
