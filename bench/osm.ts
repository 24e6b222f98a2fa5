/** Import of a road network of OpenStreetMap (PBF with other things beside the roads, and packed XML): seconds, growth of memory, how long others wait, the making of its graphs, and its undoing. `--roads N --megabytes N --only postgres --format pbf`. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ImportOptions } from '../core/contract/import.ts';
import { openPrepared } from '../data/seed/prepare.ts';
import type { Database } from '../server/database/database.ts';
import type { ImportDeps } from '../server/import/import-job.ts';
import { ImportJobs } from '../server/import/import-jobs.ts';
import type { ImportOrder } from '../server/import/import-order.ts';
import { undoImport } from '../server/import/undo-import.ts';
import { selectBatch } from '../server/queries/imports.ts';
import { makeRoads } from '../server/roads/made-roads.ts';
import { RoadMaker } from '../server/roads/road-maker.ts';
import { loadCityRoads } from '../test/support/city-roads.ts';
import { Memory, Others, onServer } from './import.ts';
import { OSM_FILES } from './osm-files.ts';
import { withPause } from './pause.ts';
import { percentile, printResults, type ResultRow } from './table.ts';

const CITY_CODE = '990100';

/**
 * PostgreSQL is measured when TEST_POSTGRES_URL or --postgres names a server on which databases may be made. Memory is told rightly for the
 * first import of a process: --only and --format (`pbf`, `gz`) leave the others out.
 */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      roads: { type: 'string', default: '250000' },
      megabytes: { type: 'string', default: '60' },
      only: { type: 'string', default: '' },
      format: { type: 'string', default: '' },
      postgres: { type: 'string', default: process.env.TEST_POSTGRES_URL ?? '' },
    },
  });
  const folder = mkdtempSync(join(tmpdir(), 'jingwei-bench-osm-'));
  const rows: ResultRow[] = [];
  try {
    const names = OSM_FILES.filter((one) => one.endsWith(values.format));
    makeFiles(folder, Number(values.roads), Number(values.megabytes) * 1e6, names);
    for (const name of names) {
      const path = join(folder, name);
      const dataDir = join(folder, `data${rows.length}`);
      if (values.only !== 'postgres')
        rows.push(await measure('embedded', path, { databaseUrl: null, dataDir }));
      if (values.only !== 'embedded' && values.postgres)
        rows.push(
          await onServer(values.postgres, (databaseUrl) =>
            measure('postgres', path, { databaseUrl, dataDir: '' }),
          ),
        );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  printResults('osm', rows, { roads: Number(values.roads) });
}

/** Makes the files in a process of its own, whose memory is gone after it. */
function makeFiles(folder: string, ...sizes: [roads: number, bytes: number, names: readonly string[]]): void {
  const module = new URL('./osm-files.ts', import.meta.url).href;
  const values = [folder, ...sizes].map((value) => JSON.stringify(value)).join();
  const program = `await (await import(${JSON.stringify(module)})).makeFiles(${values})`;
  const node = ['--import', 'tsx', '--max-old-space-size=6144', '--input-type=module', '-e', program];
  const { status } = spawnSync(process.execPath, node, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error('the files could not be made');
}

async function measure(
  engine: string,
  path: string,
  location: { databaseUrl: string | null; dataDir: string },
): Promise<ResultRow> {
  const database = await openPrepared(location, { demo: false });
  try {
    const deps = { database, clock: Date.now, wake: () => undefined };
    const others = new Others(database);
    const memory = new Memory();
    const [startedMs, cpu] = [performance.now(), process.cpuUsage()];
    const jobs = new ImportJobs(deps);
    const job = await jobs.begin(orderOf(path));
    const surveyedMs = performance.now();
    await jobs.check(job);
    const checkedMs = performance.now();
    await jobs.claim(job);
    await jobs.apply(job);
    const doneMs = performance.now();
    const waits = await others.stop();
    const rssGrowthMb = memory.stop();
    const { user, system } = process.cpuUsage(cpu);
    if (job.status !== 'done') throw new Error(JSON.stringify(job.report.error));
    return {
      engine,
      format: job.report.format,
      fileMb: Math.round(statSync(path).size / 1e5) / 10,
      roads: job.report.written.road ?? 0,
      turns: job.report.written.turn_restriction ?? 0,
      seconds: seconds(doneMs - startedMs),
      surveySeconds: seconds(surveyedMs - startedMs),
      checkSeconds: seconds(checkedMs - surveyedMs),
      writeSeconds: seconds(doneMs - checkedMs),
      ...(await roadsRow(database)),
      undoSeconds: await undoSeconds(deps, path),
      cpuSeconds: seconds((user + system) / 1000),
      rssGrowthMb,
      otherP95Ms: Math.round(percentile(waits, 95)),
      otherMaxMs: Math.round(percentile(waits, 100)),
    };
  } finally {
    await database.close();
  }
}

/** What the server makes of the roads: seconds until they can be used and the longest pause of its thread; and were they made in that thread itself. */
async function roadsRow(database: Database): Promise<ResultRow> {
  const aside = await withPause(() => new RoadMaker(database).make());
  const wire = await withPause(() => aside.value.wire);
  const here = await withPause(async () => makeRoads(await loadCityRoads(database)));
  return {
    links: aside.value.graphs.get('car')?.linkEnd.length ?? 0,
    roadsSeconds: seconds(aside.tookMs),
    roadsPauseMs: Math.round(Math.max(aside.pauseMs, wire.pauseMs)),
    wireMb: Math.round(wire.value.packed.length / 1e5) / 10,
    hereSeconds: seconds(here.tookMs),
    herePauseMs: Math.round(here.pauseMs),
  };
}

function orderOf(path: string): ImportOrder {
  const options = ImportOptions.parse({ as: 'roads' });
  return { path, fileName: 'town.osm', options, accountId: null, scopeCode: CITY_CODE };
}

/** Takes the file a second time and undoes that: the roads of the first import stay. */
async function undoSeconds(deps: ImportDeps, path: string): Promise<number> {
  const jobs = new ImportJobs(deps);
  const job = await jobs.begin(orderOf(path));
  await jobs.check(job);
  await jobs.claim(job);
  await jobs.apply(job);
  const batch = await selectBatch(deps.database, job.id, CITY_CODE);
  if (!batch) throw new Error('the second import is not in its table');
  const startedMs = performance.now();
  await undoImport(deps, batch, null);
  return seconds(performance.now() - startedMs);
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds / 100) / 10;
}
