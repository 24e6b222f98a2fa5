import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeCity } from '../../data/city/make-city.ts';
import { seedCity } from '../../data/seed/seed-city.ts';
import type { Database } from '../../server/database/database.ts';
import { migrate } from '../../server/database/migrate.ts';
import { openEmbedded } from '../../server/database/pglite/embedded.ts';
import { openPostgres } from '../../server/database/postgres.ts';
import { sql } from '../../server/database/sql.ts';

/** `schema`: migrated and empty; `city`: the demo city of one seed with 3,000 incidents as of 2026-06-30. */
export type Content = 'schema' | 'city';
export const CONTENTS: readonly Content[] = ['schema', 'city'];
export const TEST_CITY = { seed: 20261124, asOf: '2026-06-30T08:00:00.000Z', incidents: 3000 } as const;

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CACHE = join(ROOT, 'node_modules/.cache/jingwei-test');
const SOURCES = ['core/vocabulary.ts', 'data/city', 'data/seed', 'server/database', 'package-lock.json'];

/** Changes whenever what a template is made of does. */
export function templateHash(): string {
  const hash = createHash('sha256');
  for (const source of SOURCES)
    for (const file of filesOf(join(ROOT, source))) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 12);
}

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((entry) => filesOf(join(path, entry)));
}

async function fill(database: Database, content: Content): Promise<void> {
  await migrate(database);
  if (content === 'city') await seedCity(database, makeCity(TEST_CITY));
}

/** A prepared data directory to copy; built once for each state of the sources. */
export async function embeddedTemplate(hash: string, content: Content): Promise<string> {
  const template = join(CACHE, `${hash}-${content}`);
  if (existsSync(template)) return template;
  mkdirSync(CACHE, { recursive: true });
  for (const entry of readdirSync(CACHE))
    if (!entry.startsWith(hash) && Date.now() - statSync(join(CACHE, entry)).mtimeMs > 3_600_000)
      rmSync(join(CACHE, entry), { recursive: true, force: true });
  const draft = `${template}.${process.pid}`;
  const database = await openEmbedded(draft, { prepare: (fresh) => fill(fresh, content) });
  await database.close();
  if (existsSync(template)) rmSync(draft, { recursive: true });
  else renameSync(draft, template);
  return template;
}

export function copyTemplate(template: string, directory: string): void {
  cpSync(template, directory, { recursive: true });
}

/** The name of a template database on the test server; built once for each state of the sources. */
export async function postgresTemplate(url: string, hash: string, content: Content): Promise<string> {
  const template = `jingwei_template_${hash}_${content}`;
  const server = await openPostgres(url, { connections: 1 });
  try {
    const found = await server.query(sql`SELECT 1 AS found FROM pg_database WHERE datname = ${template}`);
    if (found.length > 0) return template;
    const draft = `jingwei_draft_${process.pid}_${content}`;
    await server.script(`DROP DATABASE IF EXISTS ${draft}`);
    await server.script(`CREATE DATABASE ${draft}`);
    const database = await openPostgres(databaseUrl(url, draft), { connections: 2 });
    await fill(database, content).finally(() => database.close());
    await server
      .script(`ALTER DATABASE ${draft} RENAME TO ${template}`)
      .catch(() => server.script(`DROP DATABASE ${draft}`)); // another run was quicker
    return template;
  } finally {
    await server.close();
  }
}

export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** The test server's address. Throws a plain sentence when there is none: these tests are never skipped. */
export function testServerUrl(): string {
  const url = process.env.TEST_POSTGRES_URL;
  if (!url)
    throw new Error(
      'TEST_POSTGRES_URL is not set: run "npm test -- NAME", which starts a PostgreSQL with PostGIS for the tests, or set it to the superuser address of one.',
    );
  return url;
}
