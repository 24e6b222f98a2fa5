/** Millions of incidents on PostgreSQL, counted by the server: reading them into cubes, a time brush over 60 steps, upkeep under load, memory. */
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { AnalysisQuestion } from '../client/analysis/analysis-protocol.ts';
import { AskedHistory } from '../client/analysis/asked-history.ts';
import type { Span } from '../client/period/period-bins.ts';
import { paintRaster } from '../client/period/ramp.ts';
import type { Clauses } from '../core/columns/crossfilter.ts';
import type { IncidentCubes } from '../core/contract/incident-cube.ts';
import { openPostgres } from '../server/database/postgres.ts';
import { sql } from '../server/database/sql.ts';
import { type ChildServer, startChild } from './child-server.ts';
import { onFreshDatabase } from './city-database.ts';
import { manyIncidents } from './cubes-made.ts';
import { pause } from './load.ts';
import { printResults, type ResultRow, spread, timeMs } from './table.ts';

const STEPS = 60;
const EVERY: Clauses = { types: [], priorities: [], statuses: [], nets: [], hours: [], within: null };
const SOME: Clauses = { ...EVERY, types: ['theft', 'noise'], hours: [18, 19, 20, 21, 22, 23] };
/** What 1440 x 900 pixels show with their margin at two zooms of Xining: metres in a pixel, bandwidth. */
const VIEWS = [
  { zoom: 11, metresPerPixel: 30.6, bandwidthMetres: 250 },
  { zoom: 13, metresPerPixel: 7.65, bandwidthMetres: 500 },
];

/** `--incidents N` (10,000,000), `--seconds N` and `--rate N` of the upkeep; BENCH_POSTGRES_URL names a superuser's server. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      incidents: { type: 'string', default: '10000000' },
      seconds: { type: 'string', default: '30' },
      rate: { type: 'string', default: '100' },
    },
  });
  const serverUrl = process.env.BENCH_POSTGRES_URL;
  if (!serverUrl)
    return console.log("BENCH_POSTGRES_URL must name a PostgreSQL server (a superuser's address).");
  const [count, seconds, rate] = [values.incidents, values.seconds, values.rate].map(Number) as [
    number,
    number,
    number,
  ];
  const rows: ResultRow[] = [];
  let load = Number.NaN;
  await onFreshDatabase(serverUrl, async (url) => {
    rows.push({ what: `${count} incidents made`, ms: await timeMs(() => manyIncidents(url, count)) });
    load = loadavg()[0] ?? Number.NaN;
    const server = await startChild('ours', url);
    try {
      rows.push(...(await measure(server, url, { seconds, rate })));
    } finally {
      server.stop();
    }
  });
  printResults('cubes', rows, { loadBefore: load });
}

async function measure(
  server: ChildServer,
  databaseUrl: string,
  upkeep: { seconds: number; rate: number },
): Promise<ResultRow[]> {
  const headers = { Authorization: `Bearer ${server.token}` };
  const get = async (path: string): Promise<Response> => {
    const response = await fetch(server.url + path, { headers });
    if (!response.ok) throw new Error(`${response.status} ${path}: ${await response.text()}`);
    return response;
  };
  const residentMb = (): number =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1]) / 1024;
  const before = residentMb();
  const rows: ResultRow[] = [];
  const readMs = await timeMs(() => ready(get));
  rows.push({
    what: 'read into the memory of the cubes, order and all',
    ms: readMs,
    mb: residentMb() - before,
  });
  const { asked, cubes } = await history(get);
  const [from, to] = [asked.history.span.fromMs, asked.history.span.toMs];
  for (const clauses of [EVERY, SOME])
    for (const view of VIEWS) rows.push(...(await brushed(asked, clauses, view, { fromMs: from, toMs: to })));
  rows.push({ what: 'the same memory after the brushes', mb: residentMb() - before });
  rows.push(await equalToSql(asked, databaseUrl));
  rows.push(await kept(server, get, cubes, upkeep));
  return rows;
}

type Get = (path: string) => Promise<Response>;

/** Until they are read. */
async function ready(get: Get): Promise<IncidentCubes> {
  for (;;) {
    const cubes = (await (await get('/api/incidents/cubes')).json()) as IncidentCubes;
    if (!cubes.reading) return cubes;
    await pause(50);
  }
}

async function history(get: Get): Promise<{ asked: AskedHistory; cubes: IncidentCubes }> {
  const cubes = await ready(get);
  if (cubes.countedBy !== 'server') throw new Error('they are not too many for a page');
  const toMs = Date.parse(cubes.asOf);
  const span = { fromMs: Date.parse(cubes.from ?? ''), toMs };
  const told = { span, total: cubes.total ?? 0, leftOut: 0, asOfMs: toMs, zone: cubes.zone };
  return { asked: new AskedHistory(get, cubes, told), cubes };
}

/** A quarter of the history, moved over it in 60 steps: what the worker of the page does with it, all but contour lines. */
async function brushed(
  asked: AskedHistory,
  clauses: Clauses,
  view: (typeof VIEWS)[number],
  { fromMs, toMs }: Span,
): Promise<ResultRow[]> {
  const { metresPerPixel, bandwidthMetres } = view;
  const [width, height] = [(1440 * 1.3 * metresPerPixel) / 89_350, (900 * 1.3 * metresPerPixel) / 111_000];
  const [lng, lat] = [101.75, 36.65];
  const bbox = [lng - width / 2, lat - height / 2, lng + width / 2, lat + height / 2] as const;
  const density = { bbox, metresPerPixel, bandwidthMetres, theme: 'dark' as const };
  const quarter = (toMs - fromMs) / 4;
  const step = async (i: number): Promise<void> => {
    const start = Math.round(fromMs + (i / STEPS) * 3 * quarter);
    const window = { fromMs: start, toMs: Math.round(start + quarter) };
    const question: AnalysisQuestion = { clauses, window, level: 'street', density };
    const { selected } = await asked.summary(question);
    const { values, top } = await asked.raster(question, density, selected);
    paintRaster(values, top, 'dark');
  };
  const what = `${clauses === EVERY ? 'no filter' : 'types and hours'}, zoom ${view.zoom}`;
  const firstMs = await timeMs(() => step(0));
  for (let i = 1; i <= 10; i++) await step(i);
  const samples: number[] = [];
  for (let i = 1; i <= STEPS; i++) samples.push(await timeMs(() => step(i)));
  return [
    { what: `first question, ${what}`, ms: firstMs },
    { what: `brush: counts, then cells, density laid and painted; ${what}`, ...spread(samples) },
  ];
}

/** Windows of odd lengths, counted by SQL too. */
async function equalToSql(asked: AskedHistory, databaseUrl: string): Promise<ResultRow> {
  const database = await openPostgres(databaseUrl, { connections: 1 });
  const { fromMs, toMs } = asked.history.span;
  let equal = 0;
  const windows = [0.1, 0.37, 0.5, 0.81].map((part) => {
    const start = Math.round(fromMs + part * (toMs - fromMs));
    return { fromMs: start, toMs: start + 7_654_321_000 };
  });
  try {
    for (const window of windows) {
      const clauses = { ...EVERY, types: ['theft' as const] };
      const there = await asked.summary({ clauses, window, level: 'street', density: null });
      const [from, to] = [window.fromMs, window.toMs].map((ms) => new Date(ms).toISOString());
      const found = await database.query<{ code: string; n: number }>(
        sql`SELECT left(area_code, 9) AS code, count(*)::integer AS n FROM incident
          WHERE type = 'theft' AND reported_at >= ${from}::timestamptz AND reported_at < ${to}::timestamptz GROUP BY 1`,
        { deadlineMs: 120_000 },
      );
      const counts = new Map(there.areas.codes.map((code, i) => [code, there.areas.counts[i]]));
      if (found.every(({ code, n }) => counts.get(code) === n) && sumOf(found) === there.selected) equal++;
    }
  } finally {
    await database.close();
  }
  return {
    what: 'windows of thefts by street that are equal to SQL',
    equal: `${equal} of ${windows.length}`,
  };
}

function sumOf(found: readonly { n: number }[]): number {
  return found.reduce((sum, { n }) => sum + n, 0);
}

/** Incidents come in at a rate, one in ten late by up to a day, while charts are asked for: each answer must hold all that were taken in before it was asked for. */
async function kept(
  server: ChildServer,
  get: Get,
  { total }: IncidentCubes,
  { seconds, rate }: { seconds: number; rate: number },
): Promise<ResultRow> {
  const headers = { Authorization: `Bearer ${server.token}`, 'Content-Type': 'application/json' };
  const { features } = (await (await get('/api/incidents?limit=500')).json()) as {
    features: { geometry: { coordinates: [number, number] } }[];
  };
  const load = { sent: 0, taken: 0, refused: 0 };
  const running = new Set<Promise<void>>();
  const report = async (): Promise<void> => {
    const geometry = features[load.sent % features.length]?.geometry;
    const lateMs = load.sent % 10 === 0 ? (load.sent * 7_654_321) % 86_400_000 : 0;
    load.sent++;
    const reportedAt = new Date(Date.now() - lateMs - 1000).toISOString();
    const properties = { type: 'noise', priority: 4, reportedAt };
    const body = JSON.stringify({ type: 'Feature', geometry, properties });
    const answer = await fetch(`${server.url}/api/incidents`, { method: 'POST', headers, body });
    await answer.arrayBuffer();
    if (answer.ok) load.taken++;
    else load.refused++;
  };
  const start = performance.now();
  const clock = setInterval(() => {
    while (load.sent < ((performance.now() - start) / 1000) * rate && running.size < 40) {
      const task: Promise<void> = report().finally(() => running.delete(task));
      running.add(task);
    }
  }, 10);
  const samples: number[] = [];
  let missing = 0;
  while (performance.now() - start < seconds * 1000) {
    const takenBefore = load.taken;
    let selected = 0;
    samples.push(
      await timeMs(async () => {
        ({ selected } = (await (await get('/api/incidents/cubes/counts')).json()) as { selected: number });
      }),
    );
    missing = Math.max(missing, (total ?? 0) + takenBefore - selected);
    await pause(50);
  }
  clearInterval(clock);
  const perSecond = load.taken / ((performance.now() - start) / 1000);
  await Promise.all(running);
  const what = `upkeep: ${perSecond.toFixed(0)} incidents/s taken in; counts of the whole history`;
  return { what, ...spread(samples), missing, refused: load.refused };
}
