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
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
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
const SCHEMA_SOURCES = [
  'server/database/migrations',
  'server/database/pglite/engine.ts',
  'node_modules/@electric-sql/pglite-postgis/package.json',
];
const SOURCES: Record<Content, readonly string[]> = {
  schema: SCHEMA_SOURCES,
  city: [...SCHEMA_SOURCES, 'core/vocabulary.ts', 'data/city', 'data/seed', 'test/support/templates.ts'],
};

/** Changes whenever what a template is made of does. */
function templateName(content: Content): string {
  const hash = createHash('sha256');
  for (const source of SOURCES[content])
    for (const file of filesOf(join(ROOT, source))) hash.update(readFileSync(file));
  return `${hash.digest('hex').slice(0, 12)}_${content}`;
}

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((entry) => filesOf(join(path, entry)));
}

let city: ReturnType<typeof makeCity> | undefined;

async function fill(database: Database, content: Content): Promise<void> {
  await migrate(database);
  if (content === 'schema') return;
  city ??= makeCity(TEST_CITY);
  await seedCity(database, city);
}

/** A prepared data directory to copy; built once for each state of the sources. */
export async function embeddedTemplate(content: Content): Promise<string> {
  const template = join(CACHE, templateName(content));
  await once(
    template,
    async () => existsSync(template),
    async () => {
      const draft = `${template}.${process.pid}`;
      const database = await openEmbedded(draft, { prepare: (fresh) => fill(fresh, content) });
      await database.close();
      renameSync(draft, template);
    },
  );
  utimesSync(template, new Date(), new Date()); // in use: not an old one
  return template;
}

/** Builds what is not ready yet; while another test process is at it, waits for that one. */
async function once(
  path: string,
  isReady: () => Promise<boolean>,
  build: () => Promise<void>,
): Promise<void> {
  const guard = `${path}.guard`;
  for (;;) {
    if (await isReady()) return;
    mkdirSync(CACHE, { recursive: true });
    removeOld();
    try {
      mkdirSync(guard);
    } catch {
      await delay(300);
      continue;
    }
    try {
      if (!(await isReady())) await build();
      return;
    } finally {
      rmSync(guard, { recursive: true, force: true });
    }
  }
}

/** Templates of an hour ago, and guards whose process was ended. */
function removeOld(): void {
  for (const entry of readdirSync(CACHE)) {
    const path = join(CACHE, entry);
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > (entry.endsWith('.guard') ? 300_000 : 3_600_000))
      rmSync(path, { recursive: true, force: true });
  }
}

export function copyTemplate(template: string, directory: string): void {
  cpSync(template, directory, { recursive: true });
}

/** The name of a template database on the test server; built once for each state of the sources. */
export async function postgresTemplate(url: string, content: Content): Promise<string> {
  const template = `jingwei_template_${templateName(content)}`;
  const server = await openPostgres(url, { connections: 1 });
  const isReady = async () =>
    (await server.query(sql`SELECT 1 AS found FROM pg_database WHERE datname = ${template}`)).length > 0;
  const build = async () => {
    const draft = `jingwei_draft_${process.pid}_${content}`;
    await server.script(`DROP DATABASE IF EXISTS ${draft}`);
    await server.script(`CREATE DATABASE ${draft}`);
    const database = await openPostgres(databaseUrl(url, draft), { connections: 2 });
    await fill(database, content).finally(() => database.close());
    await server.script(`ALTER DATABASE ${draft} RENAME TO ${template}`);
  };
  try {
    await once(join(CACHE, `${new URL(url).port}_${template}`), isReady, build);
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
