/** Random tiles z10-14, cold, warm and without our cache, against a bare prepared ST_AsMVT on the same PostgreSQL, plain and gzipped. */
import { Agent, get } from 'node:http';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { prepareDatabase } from '../data/seed/prepare.ts';
import type { Database } from '../server/database/database.ts';
import { openPostgres } from '../server/database/postgres.ts';
import { sql } from '../server/database/sql.ts';
import { PREPARE_ASMVT } from './asmvt.ts';
import { type ChildServer, startChild } from './child-server.ts';
import { printResults, type ResultRow, spread } from './table.ts';

const TILESETS = ['plan', 'base', 'devices', 'institutions', 'incidents'];
const CONNECTIONS = [1, 4, 16];

type Address = string;
type Arm = 'cold' | 'warm' | 'uncached' | 'asmvt' | 'asmvt gzip';
/** Rounds in which the arms without a cache take turns. */
const ROUNDS = 3;

/**
 * `--tiles N` a round; BENCH_POSTGRES_URL names a server (a superuser's address) or `--database URL` a seeded database of one's own,
 * to which a schema `asmvt` is added.
 */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { tiles: { type: 'string', default: '1200' }, database: { type: 'string' } },
  });
  if (values.database) return await measureOn(values.database, Number(values.tiles));
  const server = process.env.BENCH_POSTGRES_URL;
  if (!server) throw new Error('set BENCH_POSTGRES_URL to a PostgreSQL server, or give --database URL');
  const admin = await openPostgres(server, { connections: 1 });
  const name = `jingwei_tiles_${process.pid}`;
  await admin.script(`CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  try {
    await measureOn(url.href, Number(values.tiles));
  } finally {
    await admin.script(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.close();
  }
}

async function measureOn(url: string, count: number): Promise<void> {
  const database = await openPostgres(url);
  await prepareDatabase(database, { demo: true });
  await database.script(PREPARE_ASMVT);
  const lists = await tileLists(database, count);
  await database.close();
  const servers = {
    ours: await startChild('ours', url),
    uncached: await startChild('uncached', url),
    asmvt: await startChild('asmvt', url),
    asmvtGzip: await startChild('asmvt-gzip', url),
  };
  try {
    const rows: ResultRow[] = [];
    for (const tileset of TILESETS) rows.push(...(await measureTileset(tileset, lists, servers)));
    printResults('tiles', rows, {
      tilesEachRound: count,
      note: 'asmvt: projected copies, no sign-in, no gzip, no cache, buffers warm; ours and uncached: sign-in, scope, ETag, gzip',
      gzipNote: 'asmvt gzip: the same peer, its answer gzipped as ours is',
    });
  } finally {
    for (const server of Object.values(servers)) server.stop();
  }
}

type Servers = Record<'ours' | 'uncached' | 'asmvt' | 'asmvtGzip', ChildServer>;

/** All arms in turn, round after round, so that whatever else the machine does strikes them alike. */
async function measureTileset(tileset: string, lists: Address[][], servers: Servers): Promise<ResultRow[]> {
  const [warmUp = [], ...others] = lists;
  for (const server of [servers.uncached, servers.asmvt, servers.asmvtGzip])
    for (let i = 0; i < 2; i += 1) await load(server, tileset, warmUp, 4);
  const rows: ResultRow[] = [];
  for (const [index, connections] of CONNECTIONS.entries()) {
    const tiles = others[index] ?? warmUp;
    const samples: Record<Arm, Load[]> = { cold: [], warm: [], uncached: [], asmvt: [], 'asmvt gzip': [] };
    const turn: [Arm, ChildServer][] = [
      ['asmvt', servers.asmvt],
      ['uncached', servers.uncached],
      ['asmvt gzip', servers.asmvtGzip],
    ];
    const turns = Array.from({ length: ROUNDS }, () => turn).flat();
    const rounds: [Arm, ChildServer][] = [['cold', servers.ours], ...turns, ['warm', servers.ours]];
    for (const [arm, server] of rounds) samples[arm].push(await load(server, tileset, tiles, connections));
    const same = await sameCounts(tileset, tiles.slice(0, 40), servers);
    for (const [arm, loads] of Object.entries(samples))
      rows.push(rowOf(tileset, connections, arm, loads, same));
    const ratio = rateOf(samples.uncached) / rateOf(samples.asmvt);
    console.log(`  ${tileset}, ${connections} connections: uncached ${ratio.toFixed(2)} times the peer`);
  }
  return rows;
}

/** Requests a second. */
function rateOf(loads: readonly Load[]): number {
  const requests = loads.reduce((sum, { timesMs }) => sum + timesMs.length, 0);
  return requests / (loads.reduce((sum, { wallMs }) => sum + wallMs, 0) / 1000);
}

function rowOf(tileset: string, connections: number, arm: string, loads: Load[], same: string): ResultRow {
  const times = loads.flatMap(({ timesMs }) => timesMs);
  const bytes = loads.reduce((sum, one) => sum + one.bytes, 0);
  const { p50Ms, p95Ms, p99Ms } = spread(times);
  return {
    tileset,
    connections,
    arm,
    perSecond: rateOf(loads),
    p50Ms: p50Ms ?? null,
    p95Ms: p95Ms ?? null,
    p99Ms: p99Ms ?? null,
    kB: bytes / 1000 / times.length,
    errors: loads.reduce((sum, { errors }) => sum + errors, 0),
    sameFeatures: same,
  };
}

interface Load {
  timesMs: number[];
  wallMs: number;
  bytes: number;
  errors: number;
}

async function load(
  server: ChildServer,
  tileset: string,
  tiles: readonly Address[],
  connections: number,
): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const result: Load = { timesMs: [], wallMs: 0, bytes: 0, errors: 0 };
  let next = 0;
  const started = performance.now();
  const work = async () => {
    for (let i = next++; i < tiles.length; i = next++) {
      const sentMs = performance.now();
      const { status, body } = await fetchTile(server, agent, tileset, tiles[i] ?? '');
      result.timesMs.push(performance.now() - sentMs);
      result.bytes += body.length;
      if (status !== 200 && status !== 204) result.errors += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  result.wallMs = performance.now() - started;
  agent.destroy();
  return result;
}

function fetchTile(server: ChildServer, agent: Agent, tileset: string, tile: Address) {
  const headers = server.token
    ? { Authorization: `Bearer ${server.token}`, 'Accept-Encoding': 'gzip' }
    : undefined;
  return new Promise<{ status: number; body: Buffer; gzipped: boolean }>((resolve, reject) => {
    get(
      `${server.url}/tiles/${tileset}/${tile}.mvt`,
      { agent, ...(headers ? { headers } : {}) },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            body: Buffer.concat(chunks),
            gzipped: response.headers['content-encoding'] === 'gzip',
          }),
        );
        response.on('error', reject);
      },
    ).on('error', reject);
  });
}

/** Features of each layer in our tiles and in the peer's, summed: equal, or by how much they differ. */
async function sameCounts(tileset: string, tiles: readonly Address[], servers: Servers): Promise<string> {
  const agent = new Agent({ keepAlive: true });
  let ours = 0;
  let theirs = 0;
  for (const tile of tiles) {
    ours += countFeatures(await fetchTile(servers.ours, agent, tileset, tile));
    theirs += countFeatures(await fetchTile(servers.asmvt, agent, tileset, tile));
  }
  agent.destroy();
  return ours === theirs ? `${ours} = ${theirs}` : `${ours} / ${theirs}`;
}

function countFeatures({ body, gzipped }: { body: Buffer; gzipped: boolean }): number {
  const tile = new VectorTile(new PbfReader(gzipped ? gunzipSync(body) : body));
  return Object.values(tile.layers).reduce((sum, layer) => sum + layer.length, 0);
}

/** Four lists of different tiles z10-14 round random grids. */
async function tileLists(database: Database, count: number): Promise<Address[][]> {
  const grids = await database.query<{ lng: number; lat: number }>(
    sql`SELECT ST_X(label) AS lng, ST_Y(label) AS lat FROM grid ORDER BY md5(code)`,
  );
  const tiles = new Set<Address>();
  for (let i = 0; tiles.size < count * 4 && i < grids.length * 5; i += 1) {
    const grid = grids[i % grids.length];
    const z = 10 + ((i * 7 + Math.floor(i / grids.length)) % 5);
    if (grid) tiles.add(addressOf(z, grid.lng, grid.lat));
  }
  const all = [...tiles];
  return [0, 1, 2, 3].map((list) => all.filter((_, i) => i % 4 === list));
}

function addressOf(z: number, lng: number, lat: number): Address {
  const n = 2 ** z;
  const y = (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2;
  return `${z}/${Math.floor((lng / 360 + 0.5) * n)}/${Math.floor(y * n)}`;
}
