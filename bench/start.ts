/** Fresh clone with an empty npm cache to first byte; later starts; `--kills N` first starts killed with -9 at random moments. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type ServerProcess, type StartOptions, startAndKill, startServer } from './server-process.ts';
import { printResults, type ResultRow, spread } from './table.ts';

/** Measures the committed state of this repository, in a clone that is removed afterwards. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { kills: { type: 'string', default: '5' } } });
  const directory = mkdtempSync(join(tmpdir(), 'jingwei-start-'));
  const clone = join(directory, 'clone');
  const options = { cwd: clone, env: { npm_config_cache: join(directory, 'npm-cache'), DATA_DIR: '' } };
  try {
    execFileSync('git', ['clone', '--quiet', '.', clone]);
    const first = await startServer(options);
    const rows: ResultRow[] = [
      { start: 'fresh clone, empty npm cache', firstByteMs: first.firstByteMs, stopMs: await first.stop() },
    ];
    rows.push(...(await laterStarts(options, 3)));
    const created = await createAgain(options);
    rows.push({ start: 'database and client made again', firstByteMs: created });
    const kills = await killCycles(options, Number(values.kills), created);
    if (kills.length > 0) rows.push({ start: 'after a killed first start', ...spread(kills) });
    printResults('start', rows, { databaseSeconds: databaseSeconds(first), kills: kills.length, failed: 0 });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function laterStarts(options: StartOptions, times: number): Promise<ResultRow[]> {
  const rows: ResultRow[] = [];
  for (let i = 0; i < times; i++) {
    const server = await startServer(options);
    rows.push({
      start: `later start ${i + 1}`,
      firstByteMs: server.firstByteMs,
      stopMs: await server.stop(),
    });
  }
  return rows;
}

const MADE = ['.data', 'dist'];

function forget({ cwd }: StartOptions, names = MADE): void {
  for (const name of names) rmSync(join(cwd, name), { recursive: true, force: true });
}

async function createAgain(options: StartOptions): Promise<number> {
  forget(options);
  const server = await startServer(options);
  await server.stop();
  return server.firstByteMs;
}

/**
 * Each cycle: a first start killed at a random moment, then a start that must answer and hold the whole city.
 * Every fourth begins without packages, so that the kill may hit the install.
 */
async function killCycles(options: StartOptions, cycles: number, spanMs: number): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < cycles; i++) {
    forget(options, i % 4 === 3 ? [...MADE, 'node_modules'] : MADE);
    const afterMs = Math.random() * spanMs;
    await startAndKill(options, afterMs);
    const left = existsSync(join(options.cwd, '.data')) ? 'with' : 'without';
    const server = await startServer(options);
    await checkWhole(server);
    await server.stop();
    console.log(
      `killed after ${afterMs.toFixed(0)} ms (${left} data), next start ${server.firstByteMs.toFixed(0)} ms`,
    );
    times.push(server.firstByteMs);
  }
  return times;
}

async function checkWhole({ origin }: ServerProcess): Promise<void> {
  const signIn = await fetch(`${origin}/api/session/demo`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ role: 'viewer' }),
  });
  const cookie = signIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  const districts = await fetch(`${origin}/api/areas?level=district&geometry=point`, { headers: { cookie } });
  const { features } = (await districts.json()) as { features: unknown[] };
  if (features.length === 0) throw new Error('the next start answers, but the city is not there');
}

function databaseSeconds({ output }: ServerProcess): number {
  return Number(/Database ready[^(]*\((\d+(?:\.\d+)?) s\)/i.exec(output())?.[1] ?? Number.NaN);
}
