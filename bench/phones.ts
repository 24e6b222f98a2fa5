/** What the phones of units cost: each asks for its duty every 5 s; how many answers a second the API gives, and what another request waits meanwhile. */
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { openPrepared } from '../data/seed/prepare.ts';
import { createApp } from '../server/app.ts';
import type { Database } from '../server/database/database.ts';
import { makeDeps } from '../server/make-deps.ts';
import { readSettings } from '../server/settings.ts';
import { bearer } from './bearer.ts';
import { printResults, type ResultRow, spread } from './table.ts';

const ASK_EVERY_SECONDS = 5;
const AT_ONCE = 10;

interface Phone {
  token: string;
  tag: string | null;
}

/** `--phones N`, `--rounds N` of all of them, `--data DIRECTORY` of an embedded city (made where it is missing). Without a socket. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      phones: { type: 'string', default: '1000' },
      rounds: { type: 'string', default: '4' },
      data: { type: 'string', default: '.bench/city-5000' },
    },
  });
  const database = await openPrepared(
    { databaseUrl: null, dataDir: values.data },
    { demo: true, incidents: 5000 },
  );
  const result = readSettings({ PORT: '0', JINGWEI_SIMULATE: '0' });
  if ('problems' in result) throw new Error(result.problems.join(' '));
  const log = pino({ level: 'error' });
  const deps = makeDeps({ database, settings: result.settings, log, clock: Date.now });
  const app = createApp(deps);
  const ask = async (phone: Phone): Promise<number> => {
    const headers = new Headers({ Authorization: `Bearer ${phone.token}` });
    if (phone.tag) headers.set('If-None-Match', phone.tag);
    const answer = await app.request('/api/unit', { headers });
    await answer.arrayBuffer();
    phone.tag = answer.headers.get('ETag');
    return answer.status;
  };
  const all = await phones(database, Number(values.phones));
  const rows: ResultRow[] = [];
  for (let round = 0; round <= Number(values.rounds); round++) rows.push(await asked(all, ask, round));
  printResults('phones', rows, { phones: all.length, everySeconds: ASK_EVERY_SECONDS });
  await database.close();
}

/** Signed in, one for each unit and then again from the first. */
async function phones(database: Database, count: number): Promise<Phone[]> {
  const units = await database.query<{ id: string; areaCode: string }>({
    text: 'SELECT id, area_code AS "areaCode" FROM unit ORDER BY id',
    values: [],
  });
  const made: Phone[] = [];
  for (let i = 0; i < count; i++) {
    const unit = units[i % units.length];
    if (!unit) throw new Error('the city has no units');
    const token = await bearer(database, { role: 'unit', scopeCode: unit.areaCode, unitId: unit.id });
    made.push({ token, tag: null });
  }
  return made;
}

async function asked(
  all: readonly Phone[],
  ask: (phone: Phone) => Promise<number>,
  round: number,
): Promise<ResultRow> {
  const times: number[] = [];
  let unchanged = 0;
  const startedMs = performance.now();
  const startedCpu = process.cpuUsage();
  const waiting = [...all];
  const askNext = async (): Promise<void> => {
    for (let phone = waiting.pop(); phone; phone = waiting.pop()) {
      const beganMs = performance.now();
      if ((await ask(phone)) === 304) unchanged += 1;
      times.push(performance.now() - beganMs);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, askNext));
  const { user, system } = process.cpuUsage(startedCpu);
  const seconds = (performance.now() - startedMs) / 1000;
  return {
    round: round === 0 ? 'first' : `again ${round}`,
    ...spread(times),
    unchanged,
    perSecond: Math.round(all.length / seconds),
    cpuMsEach: (user + system) / 1000 / all.length,
    shareOfFiveSeconds: seconds / ASK_EVERY_SECONDS,
  };
}
