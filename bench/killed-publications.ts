import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '../server/database/database.ts';
import { migrate } from '../server/database/migrate.ts';
import { openEmbedded } from '../server/database/pglite/embedded.ts';
import { openPostgres } from '../server/database/postgres.ts';
import { sql } from '../server/database/sql.ts';
import { verifyPlan } from '../server/publication/verify.ts';
import { loadPlannedCity } from '../test/server/planned-city.ts';
import { loadIncidents, misplaced } from '../test/server/planned-incidents.ts';
import { KilledProcess } from '../test/support/killed-process.ts';
import { inFreshFolder, onFreshDatabase } from './city-database.ts';
import { percentile, printResults, type ResultRow } from './table.ts';

/** A kill comes up to so many times the length of the publication before it: some come as it ends. */
const REACH = 1.1;

/** A publication that was killed while it was under way. */
interface Kill {
  /** Milliseconds from its beginning. */
  atMs: number;
  /** That, as a share of how long the one before it took. */
  share: number;
  inForce: 'old' | 'new' | 'neither';
  faults: string[];
}

/** kill -9 at random moments of a publication, so many times on each engine: the old plan or the new one is in force, whole and proven. */
export async function killPublications(cycles: number): Promise<void> {
  const rows: ResultRow[] = [];
  const server = process.env.BENCH_POSTGRES_URL;
  if (server)
    await onFreshDatabase(server, async (url) => {
      rows.push(await killOn('postgres', url, cycles));
    });
  await inFreshFolder(async (folder) => {
    rows.push(await killOn('embedded', join(folder, 'data'), cycles));
  });
  const load = loadavg()
    .map((one) => one.toFixed(1))
    .join(' ');
  printResults('publish-kill', rows, { cycles, load });
  if (rows.some(({ faults }) => faults !== 0)) process.exitCode = 1;
}

const open = (engine: Database['engine'], address: string): Promise<Database> =>
  engine === 'postgres' ? openPostgres(address, { connections: 1 }) : openEmbedded(address);

async function killOn(engine: Database['engine'], address: string, cycles: number): Promise<ResultRow> {
  const database = await open(engine, address);
  await migrate(database);
  await loadPlannedCity(database);
  await loadIncidents(database);
  await database.close();
  const kills: Kill[] = [];
  let tooLate = 0;
  while (kills.length < cycles) {
    const kill = await killOnce(engine, address);
    if (kill) {
      kills.push(kill);
      console.log(
        `  ${engine} ${kills.length}: killed after ${kill.atMs.toFixed(0)} ms, the ${kill.inForce} plan is in force`,
      );
    } else tooLate += 1;
    if (tooLate > 5 * cycles) throw new Error('hardly any kill comes while a publication is under way');
  }
  for (const { faults } of kills) for (const fault of faults) console.log(`  ${engine}: ${fault}`);
  const share = (percent: number) =>
    percentile(
      kills.map((kill) => kill.share),
      percent,
    );
  const times = kills.map(({ atMs }) => atMs);
  const count = (which: Kill['inForce']) => kills.filter(({ inForce }) => inForce === which).length;
  return {
    engine,
    kills: kills.length,
    old: count('old'),
    new: count('new'),
    faults: kills.reduce((sum, { faults }) => sum + faults.length, 0),
    overBefore: tooLate,
    atMinMs: percentile(times, 0),
    atP50Ms: percentile(times, 50),
    atMaxMs: percentile(times, 100),
    shareMin: share(0),
    shareP25: share(25),
    shareP50: share(50),
    shareP75: share(75),
    shareMax: share(100),
  };
}

/** Undefined: the publication was over before the kill came. */
async function killOnce(engine: Database['engine'], address: string): Promise<Kill | undefined> {
  const publisher = new KilledProcess('publish', address);
  const said = (what: string) => publisher.lines.find((line) => line.startsWith(what));
  // The first is slower than those after it: a later one tells how long they take.
  await publisher.until(() => said('publishing 2') !== undefined);
  const beforeMs = performance.now();
  await publisher.until(() => said('published 2') !== undefined);
  const tookMs = performance.now() - beforeMs;
  await publisher.until(() => said('publishing 3') !== undefined);
  const beganMs = performance.now();
  const killMs = beganMs + Math.random() * REACH * tookMs;
  await publisher.until(() => performance.now() >= killMs);
  const atMs = performance.now() - beganMs;
  await publisher.kill();
  const [oldId, newId] = ['publishing 2', 'publishing 3'].map((what) => said(what)?.split(' ')[2] ?? '');
  const database = await open(engine, address);
  try {
    await untilAlone(database);
    const found = await look(database, oldId ?? '', newId ?? '');
    return said('published 3') === undefined ? { atMs, share: atMs / tookMs, ...found } : undefined;
  } finally {
    await database.close();
  }
}

/** What the server was asked last by a client that is no more it may still do. */
async function untilAlone(database: Database): Promise<void> {
  if (database.engine === 'embedded') return;
  for (;;) {
    const others = await database.query(sql`SELECT pid FROM pg_stat_activity
      WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()`);
    if (others.length === 0) return;
    await delay(20);
  }
}

async function look(
  database: Database,
  oldId: string,
  newId: string,
): Promise<Pick<Kill, 'inForce' | 'faults'>> {
  const plans = await database.query<{ id: string; status: string }>(
    sql`SELECT id, status FROM plan WHERE status = 'in_force' OR id = ${newId}::uuid`,
  );
  const [plan, ...more] = plans.filter(({ status }) => status === 'in_force');
  if (!plan || more.length > 0)
    return { inForce: 'neither', faults: [`${more.length + (plan ? 1 : 0)} plans are in force`] };
  const inForce = plan.id === newId ? 'new' : plan.id === oldId ? 'old' : 'neither';
  const faults = [...((await verifyPlan(database, plan.id))?.faults ?? ['it can not be proven'])];
  if (inForce === 'neither') faults.push(`plan ${plan.id} is in force`);
  const draft = plans.find(({ id }) => id === newId);
  if (inForce === 'old' && draft?.status !== 'approved')
    faults.push(`the draft that did not come into force is ${draft?.status}, not approved`);
  const astray = await misplaced(database);
  if (astray.length > 0) faults.push(`${astray.length} incidents are in another grid`);
  return { inForce, faults };
}
