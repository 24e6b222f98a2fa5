/** Which unit should go, asked over HTTP; two dispatchers who send one unit at once, again and again; a unit sent until another console hears of it. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { Recommendation } from '../core/contract/recommendation.ts';
import { openPrepared } from '../data/seed/prepare.ts';
import { type ChildServer, startChild } from './child-server.ts';
import { openStream } from './live-stream.ts';
import { startLoad } from './load.ts';
import { printResults, type ResultRow, spread } from './table.ts';

const BARS_MS = { recommend: 50, act: 300 };
const LONGEST_WAIT_MS = 10_000;
const ANY = { 'If-Match': '*' };

interface Answer {
  status: number;
  body: Told;
}
/** What is looked at of the answers. */
interface Told {
  id: string;
  reason?: string;
  detail?: string;
  units: Recommendation['units'];
  features: { geometry: { coordinates: [number, number] } }[];
}
type Send = (method: string, path: string, body?: object) => Promise<Answer>;

/**
 * `--units 500` asked for a recommendation, `--live 1000` that report each second while units are sent, `--asks N`, `--rounds N` of two at once,
 * `--acts N`, `--data DIRECTORY` of an embedded city (made where it is missing; kept, with the incidents of each run) or `--database URL` of a
 * seeded one. Otherwise an embedded city of its own is made, and removed.
 */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      units: { type: 'string', default: '500' },
      live: { type: 'string', default: '1000' },
      asks: { type: 'string', default: '200' },
      rounds: { type: 'string', default: '1000' },
      acts: { type: 'string', default: '200' },
      data: { type: 'string' },
      database: { type: 'string' },
    },
  });
  mkdirSync('.bench', { recursive: true });
  const own = values.database || values.data ? undefined : mkdtempSync('.bench/assign-');
  const location = values.database ?? values.data ?? String(own);
  if (!values.database)
    await (
      await openPrepared({ databaseUrl: null, dataDir: location }, { demo: true, incidents: 5000 })
    ).close();
  const loadBefore = loadavg()[0] ?? Number.NaN;
  const server = await startChild('ours', location);
  const rows: ResultRow[] = [];
  try {
    const [one, other] = [senderOf(server, 0), senderOf(server, 1)];
    const few = await startLoad(server.url, Number(values.units), 0);
    await heardAll(one);
    rows.push(await asked(one, Number(values.asks)));
    rows.push(await raced(one, other, Number(values.rounds)));
    await few.stop();
    const many = await startLoad(server.url, Number(values.live), 0);
    await heardAll(one);
    rows.push(await acted(server, one, Number(values.acts)));
    await many.stop();
  } finally {
    await server.stop();
    if (own) rmSync(own, { recursive: true });
  }
  printResults('assign', rows, {
    engine: values.database ? 'postgres' : 'embedded',
    units: Number(values.units),
    live: Number(values.live),
    loadBefore,
    loadAfter: loadavg()[0] ?? Number.NaN,
  });
}

function senderOf({ url, tokens }: ChildServer, account: number): Send {
  return async (method, path, body) => {
    const headers = {
      Authorization: `Bearer ${tokens[account]}`,
      'Content-Type': 'application/json',
      ...ANY,
    };
    const answer = await fetch(url + path, {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: answer.status, body: (await answer.json()) as Told };
  };
}

const NOT_OF_POSITION = new Set(['off_shift', 'off_soon', 'lacks_skill']);

/** Waits until a unit is recommended by a fresh position. */
async function heardAll(send: Send): Promise<void> {
  const incident = await incidentAt(send, 0);
  const endMs = performance.now() + LONGEST_WAIT_MS;
  while (performance.now() < endMs) {
    const { body } = await send('GET', `/api/incidents/${incident}/recommendation`);
    if (body.units.some(({ warnings }) => warnings.every((one) => NOT_OF_POSITION.has(one)))) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('no unit reports its position');
}

let posts: [number, number][] | undefined;

async function incidentAt(send: Send, i: number): Promise<string> {
  posts ??= (await send('GET', '/api/posts?limit=500')).body.features.map(
    ({ geometry }) => geometry.coordinates,
  );
  const geometry = { type: 'Point', coordinates: posts?.[(i * 7) % posts.length] };
  return (await send('POST', '/api/incidents', { geometry, properties: { type: 'theft', priority: 3 } })).body
    .id;
}

async function asked(send: Send, asks: number): Promise<ResultRow> {
  const times: number[] = [];
  for (let i = 0; i < asks; i++) {
    const incident = await incidentAt(send, i);
    const startMs = performance.now();
    await send('GET', `/api/incidents/${incident}/recommendation`);
    times.push(performance.now() - startMs);
  }
  const row = spread(times);
  return {
    what: 'recommendation',
    ...row,
    barMs: BARS_MS.recommend,
    ok: Number(row.p95Ms) <= BARS_MS.recommend,
  };
}

async function bestOf(send: Send, incident: string): Promise<Recommendation['units'][number]> {
  const [best] = (await send('GET', `/api/incidents/${incident}/recommendation`)).body.units;
  if (!best) throw new Error('no unit can be sent');
  return best;
}

/** One unit, two incidents, two dispatchers at once; then it is taken back. */
async function raced(one: Send, other: Send, rounds: number): Promise<ResultRow> {
  const [a, b] = [await incidentAt(one, 1), await incidentAt(one, 2)];
  const unit = await bestOf(one, a);
  const times: number[] = [];
  let faults = 0;
  for (let round = 0; round < rounds; round++) {
    const input = {
      unitId: unit.id,
      confirmed: ['off_shift', 'off_soon', 'small_crew', 'position_late', 'position_lost'],
    };
    const startMs = performance.now();
    const answers = await Promise.all([
      one('POST', `/api/incidents/${a}/assignment`, input),
      other('POST', `/api/incidents/${b}/assignment`, input),
    ]);
    times.push(performance.now() - startMs);
    const lost = answers.find(({ status }) => status === 409);
    const won = answers.filter(({ status }) => status === 200).length;
    if (won !== 1 || lost?.body.reason !== 'unit_busy') {
      faults += 1;
      console.log(
        `  round ${round}: ${answers.map(({ status, body }) => `${status} ${body.reason ?? ''} ${body.detail ?? ''}`).join(' | ')}`,
      );
    }
    const taken = answers[0]?.status === 200 ? a : b;
    await one('PATCH', `/api/incidents/${taken}`, { properties: { unitId: null } });
  }
  return { what: 'two at once', ...spread(times), faults, ok: faults === 0 };
}

/** From the press to the change in the stream of another console. */
async function acted(server: ChildServer, send: Send, acts: number): Promise<ResultRow> {
  const heard = new Map<string, () => void>();
  const headers = { Authorization: `Bearer ${server.tokens[2]}` };
  const stream = await openStream(server.url, headers, undefined, ({ id, noun, feature }) => {
    const { status } = (feature?.properties ?? {}) as { status?: string };
    if (noun === 'incidents' && status === 'assigned') heard.get(id)?.();
  });
  const times: number[] = [];
  for (let i = 0; i < acts; i++) {
    const incident = await incidentAt(send, i);
    const unit = await bestOf(send, incident);
    const told = new Promise<void>((resolve) => heard.set(incident, resolve));
    const startMs = performance.now();
    const { status, body } = await send('POST', `/api/incidents/${incident}/assignment`, {
      unitId: unit.id,
      confirmed: unit.warnings,
    });
    if (status !== 200) throw new Error(`sending was refused: ${JSON.stringify(body)}`);
    await told;
    times.push(performance.now() - startMs);
    await send('PATCH', `/api/incidents/${incident}`, { properties: { unitId: null } });
  }
  stream.close();
  const row = spread(times);
  return { what: 'sent to heard', ...row, barMs: BARS_MS.act, ok: Number(row.p95Ms) <= BARS_MS.act };
}
