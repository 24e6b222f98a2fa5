import { distanceMetres } from '../../core/geometry/metres.ts';
import { nearestEdge, type SnappedPlace } from '../../core/network/edge-index.ts';
import { type Reach, reachTo, secondsAt } from '../../core/network/reach.ts';
import type { RoadGraph } from '../../core/network/road-graph.ts';
import { TRAVEL } from '../../core/network/travel.ts';
import type { UnitVehicle } from '../../core/vocabulary.ts';
import type { CityTravel } from './road-book.ts';

/** Degrees times 1e7, EPSG:4326. */
export interface Place {
  lng7: number;
  lat7: number;
}

/** Somebody who may set out from a place. */
export interface Traveller {
  vehicle: UnitVehicle;
  place: Place;
}

/** From a road to a place off it, and back, on foot. */
const WALK_METRES_PER_SECOND = 1.4;
/** Who is further from every road is taken to have no way. */
const MOST_OFF_METRES = 3000;
/** A city without roads: the way is as much longer than the straight line, and as fast in the mean (or as its vehicle at most). */
const DETOUR = 1.3;
const MEAN_KMH = 30;

/**
 * Seconds from each traveller to one place; Infinity: no way. By the speed of the roads at this hour (milliseconds since 1970), with one search
 * for each vehicle; in a city without roads along a straight line.
 */
export function secondsTo(
  travel: CityTravel,
  to: Place,
  nowMs: number,
  travellers: readonly Traveller[],
): number[] {
  if (travel.isEmpty) return travellers.map((one) => straightSeconds(one, to));
  const seconds = travellers.map(() => Number.POSITIVE_INFINITY);
  for (const vehicle of new Set(travellers.map((one) => one.vehicle))) {
    const own = travellers.flatMap((one, at) => (one.vehicle === vehicle ? [at] : []));
    const places = own.map((at) => travellers[at]!.place);
    secondsByRoad(travel, vehicle, nowMs, { places, to }).forEach((one, i) => {
      seconds[own[i]!] = one;
    });
  }
  return seconds;
}

function secondsByRoad(
  travel: CityTravel,
  vehicle: UnitVehicle,
  nowMs: number,
  { places, to }: { places: readonly Place[]; to: Place },
): number[] {
  const graph = travel.graph(vehicle, nowMs);
  const { reach, starts } = searched(travel, graph, to);
  if (!reach) return places.map(() => Number.POSITIVE_INFINITY);
  return places.map((place) => {
    if (!starts.has(place)) starts.set(place, roadBeside(travel, graph, place));
    const start = starts.get(place);
    return start ? walkSeconds(start) + secondsAt(reach, start) : Number.POSITIVE_INFINITY;
  });
}

/** Searches of a graph that are kept: an incident is asked for again while somebody looks, and as a unit is sent. */
const MOST_SEARCHES = 8;

interface Searches {
  /** Undefined: the place is too far from every road. */
  reaches: Map<string, Reach | undefined>;
  /** Of places as they were given: where a unit was last is one object until it moves. */
  starts: WeakMap<Place, SnappedPlace | undefined>;
}

/** By their graph: another hour or a closed road makes another one. */
const searches = new WeakMap<RoadGraph, Searches>();

function searched(travel: CityTravel, graph: RoadGraph, to: Place) {
  const known: Searches = searches.get(graph) ?? { reaches: new Map(), starts: new WeakMap() };
  searches.set(graph, known);
  const { reaches, starts } = known;
  const key = `${to.lng7} ${to.lat7}`;
  if (!reaches.has(key)) {
    const end = roadBeside(travel, graph, to);
    reaches.set(key, end && reachTo(graph, [{ ...end, delaySeconds: walkSeconds(end) }]));
    const [oldest] = reaches.keys();
    if (reaches.size > MOST_SEARCHES && oldest !== undefined) reaches.delete(oldest);
  }
  return { reach: reaches.get(key), starts };
}

/** The place on the roads of a graph from which one walks to a place off them; undefined: it is too far from every road. */
export function roadBeside(
  travel: CityTravel,
  graph: RoadGraph,
  { lng7, lat7 }: Place,
): SnappedPlace | undefined {
  return nearestEdge(travel.edges, graph, lng7, lat7, MOST_OFF_METRES);
}

/** Seconds on foot between a place and its road. */
export function walkSeconds({ offMetres }: SnappedPlace): number {
  return offMetres / WALK_METRES_PER_SECOND;
}

/** Seconds in a city without roads. */
export function straightSeconds({ vehicle, place }: Traveller, to: Place): number {
  const metres = distanceMetres(place.lng7, place.lat7, to.lng7, to.lat7);
  return (metres * DETOUR) / (Math.min(MEAN_KMH, TRAVEL[vehicle].mostKmh) / 3.6);
}
