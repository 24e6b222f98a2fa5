import { cpSync, existsSync, renameSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { seedCity } from '../../data/seed/seed-city.ts';
import type { Database } from '../../server/database/database.ts';
import { migrate } from '../../server/database/migrate.ts';
import { openEmbedded } from '../../server/database/pglite/embedded.ts';
import { openPostgres } from '../../server/database/postgres.ts';
import { sql } from '../../server/database/sql.ts';
import { CACHE, once, sourcesHash } from './cache.ts';
import { madeCity } from './made-city.ts';

/** `schema`: migrated and empty; `city`: the demo city of one seed with 3,000 incidents as of 2026-06-30. */
export type Content = 'schema' | 'city';
export const CONTENTS: readonly Content[] = ['schema', 'city'];

export const TEST_CITY = { seed: 20261124, asOf: '2026-06-30T08:00:00.000Z', incidents: 3000 } as const;

const SCHEMA_SOURCES = [
  'server/database/migrations',
  'server/database/pglite/engine.ts',
  'server/database/pglite/postgis-bundle.ts',
  'node_modules/@electric-sql/pglite-postgis/package.json',
];
const SOURCES: Record<Content, readonly string[]> = {
  schema: SCHEMA_SOURCES,
  city: [...SCHEMA_SOURCES, 'core/vocabulary.ts', 'data/city', 'data/seed', 'test/support/templates.ts'],
};

/** Changes whenever what a template is made of does. */
function templateName(content: Content): string {
  return `${sourcesHash(SOURCES[content])}_${content}`;
}

async function migrated(database: Database): Promise<void> {
  await migrate(database);
}

async function seedTestCity(database: Database): Promise<void> {
  await seedCity(database, await madeCity(TEST_CITY));
}

/** A prepared data directory to copy; built once for each state of the sources. */
export async function embeddedTemplate(content: Content): Promise<string> {
  const template = join(CACHE, templateName(content));
  await once(
    template,
    async () => existsSync(template),
    async () => {
      const draft = `${template}.${process.pid}`;
      if (content === 'city') copyTemplate(await embeddedTemplate('schema'), draft);
      const database = await openEmbedded(draft, { prepare: migrated });
      if (content === 'city') await seedTestCity(database);
      await database.close();
      renameSync(draft, template);
    },
  );
  utimesSync(template, new Date(), new Date()); // in use: not an old one
  return template;
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
    const empty = content === 'city' ? ` TEMPLATE ${await postgresTemplate(url, 'schema')}` : '';
    await server.script(`CREATE DATABASE ${draft}${empty}`);
    const database = await openPostgres(databaseUrl(url, draft), { connections: 2 });
    const fill = content === 'city' ? seedTestCity : migrated;
    await fill(database).finally(() => database.close());
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
