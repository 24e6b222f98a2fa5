import type { Closure } from '../../core/contract/closure.ts';
import { type EdgeIndex, indexEdges } from '../../core/network/edge-index.ts';
import { atHour, hourOfWeek, typicalWeek } from '../../core/network/hour-profile.ts';
import { type RoadGraph, roadGraph } from '../../core/network/road-graph.ts';
import { type RoadPieces, roadPieces } from '../../core/patrol/road-pieces.ts';
import type { UnitVehicle } from '../../core/vocabulary.ts';
import type { Database } from '../database/database.ts';
import type { LogFollower } from '../live/log-follower.ts';
import { LogReading } from '../live/log-reading.ts';
import { type CityRoads, graphFor, loadCityRoads } from '../live/road-network.ts';
import { selectCityZone } from '../queries/city.ts';
import { selectClosures } from '../queries/closures.ts';
import { type ClosedRoad, closedRoads, inForce, without } from './closed-roads.ts';

const PROFILE = typicalWeek();

/** The roads of the city, read once: kept until an import brings others. */
export class RoadBook {
  readonly #roads: LogReading<CityTravel>;
  readonly #closures: LogReading<Closure[]>;

  constructor({
    database,
    follower,
    clock,
  }: { database: Database; follower: LogFollower; clock: () => number }) {
    this.#roads = new LogReading(follower, {
      read: async () => new CityTravel(await loadCityRoads(database), await selectCityZone(database)),
      apply: (_, { noun }) => noun !== 'imports',
    });
    this.#closures = new LogReading(follower, {
      read: async () => await selectClosures(database, null, new Date(clock()).toISOString()),
      apply: (_, { noun }) => noun !== 'closures',
    });
  }

  /** The roads as they are now (or were `maxAgeMs` ago), without those that are closed. */
  async current(maxAgeMs = 0): Promise<CityTravel> {
    const [travel, closures] = await Promise.all([
      this.#roads.current(maxAgeMs),
      this.#closures.current(maxAgeMs),
    ]);
    travel.close(closures);
    return travel;
  }
}

/** The roads as each vehicle travels them, at the hour. */
export class CityTravel {
  readonly edges: EdgeIndex;
  readonly #city: CityRoads;
  /** Of the city's clock, an IANA name. */
  readonly zone: string;
  #pieces: RoadPieces | undefined;
  readonly #graphs = new Map<UnitVehicle, RoadGraph>();
  readonly #now = new Map<UnitVehicle, { hour: number; closed: string; graph: RoadGraph }>();
  #all: RoadGraph | undefined;
  #closures: readonly Closure[] = [];
  #closed: readonly ClosedRoad[] = [];

  constructor(city: CityRoads, zone: string) {
    this.#city = city;
    this.zone = zone;
    this.edges = indexEdges(city.roads);
  }

  /** In the order of every graph. */
  get roads(): CityRoads['roads'] {
    return this.#city.roads;
  }

  /** The pieces that tell which roads were driven. */
  pieces(): RoadPieces {
    this.#pieces ??= roadPieces(this.edges, this.roads);
    return this.#pieces;
  }

  get isEmpty(): boolean {
    return this.#city.roads.length === 0;
  }

  /** Closes these roads, and opens all others. */
  close(closures: readonly Closure[]): void {
    if (closures === this.#closures) return;
    this.#closures = closures;
    this.#closed = closedRoads(this.edges, this.all, closures);
  }

  /** All roads, whoever uses them, closed or not. */
  get all(): RoadGraph {
    this.#all ??= roadGraph(this.#city.points, this.#city.roads);
    return this.#all;
  }

  /** Closures on the road of an index that are in force at an instant for vehicles. */
  closuresOf(road: number, nowMs: number): ClosedRoad[] {
    return inForce(this.#closed, 'car', nowMs).filter((one) => one.road === road);
  }

  /** The roads as a vehicle travels them at an instant, milliseconds since 1970. */
  graph(vehicle: UnitVehicle, nowMs: number): RoadGraph {
    const hour = hourOfWeek(this.zone, nowMs);
    const closedNow = inForce(this.#closed, vehicle, nowMs);
    const closed = closedNow.map(({ id }) => id).join();
    const known = this.#now.get(vehicle);
    if (known?.hour === hour && known.closed === closed) return known.graph;
    const own = this.#graphs.get(vehicle) ?? graphFor(this.#city, vehicle);
    this.#graphs.set(vehicle, own);
    const graph = without(atHour(own, PROFILE, hour), closedNow);
    this.#now.set(vehicle, { hour, closed, graph });
    return graph;
  }
}
