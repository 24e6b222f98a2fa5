/** Units against grids and fences, a second's work: ours against a search through all and against PostGIS, and whether all agree, both engines. */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { locateInPolygon } from '../core/geometry/ring.ts';
import { shapesCovering } from '../core/geometry/shape-index.ts';
import { type AreaShape, areaOfUnit } from '../core/live/area-watch.ts';
import {
  type FenceShape,
  type FenceWatch,
  type Fix,
  newFenceWatch,
  takeFixes,
} from '../core/live/geofence.ts';
import { openPrepared } from '../data/seed/prepare.ts';
import type { Database } from '../server/database/database.ts';
import { sql } from '../server/database/sql.ts';
import { type Ground, loadGround, ringsOf } from '../server/live/sentry/ground.ts';
import { selectPostgisVersion } from '../server/queries/postgis-version.ts';
import { readGridShapes } from '../server/queries/tiles.ts';
import { onFreshDatabase } from './city-database.ts';
import { dayOfUnits, makeFences } from './geofence-day.ts';
import { percentile, printResults, type ResultRow, spread } from './table.ts';

/**
 * `--units N`, `--fences N`, `--ticks N` spread over a day, `--sql N` of them also asked of PostGIS and searched through, `--seed N`,
 * `--incidents N` of the city, `--only embedded|postgres`; PostgreSQL needs BENCH_POSTGRES_URL (a superuser's address).
 */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      units: { type: 'string', default: '1000' },
      fences: { type: 'string', default: '200' },
      ticks: { type: 'string', default: '600' },
      sql: { type: 'string', default: '12' },
      seed: { type: 'string', default: '1' },
      incidents: { type: 'string', default: '200000' },
      only: { type: 'string' },
    },
  });
  const { only, incidents, ...rest } = values;
  const prepare = { demo: true, incidents: Number(incidents) };
  const numbers = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, Number(value)]),
  ) as unknown as Numbers;
  const rows: ResultRow[] = [];
  const measureAt = async (databaseUrl: string | null, dataDir: string) => {
    const database = await openPrepared({ databaseUrl, dataDir }, prepare);
    if (database.engine === 'postgres') await database.query(sql`ANALYZE`, { deadlineMs: 120_000 });
    rows.push(...(await measure(database, numbers).finally(() => database.close())));
  };
  if (only !== 'postgres') await measureAt(null, `.bench/city-${incidents}`);
  const serverUrl = process.env.BENCH_POSTGRES_URL;
  if (serverUrl && only !== 'embedded') await onFreshDatabase(serverUrl, (url) => measureAt(url, ''));
  const load = loadavg().map((one) => one.toFixed(1));
  printResults('geofence', rows, { ...numbers, load: load.join(' '), note: NOTE });
}

const NOTE =
  'a tick: every unit has a new fix, its grid is found, all fences are settled. PostGIS and the search through all only find. differ: against ST_Covers on the integers of 1e-7 degree; inDegrees: against ST_Covers on degrees, whose rounding lets a point lie off the slanting border that it is on';

interface Numbers {
  units: number;
  fences: number;
  ticks: number;
  sql: number;
  seed: number;
}

async function measure(database: Database, numbers: Numbers): Promise<ResultRow[]> {
  const ground = await loadGround(database);
  const grids: AreaShape[] = [];
  for await (const { code, wkb } of readGridShapes(database)) grids.push({ code, rings: ringsOf(wkb) });
  const fences = makeFences(grids, numbers.fences, numbers.seed);
  await createTables(database, fences);
  const ticks = await dayOfUnits(database, ground, numbers);
  const every = Math.max(1, Math.floor(ticks.length / numbers.sql));
  const watch = newFenceWatch(fences);
  const arms = { ours: [] as number[], postgis: [] as number[], all: [] as number[] };
  const tally = { pairs: 0, crossings: 0, cpuMs: 0, integers: 0, degrees: 0, all: 0 };
  for (const [index, fixes] of ticks.entries()) {
    const before = process.cpuUsage();
    tally.crossings += await timed(arms.ours, () => oneTick(ground, watch, fixes));
    const { user, system } = process.cpuUsage(before);
    tally.cpuMs += (user + system) / 1000;
    if (index % every !== 0) continue;
    const ours = coveredOf(ground, watch, fixes);
    tally.pairs += ours.size;
    tally.degrees += differences(
      ours,
      await timed(arms.postgis, () => askPostgis(database, fixes, 'degrees')),
    );
    tally.all += differences(ours, await timed(arms.all, () => searchAll(grids, fences, fixes)));
    tally.integers += differences(ours, await askPostgis(database, fixes, 'integers'));
  }
  await database.script('DROP TABLE bench_fence, bench_shape');
  const engine = `${database.engine}, PostGIS ${await selectPostgisVersion(database)}`;
  const timesOf = (arm: keyof typeof arms) => ({
    engine,
    arm,
    ...spread(arms[arm]),
    usPerUnit: (percentile(arms[arm], 50) * 1000) / numbers.units,
  });
  return [
    { ...timesOf('ours'), cpuMs: tally.cpuMs / ticks.length, crossings: tally.crossings },
    { ...timesOf('postgis'), pairs: tally.pairs, differ: tally.integers, inDegrees: tally.degrees },
    { ...timesOf('all'), pairs: tally.pairs, differ: tally.all },
  ];
}

/** The result of `work`; how long it took goes into `samplesMs`. */
async function timed<T>(samplesMs: number[], work: () => T | Promise<T>): Promise<T> {
  const beforeMs = performance.now();
  const result = await work();
  samplesMs.push(performance.now() - beforeMs);
  return result;
}

/** The work of a second; answers how many crossings it confirmed. */
function oneTick({ grids }: Ground, watch: FenceWatch, fixes: readonly Fix[]): number {
  for (const { unitId, lng7, lat7 } of fixes) areaOfUnit(grids, unitId, lng7, lat7);
  return takeFixes(watch, fixes).length;
}

/** `unit shape` of every unit and every grid and fence that covers it. */
function coveredOf({ grids }: Ground, { index, fences }: FenceWatch, fixes: readonly Fix[]): Set<string> {
  const pairs = new Set<string>();
  for (const { unitId, lng7, lat7 } of fixes) {
    for (const shape of shapesCovering(grids.index, lng7, lat7)) pairs.add(`${unitId} ${grids.codes[shape]}`);
    for (const shape of shapesCovering(index, lng7, lat7)) pairs.add(`${unitId} ${fences[shape]?.id}`);
  }
  return pairs;
}

function searchAll(
  grids: readonly AreaShape[],
  fences: readonly FenceShape[],
  fixes: readonly Fix[],
): Set<string> {
  const pairs = new Set<string>();
  const named = [
    ...grids.map(({ code, rings }) => ({ name: code, rings })),
    ...fences.map(({ id, rings }) => ({ name: id, rings })),
  ];
  for (const { unitId, lng7, lat7 } of fixes)
    for (const { name, rings } of named)
      if (locateInPolygon(lng7, lat7, rings) >= 0) pairs.add(`${unitId} ${name}`);
  return pairs;
}

/** The fences in degrees beside the grids, for the arm that is timed; and all shapes in integers, for the truth. */
async function createTables(database: Database, fences: readonly FenceShape[]): Promise<void> {
  await database.script(`DROP TABLE IF EXISTS bench_fence, bench_shape;
    CREATE TABLE bench_fence (name text, geom geometry(Polygon, 4326))`);
  for (const { id, rings } of fences) {
    const [ring = []] = rings;
    const corners: [number, number][] = [];
    for (let i = 0; i < ring.length; i += 2) corners.push([(ring[i] ?? 0) / 1e7, (ring[i + 1] ?? 0) / 1e7]);
    const json = JSON.stringify({ type: 'Polygon', coordinates: [corners] });
    await database.query(
      sql`INSERT INTO bench_fence VALUES (${id}, ST_SetSRID(ST_GeomFromGeoJSON(${json}), 4326))`,
    );
  }
  await database.script(`CREATE INDEX ON bench_fence USING gist (geom);
    CREATE TABLE bench_shape AS
      SELECT name, ST_SetSRID(ST_SnapToGrid(ST_Scale(geom, 1e7, 1e7), 1), 0) AS geom FROM (
        SELECT code AS name, geom FROM grid WHERE plan_id = (SELECT id FROM plan WHERE status = 'in_force')
        UNION ALL SELECT name, geom FROM bench_fence) shape;
    CREATE INDEX ON bench_shape USING gist (geom); ANALYZE bench_fence, bench_shape`);
}

/** One statement for all units, as a server would ask it: the index by &&, then the exact test. */
async function askPostgis(
  database: Database,
  fixes: readonly Fix[],
  where: 'degrees' | 'integers',
): Promise<Set<string>> {
  const scale = where === 'degrees' ? 1e7 : 1;
  const [ids, lngs, lats] = [
    fixes.map(({ unitId }) => unitId),
    fixes.map(({ lng7 }) => lng7 / scale),
    fixes.map(({ lat7 }) => lat7 / scale),
  ];
  const points = sql`fix AS MATERIALIZED (SELECT id, ST_SetSRID(ST_MakePoint(lng, lat), ${scale === 1 ? 0 : 4326}::integer) AS point
    FROM unnest(${ids}::text[], ${lngs}::float8[], ${lats}::float8[]) AS f (id, lng, lat))`;
  const pairs =
    where === 'integers'
      ? sql`SELECT fix.id || ' ' || s.name AS pair FROM fix JOIN bench_shape s ON s.geom && fix.point AND ST_Covers(s.geom, fix.point)`
      : sql`SELECT fix.id || ' ' || g.code AS pair FROM fix JOIN grid g ON g.geom && fix.point AND ST_Covers(g.geom, fix.point)
          WHERE g.plan_id = (SELECT id FROM plan WHERE status = 'in_force')
          UNION ALL SELECT fix.id || ' ' || b.name FROM fix JOIN bench_fence b ON b.geom && fix.point AND ST_Covers(b.geom, fix.point)`;
  const rows = await database.query<{ pair: string }>(sql`WITH ${points} ${pairs}`, { deadlineMs: 60_000 });
  return new Set(rows.map(({ pair }) => pair));
}

function differences(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const missing = (from: ReadonlySet<string>, to: ReadonlySet<string>) =>
    [...from].filter((pair) => !to.has(pair)).length;
  return missing(one, other) + missing(other, one);
}
