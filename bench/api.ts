/** p95 of bounding-box lists, roll-ups, search, items and writes on the seeded city, both engines, over loopback HTTP. */

import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { openPrepared } from '../data/seed/prepare.ts';
import { createApp } from '../server/app.ts';
import type { Database } from '../server/database/database.ts';
import { sql } from '../server/database/sql.ts';
import { listen } from '../server/listen.ts';
import { makeDeps } from '../server/make-deps.ts';
import { readSettings } from '../server/settings.ts';
import { onFreshDatabase, randomness, signIn } from './city-database.ts';
import { printResults, type ResultRow, spread } from './table.ts';

const BARS_MS = { embedded: 60, postgres: 25 };

/** `--samples N` a kind, `--incidents N`, `--only embedded|postgres`; PostgreSQL needs BENCH_POSTGRES_URL (a superuser's address). */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      samples: { type: 'string', default: '150' },
      incidents: { type: 'string', default: '200000' },
      only: { type: 'string' },
    },
  });
  const samples = Number(values.samples);
  const prepare = {
    demo: true,
    incidents: Number(values.incidents),
    onProgress: (step: string) => console.log(`  ${step}`),
  };
  const rows: ResultRow[] = [];
  if (values.only !== 'postgres') {
    const dataDir = `.bench/city-${values.incidents}`;
    const database = await openPrepared({ databaseUrl: null, dataDir }, prepare);
    rows.push(...(await measure(database, samples).finally(() => database.close())));
  }
  const serverUrl = process.env.BENCH_POSTGRES_URL;
  if (serverUrl && values.only !== 'embedded') {
    await onFreshDatabase(serverUrl, async (databaseUrl) => {
      const database = await openPrepared({ databaseUrl, dataDir: '' }, prepare);
      await database.query(sql`ANALYZE`);
      rows.push(...(await measure(database, samples).finally(() => database.close())));
    });
  }
  printResults('api', rows, { incidents: Number(values.incidents), samplesEach: samples });
}

interface Kind {
  kind: string;
  path: () => string;
  init?: () => RequestInit;
}

async function measure(database: Database, samples: number): Promise<ResultRow[]> {
  const result = readSettings({ PORT: '0', JINGWEI_SIMULATE: '0' });
  if ('problems' in result) throw new Error(result.problems.join(' '));
  const log = pino({ level: 'error' });
  const clock = Date.now;
  const deps = makeDeps({ database, settings: result.settings, log, clock });
  const app = createApp(deps);
  const server = await listen(app.fetch, result.settings);
  try {
    const headers = await signIn(server.url);
    const rows: ResultRow[] = [];
    for (const kind of await kindsOf(database))
      rows.push(await measureKind(database, server.url, headers, kind, samples));
    return rows;
  } finally {
    await server.close(1000);
    await deps.hub.close();
  }
}

async function measureKind(
  database: Database,
  origin: string,
  headers: Record<string, string>,
  { kind, path, init = () => ({}) }: Kind,
  samples: number,
): Promise<ResultRow> {
  const times: number[] = [];
  let bytes = 0;
  for (let i = 0; i < samples + 5; i++) {
    const { headers: more, ...rest } = init();
    const startedMs = performance.now();
    const response = await fetch(origin + path(), {
      ...rest,
      headers: { ...headers, ...(more as Record<string, string>) },
    });
    const body = await response.arrayBuffer();
    if (i >= 5) times.push(performance.now() - startedMs);
    if (!response.ok)
      throw new Error(`${path()} answered ${response.status}: ${new TextDecoder().decode(body)}`);
    bytes += body.byteLength;
  }
  const figures = spread(times);
  const bar = BARS_MS[database.engine];
  return {
    engine: database.engine,
    request: kind,
    ...figures,
    kB: bytes / 1000 / (samples + 5),
    barMs: bar,
    ok: Number(figures.p95Ms) <= bar,
  };
}

async function kindsOf(database: Database): Promise<Kind[]> {
  const random = randomness(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const grids = await database.query<{ code: string; name: string; lng: number; lat: number }>(
    sql`SELECT code, name_zh AS name, ST_X(label) AS lng, ST_Y(label) AS lat FROM grid`,
  );
  const units = await database.query<{ id: string }>(sql`SELECT id FROM unit`);
  const incidents = await database.query<{ id: string; number: string }>(
    sql`SELECT id, number FROM incident LIMIT 2000`,
  );
  /** What a screen of 1440 x 900 shows at zoom 12 to 16. */
  const bbox = (): string => {
    const { lng, lat } = pick(grids);
    const width = (1440 * 360) / (512 * 2 ** (12 + random() * 4));
    return [lng - width / 2, lat - width * 0.25, lng + width / 2, lat + width * 0.25]
      .map((n) => n.toFixed(6))
      .join(',');
  };
  const district = () => pick(grids).code.slice(0, 6);
  const spot = () => {
    const { lng, lat } = pick(grids);
    return { type: 'Point', coordinates: [lng, lat] };
  };
  const report = () => ({
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ geometry: spot(), properties: { type: 'theft', priority: 2 } }),
  });
  return [
    { kind: 'incidents in a box, 100', path: () => `/api/incidents?bbox=${bbox()}` },
    {
      kind: 'incidents in a box, type, 30 days',
      path: () => `/api/incidents?bbox=${bbox()}&type=theft&from=${daysAgo(30)}`,
    },
    {
      kind: 'open incidents of a district',
      path: () => `/api/incidents?within=${district()}&status=reported,verified,assigned`,
    },
    { kind: 'devices in a box, 500', path: () => `/api/devices?bbox=${bbox()}&limit=500` },
    { kind: 'institutions in a box, 500', path: () => `/api/institutions?bbox=${bbox()}&limit=500` },
    { kind: 'units in a box', path: () => `/api/units?bbox=${bbox()}` },
    { kind: 'grids in a box, full, 100', path: () => `/api/grids?bbox=${bbox()}` },
    { kind: 'roll-ups: districts', path: () => '/api/rollups?level=district' },
    { kind: 'roll-ups: streets', path: () => '/api/rollups?level=street' },
    { kind: 'roll-ups: communities', path: () => '/api/rollups?level=community' },
    { kind: 'roll-ups: grids of a district', path: () => `/api/rollups?level=grid&within=${district()}` },
    { kind: 'roll-up of one grid', path: () => `/api/areas/${pick(grids).code}/rollup` },
    { kind: 'search: name', path: () => `/api/search?q=${encodeURIComponent(pick(grids).name.slice(0, 2))}` },
    { kind: 'search: number', path: () => `/api/search?q=${pick(incidents).number}` },
    { kind: 'one incident', path: () => `/api/incidents/${pick(incidents).id}` },
    { kind: 'history of one incident', path: () => `/api/incidents/${pick(incidents).id}/history` },
    { kind: 'one unit', path: () => `/api/units/${pick(units).id}` },
    { kind: 'staff of a grid', path: () => `/api/areas/${pick(grids).code}/staff` },
    { kind: 'live snapshot', path: () => '/api/live/snapshot' },
    { kind: 'report an incident', path: () => '/api/incidents', init: report },
  ];
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString();
}
