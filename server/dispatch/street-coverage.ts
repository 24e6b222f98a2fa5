import { cityShift } from '../../core/city-time.ts';
import { CODE_LENGTH, isWithinCode } from '../../core/contract/area-code.ts';
import type { AreaCoverage, RoadsNotDriven, StreetCoverage } from '../../core/contract/street-coverage.ts';
import { areaOfUnit } from '../../core/live/area-watch.ts';
import { measureLine, pointAlong } from '../../core/network/along.ts';
import type { Road } from '../../core/network/road-graph.ts';
import type { CoveragePeriod } from '../../core/patrol/look-back.ts';
import { drivenMetres } from '../../core/patrol/road-pieces.ts';
import type { Deps } from '../deps.ts';
import { inTurns } from '../in-turns.ts';
import { loadGround } from '../live/sentry/ground.ts';
import { selectAreas } from '../queries/areas.ts';
import { selectRoadDrives } from '../queries/road-drives.ts';
import { commonArea } from '../queries/scope.ts';
import { knownUntil } from './dosage.ts';
import type { CityTravel } from './road-book.ts';

type CoverageDeps = Pick<Deps, 'database' | 'roads' | 'clock'>;
type Level = 'street' | 'community';

const WEEK_MS = 7 * 86_400_000;
const MOST_AREAS = 5000;
const MOST_ROADS = 2000;

/** A road that patrols are meant to drive, where its middle is and in which grid. */
interface PatrolledRoad {
  road: Road;
  grid: string;
  lng7: number;
  lat7: number;
}

const patrolled = new WeakMap<CityTravel, Promise<PatrolledRoad[]>>();

/** The roads of the city but motorways and tracks, with the grids that hold their middles. Kept as long as the roads are. */
function patrolledRoads({ database }: CoverageDeps, travel: CityTravel): Promise<PatrolledRoad[]> {
  const known = patrolled.get(travel) ?? locate(database, travel);
  patrolled.set(travel, known);
  known.catch(() => patrolled.delete(travel));
  return known;
}

async function locate(database: Deps['database'], travel: CityTravel): Promise<PatrolledRoad[]> {
  const { grids } = await loadGround(database);
  const located: PatrolledRoad[] = [];
  for await (const road of inTurns(travel.roads)) {
    if (road.class === 'motorway' || road.class === 'track' || road.line.length < 2) continue;
    const line = measureLine(road.line);
    const { lng7, lat7 } = pointAlong(line, line.lengthMetres / 2);
    const grid = areaOfUnit(grids, '', lng7, lat7);
    if (grid !== undefined) located.push({ road, grid, lng7, lat7 });
  }
  return located;
}

/** From when to when a period is, milliseconds since 1970: whole shifts of the city's clock. */
export function coveragePeriod(zone: string, period: CoveragePeriod, nowMs: number) {
  const { startMs } = cityShift(zone, nowMs);
  if (period === 'now') return { fromMs: startMs, toMs: nowMs };
  if (period === 'shift') return { fromMs: cityShift(zone, startMs - 1).startMs, toMs: startMs };
  return { fromMs: nowMs - WEEK_MS, toMs: nowMs };
}

interface CoverageQuery {
  period: CoveragePeriod;
  within: string;
  scopeCode: string;
}

/** How much of the roads of an area was driven, by its streets or communities; undefined: the area is not in the scope. */
export async function streetCoverage(
  deps: CoverageDeps,
  query: CoverageQuery & { level: Level },
): Promise<StreetCoverage | undefined> {
  const area = commonArea(query.within, query.scopeCode);
  if (area === undefined) return undefined;
  const { roads, masks, span } = await look(deps, query, area);
  const sums = new Map<string, Sum>();
  for (const { road, grid, lng7, lat7 } of roads) {
    const code = grid.slice(0, CODE_LENGTH[query.level]);
    const sum = sums.get(code) ?? { metres: 0, driven: 0, lng: 0, lat: 0 };
    sum.metres += road.lengthMetres;
    sum.driven += drivenMetres(road.lengthMetres, masks.get(road.id) ?? 0);
    sum.lng += lng7 * road.lengthMetres;
    sum.lat += lat7 * road.lengthMetres;
    sums.set(code, sum);
  }
  const filter = { scopeCode: query.scopeCode, within: area, level: query.level, limit: MOST_AREAS };
  const names = await selectAreas(deps.database, filter, 'point');
  const items = names.flatMap(({ properties: { code, nameZh, nameEn } }): AreaCoverage[] => {
    const sum = sums.get(code);
    return sum ? [{ code, nameZh, nameEn, ...figuresOf(sum) }] : [];
  });
  const all = [...sums.values()];
  return {
    period: query.period,
    fromAt: new Date(span.fromMs).toISOString(),
    toAt: new Date(span.toMs).toISOString(),
    known: await knownUntil(deps),
    roadKm: all.reduce((sum, { metres }) => sum + metres, 0) / 1000,
    drivenKm: all.reduce((sum, { driven }) => sum + driven, 0) / 1000,
    items: items.sort(
      (a, b) =>
        a.drivenKm / a.roadKm - b.drivenKm / b.roadKm || b.roadKm - a.roadKm || (a.code < b.code ? -1 : 1),
    ),
  };
}

interface Sum {
  metres: number;
  driven: number;
  lng: number;
  lat: number;
}

function figuresOf({ metres, driven, lng, lat }: Sum) {
  const degrees = (sum: number) => Math.round(sum / metres) / 1e7;
  return { roadKm: metres / 1000, drivenKm: driven / 1000, lng: degrees(lng), lat: degrees(lat) };
}

async function look(deps: CoverageDeps, { period }: CoverageQuery, area: string) {
  const travel = await deps.roads.current();
  const span = coveragePeriod(travel.zone, period, deps.clock());
  const roads = (await patrolledRoads(deps, travel)).filter(
    ({ grid, road }) => isWithinCode(grid, area) && road.lengthMetres > 0,
  );
  const drives = await selectRoadDrives(deps.database, span);
  return { roads, span, masks: new Map(drives.map(({ roadId, pieces }) => [roadId, pieces])) };
}

/** The roads of an area that were not driven from end to end, those with the most left first, at most 2,000. */
export async function roadsNotDriven(
  deps: CoverageDeps,
  query: CoverageQuery,
): Promise<RoadsNotDriven | undefined> {
  const area = commonArea(query.within, query.scopeCode);
  if (area === undefined) return undefined;
  const { roads, masks } = await look(deps, query, area);
  const left = roads
    .map(({ road }) => ({ road, driven: drivenMetres(road.lengthMetres, masks.get(road.id) ?? 0) }))
    .filter(({ road, driven }) => driven < road.lengthMetres)
    .sort(
      (a, b) => b.road.lengthMetres - b.driven - (a.road.lengthMetres - a.driven) || a.road.id - b.road.id,
    );
  return {
    type: 'FeatureCollection',
    features: left.slice(0, MOST_ROADS).map(({ road, driven }) => featureOf(road, driven)),
    asOf: new Date(deps.clock()).toISOString(),
  };
}

function featureOf({ id, nameZh, nameEn, line, lengthMetres }: Road, driven: number) {
  const coordinates = Array.from({ length: line.length / 2 }, (_, i): [number, number] => [
    line[2 * i]! / 1e7,
    line[2 * i + 1]! / 1e7,
  ]);
  const properties = { nameZh, nameEn, lengthMetres, drivenMetres: driven };
  return { type: 'Feature' as const, id, geometry: { type: 'LineString' as const, coordinates }, properties };
}
