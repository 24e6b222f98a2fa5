/** 10,000 units at 1 Hz to 100 consoles on PostgreSQL: CPU, bytes, age of frames, loss; against one JSON message a unit. */
import { fork, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { type ChildServer, startChild } from './child-server.ts';
import type { ConsoleReport } from './fanout-consoles.ts';
import { printResults, type ResultRow } from './table.ts';

const BATCH = 5000;
const CLOCK_TICKS_A_SECOND = 100;

/** `--database URL` of a seeded city, `--units N`, `--consoles N`, `--seconds N`; `--peer-seconds N` for the per-unit messages. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      database: { type: 'string', default: process.env.BENCH_POSTGRES_URL ?? '' },
      units: { type: 'string', default: '10000' },
      consoles: { type: 'string', default: '100' },
      seconds: { type: 'string', default: '30' },
      'peer-seconds': { type: 'string', default: '10' },
    },
  });
  if (!values.database) throw new Error('fanout needs --database URL or BENCH_POSTGRES_URL of a seeded city');
  const [units, consoles] = [Number(values.units), Number(values.consoles)];
  const unitIds = await ensureUnits(values.database, units);
  const rows = [
    await measureOurs(values.database, unitIds, consoles, Number(values.seconds)),
    await measurePeer(units, consoles, Number(values['peer-seconds'])),
  ];
  await removeUnits(values.database);
  printResults('fanout', rows, { units, consoles });
}

/** Makes as many units as are wanted beside those of the city; answers their ids. */
async function ensureUnits(url: string, count: number): Promise<string[]> {
  return await withClient(url, async (client) => {
    const { rows } = await client.query(
      `INSERT INTO unit (id, area_code, code, name_zh, name_en, kind, vehicle, crew_size, shift, state, state_since)
       SELECT gen_random_uuid(), u.area_code, 'BENCH-' || n, 'B', 'B', 'squad', 'car', 2, 'day', 'patrolling', now()
       FROM generate_series(1, $1::integer) n
       JOIN (SELECT area_code, row_number() OVER () - 1 AS at, count(*) OVER () AS all FROM unit WHERE code NOT LIKE 'BENCH-%') u
         ON u.at = n % u.all
       RETURNING id`,
      [count],
    );
    return rows.map(({ id }: { id: string }) => id);
  });
}

async function removeUnits(url: string): Promise<void> {
  await withClient(url, async (client) => {
    await client.query(
      `DELETE FROM unit_position WHERE unit_id IN (SELECT id FROM unit WHERE code LIKE 'BENCH-%')`,
    );
    await client.query(
      `DELETE FROM unit_position_history WHERE unit_id IN (SELECT id FROM unit WHERE code LIKE 'BENCH-%')`,
    );
    await client.query(`DELETE FROM unit WHERE code LIKE 'BENCH-%'`);
  });
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function measureOurs(
  location: string,
  unitIds: readonly string[],
  consoles: number,
  seconds: number,
): Promise<ResultRow> {
  const server = await startChild('ours', location);
  const watching = watch(`${server.url}/api/live?positions=packed`, server.token, consoles, unitIds.length);
  try {
    await report(server, unitIds, 3);
    await watching.begin();
    const cpuBefore = cpuSeconds(server.pid);
    const postMs = await report(server, unitIds, seconds);
    const cpu = (cpuSeconds(server.pid) - cpuBefore) / seconds;
    return { arm: 'packed frames', seconds, serverCores: cpu, postMs, ...(await watching.end()) };
  } finally {
    server.stop();
  }
}

/** Posts a position of every unit once a second, in batches; answers the median milliseconds that a second's posts take. */
async function report(server: ChildServer, unitIds: readonly string[], seconds: number): Promise<number> {
  const taken: number[] = [];
  const startMs = performance.now();
  for (let second = 0; second < seconds; second += 1) {
    const beganMs = performance.now();
    for (let from = 0; from < unitIds.length; from += BATCH) {
      const fixAt = new Date().toISOString();
      const fixes = unitIds.slice(from, from + BATCH).map((unitId, index) => ({
        unitId,
        lng: 101.6 + ((index * 37 + second) % 2000) / 10_000,
        lat: 36.5 + ((index * 53 + second) % 2000) / 10_000,
        fixAt,
        headingDegrees: index % 360,
        speedKmh: 30,
      }));
      const answer = await fetch(`${server.url}/api/positions`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${server.token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ fixes }),
      });
      const { moved } = (await answer.json()) as { moved: number };
      if (moved !== fixes.length) throw new Error(`only ${moved} of ${fixes.length} positions were taken`);
    }
    taken.push(performance.now() - beganMs);
    await pause(Math.max(0, startMs + (second + 1) * 1000 - performance.now()));
  }
  return taken.sort((a, b) => a - b)[Math.floor(taken.length / 2)] ?? Number.NaN;
}

/** The peer: no database at all, one JSON message a unit and console, as trackers' web sockets send them. */
async function measurePeer(units: number, consoles: number, seconds: number): Promise<ResultRow> {
  const script = fileURLToPath(new URL('./fanout-peer.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, String(units)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve) =>
    child.stdout.setEncoding('utf8').once('data', (line: string) => resolve(line.trim())),
  );
  const watching = watch(url, '', consoles, units);
  await watching.begin();
  const cpuBefore = cpuSeconds(child.pid ?? 0);
  await pause(seconds * 1000);
  const serverCores = (cpuSeconds(child.pid ?? 0) - cpuBefore) / seconds;
  const result = await watching.end();
  child.stdin.end();
  return { arm: 'JSON a unit', seconds, serverCores, ...result };
}

/** Consoles in a process of their own; 5 % of them are cut and come back meanwhile. */
function watch(url: string, token: string, consoles: number, units: number) {
  const script = fileURLToPath(new URL('./fanout-consoles.ts', import.meta.url));
  const child = fork(script, [JSON.stringify({ url, token, consoles, units })], {
    execArgv: ['--import', 'tsx'],
  });
  const answer = <T>() =>
    new Promise<T>((resolve) => child.once('message', (message) => resolve(message as T)));
  return {
    async begin(): Promise<void> {
      child.send('begin');
      await answer();
    },
    async end(): Promise<ResultRow> {
      child.send('end');
      const report = await answer<ConsoleReport>();
      child.kill();
      return { ...report };
    },
  };
}

/** CPU seconds of a process so far (Linux: utime and stime of /proc/PID/stat). */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS_A_SECOND;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
