import { isWithinCode } from '../../core/contract/area-code.ts';
import type { CheckpointProperties } from '../../core/contract/checkpoint.ts';
import type {
  CheckpointNet,
  NetClosing,
  NetCrossing,
  NetCheckpoint as WireCheckpoint,
} from '../../core/contract/checkpoint-net.ts';
import { LANES_ONE_WAY } from '../../core/cordon/checkpoint-net-terms.ts';
import type { TripKind } from '../../core/cordon/checkpoint-net-trips.ts';
import { fromInt7, toInt7 } from '../../core/geometry/integer.ts';
import type { FlatRing } from '../../core/geometry/ring.ts';
import type { RoadGraph } from '../../core/network/road-graph.ts';
import type { Deps } from '../deps.ts';
import { selectArea } from '../queries/areas.ts';
import { type CoverageGrid, selectCoverageGrids } from '../queries/coverage.ts';
import { selectPlanInForce } from '../queries/grids.ts';
import type { NetAnswer, NetClosingAnswer, NetQuestion, NetSituation } from './checkpoint-net-protocol.ts';
import type { CheckpointNetThread } from './checkpoint-net-thread.ts';
import { type NetZones, zonesOf } from './checkpoint-net-zones.ts';
import { polygonsOf } from './cordon-planner.ts';
import type { CityTravel } from './road-book.ts';

type BookDeps = Pick<Deps, 'database' | 'memory' | 'roads' | 'clock'>;
type Closing = Extract<NetQuestion, { what: 'closing' }>['closing'];

interface SeenCheckpoint {
  id: string;
  lng: number;
  lat: number;
  properties: CheckpointProperties;
}

/** All that an answer goes by. */
interface Now extends NetZones {
  travel: CityTravel;
  graph: RoadGraph;
  checkpoints: SeenCheckpoint[];
  situation: NetSituation;
  nowMs: number;
}

const GRIDS_KEPT_MS = 10 * 60_000;

/** Answers questions about the checkpoint net of an area, from what the thread works out. */
export class CheckpointNetBook {
  readonly #deps: BookDeps;
  readonly #thread: CheckpointNetThread;
  #grids: { planId: string | undefined; grids: readonly CoverageGrid[]; atMs: number } | undefined;
  /** Outlines by code, of the roads that they were read with: an import brings other ones of both. */
  #areas: { travel: CityTravel; byCode: Map<string, FlatRing[][]> } | undefined;
  readonly #serials = new WeakMap<RoadGraph, number>();
  #serial = 0;

  constructor(deps: BookDeps, thread: CheckpointNetThread) {
    this.#deps = deps;
    this.#thread = thread;
  }

  /** The net of an area as checkpoints of a scope see it; undefined: there is no such area. */
  async net(within: string, scopeCode: string, signal: AbortSignal): Promise<CheckpointNet | undefined> {
    const now = await this.#now(within, scopeCode);
    if (!now) return undefined;
    if (now.travel.isEmpty) return wired(within, now, NOTHING);
    const { situation, travel, graph } = now;
    const states = situation.checkpoints.map(({ isHeld }) => (isHeld ? '1' : '0')).join('');
    const key = `net ${states} ${situation.key}`;
    const answer = await this.#thread.ask(key, { what: 'net', situation }, { travel, graph }, signal);
    return wired(within, now, answer);
  }

  /** What closing costs; undefined: there is no such area; a word: why nothing can be closed there. */
  async closing(
    within: string,
    scopeCode: string,
    closing: Closing,
    signal: AbortSignal,
  ): Promise<NetClosing | 'no_roads' | 'off_road' | 'unknown_checkpoint' | undefined> {
    const now = await this.#now(within, scopeCode);
    if (!now) return undefined;
    const { situation, travel, graph, checkpoints } = now;
    if ('checkpointId' in closing && !checkpoints.some(({ id }) => id === closing.checkpointId))
      return 'unknown_checkpoint';
    if (travel.isEmpty) return 'no_roads';
    const key = `closing ${JSON.stringify(closing)} ${situation.key}`;
    const question = { what: 'closing' as const, situation, closing };
    const answer = await this.#thread.ask(key, question, { travel, graph }, signal);
    if (answer === 'off_road') return answer;
    return closingOf(now, answer, closing);
  }

  async #now(within: string, scopeCode: string): Promise<Now | undefined> {
    const { roads, memory, clock } = this.#deps;
    const nowMs = clock();
    const travel = await roads.current();
    const area = await this.#area(travel, within);
    if (!area) return undefined;
    const graph = travel.graph('car', nowMs);
    const grids = await this.#currentGrids();
    const institutions = [...(await memory.featuresOf('institutions'))];
    const codes = institutions.map(({ properties }) => String(properties.areaCode));
    const ofZones = zonesOf(grids, within, codes);
    const checkpoints = [...(await memory.featuresOf('checkpoints'))].flatMap(
      ({ id, geometry, properties }) => {
        const own = properties as unknown as CheckpointProperties;
        const [lng, lat] = (geometry as { coordinates: [number, number] }).coordinates;
        return isWithinCode(own.areaCode, scopeCode) ? [{ id, lng, lat, properties: own }] : [];
      },
    );
    const places = checkpoints.map(({ id, lng, lat, properties }) => ({
      id,
      lng7: toInt7(lng),
      lat7: toInt7(lat),
      isHeld: properties.state !== 'open',
    }));
    const zones = ofZones.zones.map(({ lng7, lat7, produces, attracts }) => ({
      lng7,
      lat7,
      produces,
      attracts,
    }));
    const key = [
      within,
      this.#serialOf(graph),
      JSON.stringify(places.map(({ id, lng7, lat7 }) => [id, lng7, lat7])),
      JSON.stringify(zones.map((zone) => Object.values(zone))),
    ].join(' ');
    const situation = { key, area, checkpoints: places, zones };
    return { ...ofZones, travel, graph, checkpoints, situation, nowMs };
  }

  #serialOf(graph: RoadGraph): number {
    const known = this.#serials.get(graph);
    if (known !== undefined) return known;
    this.#serial += 1;
    this.#serials.set(graph, this.#serial);
    return this.#serial;
  }

  async #area(travel: CityTravel, code: string): Promise<FlatRing[][] | undefined> {
    if (this.#areas?.travel !== travel) this.#areas = { travel, byCode: new Map() };
    const { byCode } = this.#areas;
    const known = byCode.get(code);
    if (known) return known;
    const area = await selectArea(this.#deps.database, code, code);
    if (!area) return undefined;
    const polygons = polygonsOf(area.geometry);
    byCode.set(code, polygons);
    return polygons;
  }

  async #currentGrids(): Promise<readonly CoverageGrid[]> {
    const { database, clock } = this.#deps;
    const planId = await selectPlanInForce(database);
    const nowMs = clock();
    const known = this.#grids;
    if (known && known.planId === planId && nowMs - known.atMs < GRIDS_KEPT_MS) return known.grids;
    const grids = await selectCoverageGrids(database);
    this.#grids = { planId, grids, atMs: nowMs };
    return grids;
  }
}

/** A city without roads. */
const NOTHING: NetAnswer = {
  crossings: [],
  least: { lanes: 0, roads: 0 },
  cut: [],
  checkpoints: [],
  offRoad: [],
  zonesApart: 0,
  trips: { within: 0, across: 0 },
};

function wired(within: string, now: Now, answer: NetAnswer): CheckpointNet {
  const { travel, graph, zones, level, from, to, nowMs } = now;
  return {
    within,
    byRoad: !travel.isEmpty,
    crossings: answer.crossings.map((one) => crossingOf(travel, one)),
    checkpoints: weighed(within, now, answer),
    least: { ...answer.least, cut: answer.cut.map((road) => lineOf(travel, road)) },
    model: { from, to, level, zones: zones.length, apart: answer.zonesApart, trips: answer.trips },
    closedRoads: closedIn(graph),
    asOf: new Date(nowMs).toISOString(),
  };
}

function closingOf(now: Now, answer: NetClosingAnswer, closing: Closing): NetClosing {
  const { checkpoints, zones, travel, nowMs } = now;
  const cost = ({ worst, ...rest }: NetClosingAnswer[TripKind]) => ({
    ...rest,
    worst: worst && {
      fromCode: zones[worst.zone]!.code,
      toCode: worst.toZone === null ? null : zones[worst.toZone]!.code,
      to: pointOf(worst),
      extraSeconds: worst.extraSeconds,
    },
  });
  const id = 'checkpointId' in closing ? closing.checkpointId : null;
  const checkpoint = checkpoints.find((one) => one.id === id);
  return {
    kind: answer.kind,
    place: pointOf(answer),
    ...(checkpoint ? namesOf(checkpoint.properties) : roadNames(travel, answer.roads)),
    within: cost(answer.within),
    across: cost(answer.across),
    asOf: new Date(nowMs).toISOString(),
  };
}

function crossingOf(
  { roads }: CityTravel,
  { road, own, leaves, nearest, ...place }: NetAnswer['crossings'][number],
): NetCrossing {
  const { nameZh, nameEn, class: roadClass } = roads[road]!;
  return {
    place: pointOf(place),
    nameZh,
    nameEn,
    roadClass,
    lanes: LANES_ONE_WAY[roadClass],
    checkpointIds: [...own],
    leaves,
    nearest: nearest && {
      checkpointId: nearest.id,
      metres: Math.round(nearest.metres),
      seconds: nearest.seconds === null ? null : Math.round(nearest.seconds),
    },
  };
}

/** Those of the area, on its roads or not, and those beyond its border on a road that leads over it; what matters most first. */
function weighed(within: string, { checkpoints }: Now, answer: NetAnswer): WireCheckpoint[] {
  const weights = new Map(answer.checkpoints.map((one) => [one.id, one]));
  return checkpoints
    .filter(({ id, properties }) => weights.has(id) || isWithinCode(properties.areaCode, within))
    .map(({ id, lng, lat, properties }): WireCheckpoint => {
      const { code, border, state, stateSince } = properties;
      const { drop = null, share = null } = weights.get(id) ?? {};
      const place = { type: 'Point' as const, coordinates: [lng, lat] as [number, number] };
      return { id, code, ...namesOf(properties), place, border, state, stateSince, drop, share };
    })
    .sort(byWeight);
}

function byWeight(a: WireCheckpoint, b: WireCheckpoint): number {
  return (
    (b.drop?.lanes ?? -1) - (a.drop?.lanes ?? -1) ||
    (b.drop?.roads ?? -1) - (a.drop?.roads ?? -1) ||
    (b.share?.across ?? -1) - (a.share?.across ?? -1) ||
    (b.share?.within ?? -1) - (a.share?.within ?? -1) ||
    (a.code < b.code ? -1 : 1)
  );
}

function lineOf({ roads }: CityTravel, road: number) {
  const { line } = roads[road]!;
  const coordinates = Array.from({ length: line.length / 2 }, (_, i): [number, number] => [
    fromInt7(line[i * 2]!),
    fromInt7(line[i * 2 + 1]!),
  ]);
  return { type: 'LineString' as const, coordinates };
}

/** Roads with a link that is closed now. */
function closedIn({ linkRoad, partSeconds }: RoadGraph): number {
  const closed = new Set<number>();
  partSeconds.forEach((seconds, link) => {
    if (seconds === Number.POSITIVE_INFINITY) closed.add(linkRoad[link]!);
  });
  return closed.size;
}

const MOST_NAMES = 2;

function roadNames({ roads }: CityTravel, numbers: readonly number[]): { nameZh: string; nameEn: string } {
  const own = numbers.map((road) => roads[road]!).sort((a, b) => b.speedKmh - a.speedKmh);
  const joined = (key: 'nameZh' | 'nameEn', by: string): string =>
    [...new Set(own.map((road) => road[key]).filter((name) => name !== ''))].slice(0, MOST_NAMES).join(by);
  return { nameZh: joined('nameZh', '、'), nameEn: joined('nameEn', ' / ') };
}

function namesOf({ nameZh, nameEn }: { nameZh: string; nameEn: string }) {
  return { nameZh, nameEn };
}

function pointOf({ lng7, lat7 }: { lng7: number; lat7: number }) {
  return { type: 'Point' as const, coordinates: [fromInt7(lng7), fromInt7(lat7)] as [number, number] };
}
