import { existsSync } from 'node:fs';
import type { Database } from './database/database.ts';
import { migrate } from './database/migrate.ts';
import { openEmbedded } from './database/pglite/embedded.ts';
import { openPostgres } from './database/postgres.ts';
import type { Settings } from './settings.ts';

/** Opens the database of the settings for a program beside the server; throws an Error of one sentence if there is none yet. */
export async function openDatabase({
  databaseUrl,
  dataDir,
}: Pick<Settings, 'databaseUrl' | 'dataDir'>): Promise<Database> {
  if (databaseUrl === null && !existsSync(dataDir))
    throw new Error(`There is no database in ${dataDir} yet: start the server once.`);
  const database = databaseUrl === null ? await openEmbedded(dataDir) : await openPostgres(databaseUrl);
  await migrate(database);
  return database;
}
