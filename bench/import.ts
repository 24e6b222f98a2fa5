/** Import of a CSV of incidents into the demo city on both engines: seconds, growth of memory, how long others wait. `--rows N`, `--only postgres`. */

import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { ImportOptions } from '../core/contract/import.ts';
import { openPrepared } from '../data/seed/prepare.ts';
import type { Database } from '../server/database/database.ts';
import { openPostgres } from '../server/database/postgres.ts';
import { sql } from '../server/database/sql.ts';
import { ImportJobs } from '../server/import/import-jobs.ts';
import { selectCity } from '../server/queries/city.ts';
import { percentile, printResults, type ResultRow } from './table.ts';

const TYPES = ['盗窃', '诈骗', '打架', '纠纷', '交通事故', '噪音', '求助'];
const SEED_INCIDENTS = 20_000;

/**
 * PostgreSQL is measured when TEST_POSTGRES_URL or --postgres names a server on which databases may be made. Memory is told rightly for the
 * first engine of a process: `--only postgres` leaves the embedded one out.
 */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rows: { type: 'string', default: '200000' },
      only: { type: 'string', default: '' },
      postgres: { type: 'string', default: process.env.TEST_POSTGRES_URL ?? '' },
    },
  });
  const folder = mkdtempSync(join(tmpdir(), 'jingwei-bench-import-'));
  const rows: ResultRow[] = [];
  try {
    const embedded = { databaseUrl: null, dataDir: join(folder, 'data') };
    if (values.only !== 'postgres')
      rows.push(await measure('embedded', Number(values.rows), folder, embedded));
    if (values.only === 'embedded') console.log('PostgreSQL is left out.');
    else if (values.postgres)
      rows.push(
        await onServer(values.postgres, (databaseUrl) =>
          measure('postgres', Number(values.rows), folder, { databaseUrl, dataDir: '' }),
        ),
      );
    else console.log('PostgreSQL is left out: name a server with --postgres or TEST_POSTGRES_URL.');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  printResults('import', rows, { rows: Number(values.rows) });
}

/** Measures on a database of its own on a server, which is gone after it. */
export async function onServer(
  url: string,
  measured: (databaseUrl: string) => Promise<ResultRow>,
): Promise<ResultRow> {
  const name = `jingwei_bench_import_${process.pid}`;
  const server = await openPostgres(url, { connections: 1 });
  const address = new URL(url);
  address.pathname = `/${name}`;
  try {
    await server.script(`CREATE DATABASE ${name}`);
    return await measured(address.href);
  } finally {
    await server.script(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await server.close();
  }
}

async function measure(
  engine: string,
  count: number,
  folder: string,
  location: { databaseUrl: string | null; dataDir: string },
): Promise<ResultRow> {
  const database = await openPrepared(location, {
    demo: true,
    seed: 1,
    incidents: SEED_INCIDENTS,
    asOf: '2026-06-30T08:00:00.000Z',
  });
  try {
    const path = join(folder, 'incidents.csv');
    await writeCsv(database, path, count);
    globalThis.gc?.();
    const others = new Others(database);
    const memory = new Memory();
    const cpu = process.cpuUsage();
    const startedMs = performance.now();
    const jobs = new ImportJobs({ database, clock: Date.now, wake: () => undefined });
    const scopeCode = (await selectCity(database))?.code ?? '';
    const options = ImportOptions.parse({ as: 'incidents' });
    const job = await jobs.begin({ path, fileName: 'incidents.csv', options, accountId: null, scopeCode });
    await jobs.check(job);
    const checkedMs = performance.now();
    await jobs.claim(job);
    await jobs.apply(job);
    const doneMs = performance.now();
    const { user, system } = process.cpuUsage(cpu);
    const waits = await others.stop();
    if (job.status !== 'done') throw new Error(JSON.stringify(job.report.error));
    return {
      engine,
      rows: job.rowsWritten,
      refused: job.rowsRefused,
      seconds: round((doneMs - startedMs) / 1000),
      checkSeconds: round((checkedMs - startedMs) / 1000),
      writeSeconds: round((doneMs - checkedMs) / 1000),
      cpuSeconds: round((user + system) / 1e6),
      rssGrowthMb: memory.stop(),
      otherP95Ms: Math.round(percentile(waits, 95)),
      otherMaxMs: Math.round(percentile(waits, 100)),
    };
  } finally {
    await database.close();
  }
}

function round(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}

/** Points near the labels of grids, so that all of them lie in the city. */
async function writeCsv(database: Database, path: string, count: number): Promise<void> {
  const places = await database.query<{ lng: number; lat: number }>(
    sql`SELECT ST_X(label) AS lng, ST_Y(label) AS lat FROM grid ORDER BY code`,
  );
  const out = createWriteStream(path);
  out.write('警情类别,报警时间,经度,纬度,优先级,简要案情\n');
  for (let row = 0; row < count; row++) {
    const { lng, lat } = places[row % places.length] as { lng: number; lat: number };
    const time = new Date(1_735_660_800_000 + ((row * 157_000) % 31_536_000_000))
      .toISOString()
      .slice(0, 19)
      .replace('T', ' ');
    const line = `${TYPES[row % TYPES.length]},${time},${lng.toFixed(6)},${lat.toFixed(6)},${(row % 4) + 1},"第 ${row} 起，现场情况一般，已处置"\n`;
    if (!out.write(line)) await once(out, 'drain');
  }
  out.end();
  await finished(out);
}

/** Asks the database something small over and over, as other people's pages do. */
export class Others {
  readonly #waits: number[] = [];
  #stopped = false;
  readonly #loop: Promise<void>;
  constructor(database: Database) {
    this.#loop = this.#ask(database);
  }
  async #ask(database: Database): Promise<void> {
    while (!this.#stopped) {
      const startedMs = performance.now();
      await database.query(sql`SELECT count(*) FROM grid WHERE code < '630103'`);
      this.#waits.push(performance.now() - startedMs);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  async stop(): Promise<number[]> {
    this.#stopped = true;
    await this.#loop;
    return this.#waits;
  }
}

/** The largest resident set while it runs, over what it was before. */
export class Memory {
  readonly #before = process.memoryUsage.rss();
  #most = this.#before;
  readonly #timer = setInterval(() => {
    this.#most = Math.max(this.#most, process.memoryUsage.rss());
  }, 50);
  stop(): number {
    clearInterval(this.#timer);
    return Math.round((this.#most - this.#before) / 1e6);
  }
}
