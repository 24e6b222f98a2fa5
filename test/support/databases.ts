import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import type { Database } from '../../server/database/database.ts';
import { openEmbedded } from '../../server/database/pglite/embedded.ts';
import { openPostgres } from '../../server/database/postgres.ts';
import { EmptiedDatabase } from './emptied-database.ts';
import {
  type Content,
  copyTemplate,
  databaseUrl,
  embeddedTemplate,
  postgresTemplate,
  testServerUrl,
} from './templates.ts';

export type Engine = Database['engine'];
export const ENGINES: readonly Engine[] = ['embedded', 'postgres'];

export interface TestDatabase {
  database: Database;
  /** How the same database is opened once more: a data directory or a URL. */
  address: string;
  /** Closes it and removes it. */
  drop(): Promise<void>;
}

/** A fresh copy of a prepared database: one each, to write into at will. */
export function openTestDatabase(engine: Engine, content: Content = 'schema'): Promise<TestDatabase> {
  return engine === 'embedded' ? openEmbeddedCopy(content) : openPostgresCopy(content);
}

/** As openTestDatabase, but without an address: an empty embedded one is lent, since opening one takes seconds of a core. */
export function lendDatabase(
  engine: Engine,
  content: Content,
): Promise<Pick<TestDatabase, 'database' | 'drop'>> {
  return engine === 'embedded' && content === 'schema' ? lendEmptied() : openTestDatabase(engine, content);
}

/**
 * Runs the same tests on both engines, each on a database that is as new, opened before the first and gone after the
 * last test of the block. `database()` gives it inside tests and hooks.
 *
 *     withDatabases('city', (database, engine) => {
 *       it('counts grids', async () => { await database().query(sql`...`) });
 *     });
 */
export function withDatabases(
  content: Content,
  define: (database: () => Database, engine: Engine) => void,
): void {
  describe.each(ENGINES)('on %s', (engine) => {
    let opened: Pick<TestDatabase, 'database' | 'drop'> | undefined;
    beforeAll(async () => {
      opened = await lendDatabase(engine, content);
    });
    afterAll(() => opened?.drop());
    define(() => {
      if (!opened) throw new Error('the test database is open inside tests and hooks only');
      return opened.database;
    }, engine);
  });
}

async function openEmbeddedCopy(content: Content): Promise<TestDatabase> {
  const address = mkdtempSync(join(tmpdir(), 'jingwei-embedded-'));
  copyTemplate(await embeddedTemplate(content), address);
  const database = await openEmbedded(address);
  return {
    database,
    address,
    async drop() {
      await database.close();
      rmSync(address, { recursive: true, force: true });
    },
  };
}

/** The empty embedded database of this process; whoever has it is alone with it. */
let emptied: Promise<EmptiedDatabase> | undefined;

async function lendEmptied(): Promise<Pick<TestDatabase, 'database' | 'drop'>> {
  emptied ??= openEmbeddedCopy('schema').then(({ database }) => EmptiedDatabase.of(database));
  const own = await emptied;
  const database = own.lend();
  return {
    database,
    async drop() {
      await database.close();
      await own.empty().catch(async (error) => {
        console.warn(`an embedded test database is not used again: ${error}`);
        emptied = undefined;
        await own.close();
      });
    },
  };
}

async function openPostgresCopy(content: Content): Promise<TestDatabase> {
  const serverUrl = testServerUrl();
  const template = await postgresTemplate(serverUrl, content);
  const name = `jingwei_test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await onServer(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const address = databaseUrl(serverUrl, name);
  const database = await openPostgres(address);
  return {
    database,
    address,
    async drop() {
      await database.close();
      await onServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const server = await openPostgres(url, { connections: 1 });
  await server.script(statement).finally(() => server.close());
}
