import type { Closure } from '../../core/contract/closure.ts';
import type { EdgeIndex } from '../../core/network/edge-index.ts';
import { atHour, hourOfWeek, speedsAt, typicalWeek } from '../../core/network/hour-profile.ts';
import type { RoadGraph } from '../../core/network/road-graph.ts';
import { TRAVEL } from '../../core/network/travel.ts';
import { type TurnRule, turnRules } from '../../core/network/turn-rules.ts';
import type { RoadPieces } from '../../core/patrol/road-pieces.ts';
import type { UnitVehicle } from '../../core/vocabulary.ts';
import type { Database } from '../database/database.ts';
import type { LogFollower } from '../live/log-follower.ts';
import { LogReading } from '../live/log-reading.ts';
import { selectCityZone } from '../queries/city.ts';
import { selectClosures } from '../queries/closures.ts';
import { type MadeCity, RoadMaker } from '../roads/road-maker.ts';
import type { RoadWire } from '../roads/road-wire.ts';
import { type ClosedRoad, closedRoads, inForce, without } from './closed-roads.ts';

const PROFILE = typicalWeek();
/** Graphs that are kept: of some vehicles at hours of different speeds. */
const MOST_GRAPHS = 12;

/** The roads of the city, read once: kept until an import brings others, which are made aside. Who asks for them meanwhile waits; nobody else does. */
export class RoadBook {
  readonly #maker: RoadMaker;
  readonly #roads: LogReading<CityTravel>;
  readonly #closures: LogReading<Closure[]>;

  constructor({
    database,
    follower,
    clock,
  }: { database: Database; follower: LogFollower; clock: () => number }) {
    const maker = new RoadMaker(database);
    this.#maker = maker;
    this.#roads = new LogReading(follower, {
      read: async () => new CityTravel(await maker.make(), await selectCityZone(database)),
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

  /** Ends the making of roads that is under way. */
  async close(): Promise<void> {
    await this.#maker.close();
  }
}

/** The roads as each vehicle travels them, at the hour. */
export class CityTravel {
  readonly #made: MadeCity;
  /** Of the city's clock, an IANA name. */
  readonly zone: string;
  /** By vehicle, speeds and what is closed; the one asked for last is the last. */
  readonly #recent = new Map<string, RoadGraph>();
  #closures: readonly Closure[] = [];
  #closed: readonly ClosedRoad[] = [];
  #turnRules: readonly TurnRule[] | undefined;

  constructor(made: MadeCity, zone: string) {
    this.#made = made;
    this.zone = zone;
  }

  get edges(): EdgeIndex {
    return this.#made.edges;
  }

  /** In the order of every graph. */
  get roads(): MadeCity['roads'] {
    return this.#made.roads;
  }

  /** The roads as they go to another thread. */
  get columns(): MadeCity['columns'] {
    return this.#made.columns;
  }

  /** The pieces that tell which roads were driven. */
  get pieces(): RoadPieces {
    return this.#made.pieces;
  }

  /** The roads as browsers get them; some time after the first answers by them. */
  get wire(): Promise<RoadWire> {
    return this.#made.wire;
  }

  /** The turns that may not be made, or the only ones that may; ways and times keep to them. */
  get turnRules(): readonly TurnRule[] {
    this.#turnRules ??= turnRules([...this.#made.graphs.values()], this.#made.restrictions);
    return this.#turnRules;
  }

  get isEmpty(): boolean {
    return this.roads.length === 0;
  }

  /** Closes these roads, and opens all others. */
  close(closures: readonly Closure[]): void {
    if (closures === this.#closures) return;
    this.#closures = closures;
    this.#closed = closedRoads(this.edges, this.all, closures);
  }

  /** All roads, whoever uses them, closed or not. */
  get all(): RoadGraph {
    return this.#made.all;
  }

  /** Closures on the road of an index that are in force at an instant for vehicles. */
  closuresOf(road: number, nowMs: number): ClosedRoad[] {
    return inForce(this.#closed, 'car', nowMs).filter((one) => one.road === road);
  }

  /** The roads as a vehicle travels them at an instant, milliseconds since 1970; the same graph for the same speeds and closures, as long as it is kept. */
  graph(vehicle: UnitVehicle, nowMs: number): RoadGraph {
    const hour = hourOfWeek(this.zone, nowMs);
    const closedNow = inForce(this.#closed, vehicle, nowMs);
    const speeds = TRAVEL[vehicle].isInTraffic ? speedsAt(PROFILE, hour) : '';
    const key = [vehicle, speeds, ...closedNow.map(({ id }) => id)].join(' ');
    const graph = this.#recent.get(key) ?? without(atHour(this.own(vehicle), PROFILE, hour), closedNow);
    this.#recent.delete(key);
    this.#recent.set(key, graph);
    for (const old of this.#recent.keys()) if (this.#recent.size > MOST_GRAPHS) this.#recent.delete(old);
    return graph;
  }

  /** The roads as a vehicle travels them when nothing is closed and nobody else is on them. */
  own(vehicle: UnitVehicle): RoadGraph {
    const own = this.#made.graphs.get(vehicle);
    if (!own) throw new Error(`no graph was made for ${vehicle}`);
    return own;
  }
}
