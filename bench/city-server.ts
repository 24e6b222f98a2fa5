// A process of its own that serves a seeded city: `city-server.ts ARM DATABASE`, DATABASE a URL or a data directory. Prints one line
// of JSON when it is ready: { url, tokens }. Ends when its input closes. Arms: `ours`, `uncached` (no finished tiles are kept), `asmvt`,
// `asmvt-gzip`.
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import pg from 'pg';
import { pino } from 'pino';
import { openPrepared } from '../data/seed/prepare.ts';
import { createApp } from '../server/app.ts';
import type { Database } from '../server/database/database.ts';
import { listen } from '../server/listen.ts';
import { makeDeps } from '../server/make-deps.ts';
import { selectCity } from '../server/queries/city.ts';
import { readSettings } from '../server/settings.ts';
import { tileStatement } from './asmvt.ts';
import { bearer } from './bearer.ts';

const compress = promisify(gzip);
const [arm = 'ours', location = ''] = process.argv.slice(2);
const ready = arm.startsWith('asmvt')
  ? await serveAsMvt(location, arm === 'asmvt-gzip')
  : await serveCity(location, arm === 'uncached');
console.log(JSON.stringify(ready));
process.stdin.resume().on('end', () => process.exit(0));

async function serveCity(where: string, uncached: boolean): Promise<{ url: string; tokens: string[] }> {
  const isUrl = where.startsWith('postgres');
  const database = await openPrepared(
    { databaseUrl: isUrl ? where : null, dataDir: isUrl ? '' : where },
    { demo: true },
  );
  const result = readSettings({ PORT: '0', JINGWEI_SIMULATE: '0' });
  if ('problems' in result) throw new Error(result.problems.join(' '));
  const log = pino({ level: 'error' }, pino.destination(2));
  const clock = Date.now;
  const limits = { writes: { perSecond: 1e6, burst: 1e6 } };
  const deps = makeDeps(
    { database, settings: result.settings, log, clock, limits },
    { hub: { streamsPerAccount: 1000 }, tiles: uncached ? { cacheBytes: 0 } : {} },
  );
  const app = createApp(deps);
  await deps.tiles.warm();
  const listener = await listen(app.fetch, { host: '127.0.0.1', port: 0 });
  return { url: listener.url, tokens: [await token(database), await token(database), await token(database)] };
}

async function token(database: Database): Promise<string> {
  return await bearer(database, { role: 'admin', scopeCode: (await selectCity(database))?.code ?? '' });
}

/** The bare peer: one prepared statement a tileset, its answer sent as it is or gzipped. No sign-in, no scope, no cache. */
async function serveAsMvt(url: string, gzipped: boolean): Promise<{ url: string; tokens: string[] }> {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  const server = createServer((request, response) => {
    const [, , tileset = '', ...rest] = (request.url ?? '').split(/[/.]/);
    const address = rest.slice(0, 3).map(Number);
    pool
      .query({
        name: `${tileset}-${address[0]}`,
        text: tileStatement(tileset, address[0] ?? 0),
        values: address,
      })
      .then(async ({ rows }) => {
        response.setHeader('Content-Type', 'application/vnd.mapbox-vector-tile');
        if (gzipped) response.setHeader('Content-Encoding', 'gzip');
        response.end(gzipped ? await compress(rows[0].tile, { level: 1 }) : rows[0].tile);
      })
      .catch((error: unknown) => {
        response.statusCode = 500;
        response.end(String(error));
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  return { url: `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`, tokens: [''] };
}
