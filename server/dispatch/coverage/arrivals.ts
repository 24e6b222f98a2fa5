import type { CoverageArrivals } from '../../../core/contract/coverage.ts';
import { type ArrivalTrip, calibrate, residualsOf, usableTrips } from '../../../core/coverage/calibration.ts';
import { rowOf } from '../../../core/coverage/cover-sets.ts';
import type { RoadGraph } from '../../../core/network/road-graph.ts';
import type { Deps } from '../../deps.ts';
import { type ArrivalRow, selectArrivals } from '../../queries/coverage.ts';
import type { CityTravel } from '../road-book.ts';
import { straightSeconds } from '../travel-times.ts';
import { spotsOf } from './cover-rows.ts';

const KEPT_MS = 10 * 60_000;
const SINCE_MS = 28 * 86_400_000;
const MOST_ARRIVALS = 400;
/** Nobody is sent further. */
const MOST_SECONDS = 90 * 60;

/** How long units took beside the times by road; found anew every ten minutes. */
export class ArrivalBook {
  readonly #deps: Pick<Deps, 'database' | 'ways' | 'clock'>;
  #known: { atMs: number; arrivals: Promise<CoverageArrivals> } | undefined;

  constructor(deps: Pick<Deps, 'database' | 'ways' | 'clock'>) {
    this.#deps = deps;
  }

  async current(travel: CityTravel): Promise<CoverageArrivals> {
    const nowMs = this.#deps.clock();
    if (!this.#known || nowMs - this.#known.atMs >= KEPT_MS) {
      const arrivals = this.#find(travel, nowMs);
      this.#known = { atMs: nowMs, arrivals };
      arrivals.catch(() => {
        this.#known = undefined;
      });
    }
    return await this.#known.arrivals;
  }

  async #find(travel: CityTravel, nowMs: number): Promise<CoverageArrivals> {
    const since = new Date(nowMs - SINCE_MS).toISOString();
    const rows = await selectArrivals(this.#deps.database, since, MOST_ARRIVALS);
    const trips = await this.#trips(travel, rows);
    const calibration = calibrate(trips) ?? null;
    return {
      since,
      calibration,
      residuals: residualsOf(trips, calibration?.ratio ?? 1),
      unused: rows.length - usableTrips(trips).length,
      asOf: new Date(nowMs).toISOString(),
    };
  }

  /** By the roads as each vehicle travelled them at that hour. */
  async #trips(travel: CityTravel, rows: readonly ArrivalRow[]): Promise<ArrivalTrip[]> {
    const known = rows.flatMap((row) => {
      const { fromLng7, fromLat7 } = row;
      return fromLng7 === null || fromLat7 === null
        ? []
        : [{ row, from: { lng7: fromLng7, lat7: fromLat7 } }];
    });
    if (travel.isEmpty)
      return known.map(({ row, from }) =>
        tripOf(row, straightSeconds({ vehicle: row.vehicle, place: from }, placeOf(row))),
      );
    const trips: ArrivalTrip[] = [];
    const groups = new Map<RoadGraph, typeof known>();
    for (const one of known) {
      const graph = travel.graph(one.row.vehicle, one.row.sentMs);
      const own = groups.get(graph);
      if (own) own.push(one);
      else groups.set(graph, [one]);
    }
    for (const [graph, own] of groups) {
      const seconds = await this.#secondsOf(travel, graph, own);
      own.forEach(({ row }, i) => {
        trips.push(tripOf(row, seconds[i]!));
      });
    }
    return trips;
  }

  async #secondsOf(
    travel: CityTravel,
    graph: RoadGraph,
    trips: readonly { row: ArrivalRow; from: { lng7: number; lat7: number } }[],
  ): Promise<number[]> {
    const facilities = await spotsOf(
      travel,
      graph,
      trips.map(({ from }) => from),
    );
    const demand = await spotsOf(
      travel,
      graph,
      trips.map(({ row }) => placeOf(row)),
    );
    const asked = { direction: 'from' as const, facilities, demand, mostSeconds: MOST_SECONDS };
    const sets = await this.#deps.ways.covers(graph, asked);
    return trips.map((_, i) => {
      const row = rowOf(sets, i);
      return row.seconds[row.demand.indexOf(i)] ?? Number.POSITIVE_INFINITY;
    });
  }
}

function placeOf({ toLng7, toLat7 }: ArrivalRow) {
  return { lng7: toLng7, lat7: toLat7 };
}

function tripOf({ sentMs, arrivedMs }: ArrivalRow, byRoadSeconds: number): ArrivalTrip {
  return { byRoadSeconds, observedSeconds: (arrivedMs - sentMs) / 1000 };
}
