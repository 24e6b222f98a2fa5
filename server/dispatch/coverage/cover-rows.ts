/** What each facility reaches, kept by where it is: only who moved is searched for again. */
import { type CoverRow, coverSets, rowOf } from '../../../core/coverage/cover-sets.ts';
import type { RoadSpots } from '../../../core/coverage/road-covers.ts';
import { MOST_COVERAGE_MINUTES } from '../../../core/coverage/vocabulary.ts';
import { distanceMetres } from '../../../core/geometry/metres.ts';
import type { RoadGraph } from '../../../core/network/road-graph.ts';
import type { Direction } from '../../../core/network/spots.ts';
import type { UnitVehicle } from '../../../core/vocabulary.ts';
import type { Deps } from '../../deps.ts';
import { inTurns } from '../../in-turns.ts';
import type { CityTravel } from '../road-book.ts';
import { type Place, roadBeside, straightSeconds, walkSeconds } from '../travel-times.ts';
import type { CoverageGround } from './ground.ts';

export const MOST_SECONDS = MOST_COVERAGE_MINUTES * 60;
/** Times that are kept, all graphs together. */
const MOST_KEPT = 4_000_000;
const NONE = rowOf(coverSets([[]]), 0);

export interface RowQuestion {
  travel: CityTravel;
  vehicle: UnitVehicle;
  /** The instant whose speeds count. */
  atMs: number;
  /** From who comes to the grids, or from the grids to them. */
  direction: Direction;
  /** Who comes later is not looked for. */
  mostSeconds: number;
  ground: Pick<CoverageGround, 'grids'>;
}

export class CoverRows {
  readonly #ways: Deps['ways'];
  readonly #spots = new WeakMap<RoadGraph, { grids: CoverageGround['grids']; spots: RoadSpots }>();
  readonly #keys = new WeakMap<RoadGraph, number>();
  readonly #rows = new Map<string, CoverRow>();
  #grids: CoverageGround['grids'] | undefined;
  #kept = 0;
  #graphs = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(ways: Deps['ways']) {
    this.#ways = ways;
  }

  /** A row for each place, by road; in a city without roads along straight lines. Questions wait for one another, so that nothing is searched twice. */
  async rows(question: RowQuestion, places: readonly Place[], signal?: AbortSignal): Promise<CoverRow[]> {
    const turn = this.#turn.then(() => this.#find(question, places, signal));
    this.#turn = turn.catch(() => undefined);
    return await turn;
  }

  async #find(question: RowQuestion, places: readonly Place[], signal?: AbortSignal): Promise<CoverRow[]> {
    const { travel, vehicle, atMs, direction, mostSeconds, ground } = question;
    if (ground.grids !== this.#grids) this.#forget(ground.grids);
    if (travel.isEmpty) return await straightRows(question, places);
    const graph = travel.graph(vehicle, atMs);
    const prefix = `${this.#keyOf(graph)} ${direction} ${mostSeconds}`;
    const keys = places.map(({ lng7, lat7 }) => `${prefix} ${lng7} ${lat7}`);
    const missing = [...new Map(keys.map((key, i) => [key, places[i]!]))].filter(
      ([key]) => !this.#rows.has(key),
    );
    if (missing.length > 0) {
      const demand = await this.#demandOf(travel, graph, ground);
      const facilities = await spotsOf(
        travel,
        graph,
        missing.map(([, place]) => place),
      );
      const asked = { direction, facilities, demand, mostSeconds };
      const sets = await this.#ways.covers(graph, asked, signal);
      missing.forEach(([key], i) => {
        this.#keep(key, rowOf(sets, i));
      });
    }
    const rows = keys.map((key) => this.#rows.get(key) ?? NONE);
    keys.forEach((key, i) => {
      this.#rows.delete(key);
      this.#rows.set(key, rows[i]!);
    });
    this.#dropOld();
    return rows;
  }

  #keyOf(graph: RoadGraph): number {
    const known = this.#keys.get(graph) ?? ++this.#graphs;
    this.#keys.set(graph, known);
    return known;
  }

  async #demandOf(
    travel: CityTravel,
    graph: RoadGraph,
    { grids }: RowQuestion['ground'],
  ): Promise<RoadSpots> {
    const known = this.#spots.get(graph);
    if (known?.grids === grids) return known.spots;
    const spots = await spotsOf(travel, graph, grids);
    this.#spots.set(graph, { grids, spots });
    return spots;
  }

  #keep(key: string, row: CoverRow): void {
    this.#rows.set(key, row);
    this.#kept += row.demand.length;
  }

  /** Those that nobody asked for longest go first. */
  #dropOld(): void {
    for (const [key, row] of this.#rows) {
      if (this.#kept <= MOST_KEPT) return;
      this.#rows.delete(key);
      this.#kept -= row.demand.length;
    }
  }

  #forget(grids: CoverageGround['grids']): void {
    this.#grids = grids;
    this.#rows.clear();
    this.#kept = 0;
  }
}

/** Places beside the roads of a graph, as columns. */
export async function spotsOf(
  travel: CityTravel,
  graph: RoadGraph,
  places: readonly Place[],
): Promise<RoadSpots> {
  const spots = {
    road: new Int32Array(places.length).fill(-1),
    fraction: new Float64Array(places.length),
    walkSeconds: new Float64Array(places.length),
  };
  let at = 0;
  for await (const place of inTurns(places)) {
    const spot = roadBeside(travel, graph, place);
    if (spot) {
      spots.road[at] = spot.road;
      spots.fraction[at] = spot.fraction;
      spots.walkSeconds[at] = walkSeconds(spot);
    }
    at += 1;
  }
  return spots;
}

async function straightRows(
  { vehicle, mostSeconds, ground: { grids } }: RowQuestion,
  places: readonly Place[],
): Promise<CoverRow[]> {
  const rows: CoverRow[] = [];
  for await (const place of inTurns(places)) {
    const pairs = grids.flatMap((grid, at): [number, number][] => {
      const seconds = straightSeconds({ vehicle, place }, grid);
      return seconds <= mostSeconds ? [[at, seconds]] : [];
    });
    rows.push(rowOf(coverSets([pairs]), 0));
  }
  return rows;
}

/** A unit of latitude (1e-7 degree) is longer than this, anywhere. */
const METRES_PER_LAT7 = 0.011;

/** What devices see: the grid in which they stand, and those whose middle lies within their range. */
export function deviceRows(
  devices: readonly { areaCode: string; place: Place | null; rangeMetres: number }[],
  { grids, gridAt }: CoverageGround,
): CoverRow[] {
  const byLat = [...grids.keys()].sort((a, b) => grids[a]!.lat7 - grids[b]!.lat7);
  const lats = Int32Array.from(byLat, (at) => grids[at]!.lat7);
  return devices.map(({ areaCode, place, rangeMetres }) => {
    const seen = new Set<number>();
    const own = gridAt.get(areaCode);
    if (own !== undefined) seen.add(own);
    if (place && rangeMetres > 0) {
      const { lng7, lat7 } = place;
      const span = rangeMetres / METRES_PER_LAT7;
      for (let i = firstFrom(lats, lat7 - span); i < lats.length && lats[i]! <= lat7 + span; i += 1) {
        const grid = grids[byLat[i]!]!;
        if (distanceMetres(lng7, lat7, grid.lng7, grid.lat7) <= rangeMetres) seen.add(byLat[i]!);
      }
    }
    return rowOf(coverSets([[...seen].map((at): [number, number] => [at, 0])]), 0);
  });
}

/** Index of the first of rising values that is not below the least. */
function firstFrom(rising: Int32Array, least: number): number {
  let [low, high] = [0, rising.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rising[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
