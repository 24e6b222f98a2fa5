import { distanceMetres } from '../../core/geometry/metres.ts';
import { nearestEdge } from '../../core/network/edge-index.ts';
import { type Reach, reachTo, secondsAt } from '../../core/network/reach.ts';
import type { RoadGraph } from '../../core/network/road-graph.ts';
import { TRAVEL } from '../../core/network/travel.ts';
import type { UnitVehicle } from '../../core/vocabulary.ts';
import type { CityTravel } from './road-book.ts';

/** Degrees times 1e7, EPSG:4326. */
interface Place {
  lng7: number;
  lat7: number;
}

/** From a road to a place off it, and back, on foot. */
const WALK_METRES_PER_SECOND = 1.4;
/** Who is further from every road is taken to have no way. */
const MOST_OFF_METRES = 3000;
/** A city without roads: the way is as much longer than the straight line, and as fast in the mean (or as its vehicle at most). */
const DETOUR = 1.3;
const MEAN_KMH = 30;

/** Seconds from anywhere to one place, by vehicle: a search for each vehicle, when it is first asked for. */
export class TravelTimes {
  readonly #travel: CityTravel;
  readonly #to: Place;
  readonly #nowMs: number;
  readonly #reaches = new Map<UnitVehicle, Reach | null>();

  constructor(travel: CityTravel, to: Place, nowMs: number) {
    this.#travel = travel;
    this.#to = to;
    this.#nowMs = nowMs;
  }

  /** Seconds from a place; Infinity: no way. By the speed of the roads at this hour, or in a city without roads along a straight line. */
  from(vehicle: UnitVehicle, { lng7, lat7 }: Place): number {
    if (this.#travel.isEmpty)
      return straight(vehicle, distanceMetres(lng7, lat7, this.#to.lng7, this.#to.lat7));
    const reach = this.#reachOf(vehicle);
    const near = reach && nearestEdge(this.#travel.edges, reach.graph, lng7, lat7, MOST_OFF_METRES);
    return near ? walk(near.offMetres) + secondsAt(reach, near) : Number.POSITIVE_INFINITY;
  }

  #reachOf(vehicle: UnitVehicle): Reach | null {
    const known = this.#reaches.get(vehicle);
    if (known !== undefined) return known;
    const reach = this.#search(this.#travel.graph(vehicle, this.#nowMs));
    this.#reaches.set(vehicle, reach);
    return reach;
  }

  #search(graph: RoadGraph): Reach | null {
    const near = nearestEdge(this.#travel.edges, graph, this.#to.lng7, this.#to.lat7, MOST_OFF_METRES);
    return near ? reachTo(graph, [{ ...near, delaySeconds: walk(near.offMetres) }]) : null;
  }
}

function straight(vehicle: UnitVehicle, metres: number): number {
  return (metres * DETOUR) / (Math.min(MEAN_KMH, TRAVEL[vehicle].mostKmh) / 3.6);
}

function walk(metres: number): number {
  return metres / WALK_METRES_PER_SECOND;
}
