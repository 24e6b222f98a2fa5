import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../server/database/database.ts';
import { openEmbedded } from '../server/database/pglite/embedded.ts';
import { openPostgres } from '../server/database/postgres.ts';

/** Runs `work` on a new database of the server at `serverUrl`, and removes it. */
export async function onFreshDatabase(
  serverUrl: string,
  work: (url: string) => Promise<void>,
): Promise<void> {
  const name = `jingwei_bench_${process.pid}`;
  const server = await openPostgres(serverUrl, { connections: 1 });
  await server.script(`CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  try {
    await work(url.href);
  } finally {
    await server.script(`DROP DATABASE ${name} WITH (FORCE)`);
    await server.close();
  }
}

/** Runs `work` with a new folder for an embedded database, and removes it. */
export async function inFreshFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'jingwei-bench-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs `work` on a new database: of the server of BENCH_POSTGRES_URL, else embedded. */
export async function onBenchDatabase(work: (database: Database) => Promise<void>): Promise<void> {
  const server = process.env.BENCH_POSTGRES_URL;
  if (server) await onFreshDatabase(server, async (url) => await work(await openPostgres(url)));
  else await inFreshFolder(async (folder) => await work(await openEmbedded(folder)));
}

/** The headers of a demo administrator. */
export async function signIn(origin: string): Promise<Record<string, string>> {
  const response = await fetch(`${origin}/api/session/demo`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ role: 'admin' }),
  });
  return { Cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '' };
}

/** A number in [0, 1) that is the same in every run. */
export function randomness(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
