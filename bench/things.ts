/** What makes work in a draft of the whole city, as the page asks for it when the draft is opened: CPU of the server, bytes, CPU to make it countable. */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { unpackThings } from '../core/plan/workload/packed-things.ts';
import { indexThings } from '../core/plan/workload/thing-index.ts';
import { makeCity } from '../data/city/make-city.ts';
import { seedCity } from '../data/seed/seed-city.ts';
import type { Database } from '../server/database/database.ts';
import { migrate } from '../server/database/migrate.ts';
import { readHomes } from '../server/draft/things.ts';
import { selectPlanInForce } from '../server/queries/grids.ts';
import { selectIncidentPlaces } from '../server/queries/plan-things.ts';
import { makeApi, NOW_MS } from '../test/server/api.ts';
import { onBenchDatabase } from './city-database.ts';
import { printResults, type ResultRow } from './table.ts';

const CITY = '630100';
const DAYS = 365;

/** `--incidents N`, `--rounds N`; on the server of BENCH_POSTGRES_URL, else embedded. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { incidents: { type: 'string', default: '200000' }, rounds: { type: 'string', default: '3' } },
  });
  const measure = (database: Database) =>
    measureOn(database, Number(values.incidents), Number(values.rounds));
  await onBenchDatabase(measure);
}

async function measureOn(database: Database, incidents: number, rounds: number): Promise<void> {
  await migrate(database);
  await seedCity(database, makeCity({ asOf: new Date(NOW_MS).toISOString(), incidents }));
  const api = makeApi(database);
  const headers = { ...(await api.bearer('planner')), 'Accept-Encoding': 'gzip' };
  const send = await api.as('planner');
  const { id } = (await send('POST', '/api/drafts', { name: 'bench' })).body;
  const planId = (await selectPlanInForce(database)) ?? '';
  const plan = await api.deps.drafts.origin(database, planId);
  const ground = { planId, plan, scopeCode: CITY };
  const window = {
    from: new Date(NOW_MS - DAYS * 86_400_000).toISOString(),
    to: new Date(NOW_MS).toISOString(),
  };
  const rows: ResultRow[] = [];
  let answer = new Uint8Array();
  for (let round = 1; round <= rounds; round++) {
    const add = async (what: string, work: () => Promise<unknown> | unknown): Promise<void> => {
      rows.push({ round, what, ...(await costOf(work)) });
    };
    // A minute later nothing is taken as it was read.
    api.setClock(NOW_MS + round * 120_000);
    await add('grids, roads and homes', () => readHomes(database, ground));
    await add('incidents', () => selectIncidentPlaces(database, { scopeCode: CITY, ...window }));
    const ask = async () => {
      const response = await api.app.request(`/api/drafts/${id}/things?days=${DAYS}`, { headers });
      answer = new Uint8Array(await response.arrayBuffer());
    };
    await add('the answer', ask);
    await add('the answer once more', ask);
    let things = JSON.parse('null');
    await add('page: parsed', () => {
      things = JSON.parse(gunzipSync(answer).toString());
    });
    await add('page: unpacked and indexed', () => indexThings(unpackThings(things)));
  }
  printResults('things', rows, {
    engine: database.engine,
    grids: plan.grids.size,
    incidents,
    sentKb: answer.length / 1000,
    plainKb: gunzipSync(answer).length / 1000,
    load: loadavg()
      .map((one) => one.toFixed(1))
      .join(' '),
  });
  await api.close();
  await database.close();
}

/** Milliseconds by the clock, and of this process, the embedded database's thread among it. */
async function costOf(work: () => Promise<unknown> | unknown): Promise<{ ms: number; cpuMs: number }> {
  const [before, startMs] = [process.cpuUsage(), performance.now()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { ms: performance.now() - startMs, cpuMs: (user + system) / 1000 };
}
