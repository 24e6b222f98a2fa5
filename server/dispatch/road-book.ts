import { type EdgeIndex, indexEdges } from '../../core/network/edge-index.ts';
import { atHour, hourOfWeek, typicalWeek } from '../../core/network/hour-profile.ts';
import type { RoadGraph } from '../../core/network/road-graph.ts';
import type { UnitVehicle } from '../../core/vocabulary.ts';
import type { Database } from '../database/database.ts';
import type { LogFollower } from '../live/log-follower.ts';
import { LogReading } from '../live/log-reading.ts';
import { type CityRoads, graphFor, loadCityRoads } from '../live/road-network.ts';
import { selectCityZone } from '../queries/city.ts';

const PROFILE = typicalWeek();

/** The roads of the city, read once: kept until an import brings others. */
export class RoadBook {
  readonly #roads: LogReading<CityTravel>;

  constructor({ database, follower }: { database: Database; follower: LogFollower }) {
    this.#roads = new LogReading(follower, {
      read: async () => new CityTravel(await loadCityRoads(database), await selectCityZone(database)),
      apply: (_, { noun }) => noun !== 'imports',
    });
  }

  /** The roads as they are now. */
  async current(): Promise<CityTravel> {
    return await this.#roads.current();
  }
}

/** The roads as each vehicle travels them, at the hour. */
export class CityTravel {
  readonly edges: EdgeIndex;
  readonly #city: CityRoads;
  /** Of the city's clock, an IANA name. */
  readonly zone: string;
  readonly #graphs = new Map<UnitVehicle, RoadGraph>();
  #hour = -1;
  readonly #now = new Map<UnitVehicle, RoadGraph>();

  constructor(city: CityRoads, zone: string) {
    this.#city = city;
    this.zone = zone;
    this.edges = indexEdges(city.roads);
  }

  get isEmpty(): boolean {
    return this.#city.roads.length === 0;
  }

  /** The roads as a vehicle travels them at an instant, milliseconds since 1970. */
  graph(vehicle: UnitVehicle, nowMs: number): RoadGraph {
    const hour = hourOfWeek(this.zone, nowMs);
    if (hour !== this.#hour) this.#now.clear();
    this.#hour = hour;
    return kept(this.#now, vehicle, () =>
      atHour(
        kept(this.#graphs, vehicle, () => graphFor(this.#city, vehicle)),
        PROFILE,
        hour,
      ),
    );
  }
}

function kept<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}
