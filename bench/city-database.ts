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
