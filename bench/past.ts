/** Jumps to random instants of the last 30 days, pages of a replay at 60x and reviews of 24 hours, on a city seeded for it, both engines, over loopback HTTP. */
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { openPrepared } from '../data/seed/prepare.ts';
import { createApp } from '../server/app.ts';
import type { Database } from '../server/database/database.ts';
import { sql } from '../server/database/sql.ts';
import { listen } from '../server/listen.ts';
import { makeDeps } from '../server/make-deps.ts';
import { keepUpKeyframes } from '../server/past/keyframe-upkeep.ts';
import { warmPast } from '../server/past/warm-up.ts';
import { appendEvents, type NewEvent } from '../server/queries/events.ts';
import { LIVE_TABLES } from '../server/queries/nouns.ts';
import { selectPlaced } from '../server/queries/placed.ts';
import { readSettings } from '../server/settings.ts';
import { onFreshDatabase, randomness, signIn } from './city-database.ts';
import { printResults, type ResultRow, spread, timeMs } from './table.ts';

const DAY_MS = 86_400_000;
const BAR_MS = 500;
const BATCH = 500;
const NOUNS = ['devices', 'checkpoints', 'units'] as const;
const DATA_DIR = '.bench/past';

/**
 * `--samples N`, `--events N` written over the 30 days beside those that the seed leaves, `--incidents N`,
 * `--only embedded|postgres`; PostgreSQL needs BENCH_POSTGRES_URL (a superuser's address).
 */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      samples: { type: 'string', default: '100' },
      events: { type: 'string', default: '0' },
      incidents: { type: 'string', default: '200000' },
      only: { type: 'string' },
    },
  });
  const [samples, events] = [Number(values.samples), Number(values.events)];
  const prepare = { demo: true, incidents: Number(values.incidents) };
  const rows: ResultRow[] = [];
  if (values.only !== 'postgres') {
    rmSync(DATA_DIR, { recursive: true, force: true });
    await (await openPrepared({ databaseUrl: null, dataDir: DATA_DIR }, prepare)).close();
    // As a later start has it: whoever seeded has read everything already.
    const database = await openPrepared({ databaseUrl: null, dataDir: DATA_DIR }, prepare);
    rows.push(...(await measure(database, samples, events).finally(() => database.close())));
    rmSync(DATA_DIR, { recursive: true, force: true });
  }
  const serverUrl = process.env.BENCH_POSTGRES_URL;
  if (serverUrl && values.only !== 'embedded')
    await onFreshDatabase(serverUrl, async (databaseUrl) => {
      const database = await openPrepared({ databaseUrl, dataDir: '' }, prepare);
      rows.push(...(await measure(database, samples, events).finally(() => database.close())));
    });
  printResults('past', rows, { samples, events, incidents: prepare.incidents });
}

async function measure(database: Database, samples: number, events: number): Promise<ResultRow[]> {
  const nowMs = Date.now();
  await writeEvents(database, events, nowMs);
  const result = readSettings({ PORT: '0', JINGWEI_SIMULATE: '0' });
  if ('problems' in result) throw new Error(result.problems.join(' '));
  const log = pino({ level: 'error' });
  const deps = makeDeps({ database, settings: result.settings, log, clock: Date.now });
  const server = await listen(createApp(deps).fetch, result.settings);
  try {
    const headers = await signIn(server.url);
    const { jump, page, review, otherReview } = pathsOf(nowMs);
    const timed = async (request: string, path: () => string, n: number | Promise<unknown>) => ({
      engine: database.engine,
      request,
      ...spread(await timesOf(server.url, headers, path, n)),
    });
    const ask = async (...asked: Parameters<typeof timed>) => {
      const row: ResultRow = await timed(...asked);
      return { ...row, barMs: BAR_MS, ok: Number(row.p95Ms) <= BAR_MS };
    };
    const first = await ask('the very first jump, before the warm-up', jump, 1);
    const firstReview = await timed('the very first review of 24 hours', review, 1);
    let keptUpMs = Number.NaN;
    const keptUp = timeMs(() => keepUpKeyframes(database, { nowMs, keepDays: 30 })).then((ms) => {
      keptUpMs = ms;
    });
    const early = await ask('jump, while keyframes are kept up for the first time', jump, keptUp);
    await warmPast({ database, clock: () => nowMs });
    return [
      { engine: database.engine, request: 'upkeep of keyframes meanwhile', n: 1, maxMs: keptUpMs },
      first,
      early,
      await ask('the first jump after the warm-up', jump, 1),
      await ask('jump', jump, samples),
      await ask('20 minutes for 60x', page, samples),
      firstReview,
      await timed('review of the same 24 hours', review, samples),
      await timed('review of random 24 hours', otherReview, samples),
    ];
  } finally {
    await server.close(1000);
    await deps.hub.close();
  }
}

/** What is asked for: random instants of the 30 days before `nowMs`, pages of 20 minutes, the last 24 hours and random ones. */
function pathsOf(nowMs: number): Record<'jump' | 'page' | 'review' | 'otherReview', () => string> {
  const random = randomness(11);
  const startMs = nowMs - 30 * DAY_MS;
  const anInstant = () => nowMs - 60_000 - random() * (30 * DAY_MS - 60_000);
  const span = (path: string, fromMs: number, lengthMs: number) =>
    `${path}?from=${iso(fromMs)}&to=${iso(fromMs + lengthMs)}`;
  return {
    jump: () => `/api/past?at=${iso(anInstant())}`,
    page: () =>
      `${span('/api/past/changes', Math.max(startMs, anInstant() - 20 * 60_000), 20 * 60_000)}&step=30`,
    review: () => span('/api/reviews', nowMs - DAY_MS, DAY_MS),
    otherReview: () => span('/api/reviews', Math.max(startMs, anInstant() - DAY_MS), DAY_MS),
  };
}

/** `n` requests, or as many as it takes until a promise is resolved, but at least three. */
async function timesOf(
  origin: string,
  headers: Record<string, string>,
  path: () => string,
  n: number | Promise<unknown>,
): Promise<number[]> {
  let isOver = typeof n === 'number';
  const over = Promise.resolve(n).then(() => {
    isOver = true;
  });
  const times: number[] = [];
  while (!isOver || times.length < (typeof n === 'number' ? n : 3))
    times.push(await timeMs(() => get(origin + path(), headers)));
  await over;
  return times;
}

async function get(url: string, headers: Record<string, string>): Promise<void> {
  const response = await fetch(url, { headers });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  await response.json();
}

/** Events that change nothing but the log, evenly over 30 days. */
async function writeEvents(database: Database, count: number, nowMs: number): Promise<void> {
  const [city] = await database.query<{ code: string }>(sql`SELECT code FROM area WHERE level = 'city'`);
  const lists = await Promise.all(
    NOUNS.map((noun) =>
      selectPlaced(database, LIVE_TABLES[noun], { scopeCode: city?.code ?? '', limit: 1000 }),
    ),
  );
  for (let start = 0; start < count; start += BATCH) {
    const events = Array.from({ length: Math.min(BATCH, count - start) }, (_, i): NewEvent => {
      const index = start + i;
      const noun = NOUNS[index % NOUNS.length] as (typeof NOUNS)[number];
      const list = lists[index % NOUNS.length] ?? [];
      const thing = list[(index * 7) % list.length];
      if (!thing) throw new Error(`there are no ${noun} in this city`);
      const at = iso(nowMs - 120_000 - 30 * DAY_MS * (1 - index / count));
      const areaCode = String(thing.properties.areaCode);
      return {
        at,
        actorId: null,
        noun,
        kind: 'update',
        subjectId: thing.id,
        areaCode,
        before: thing,
        after: thing,
      };
    });
    await database.transaction((tx) => appendEvents(tx, events));
  }
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
