import { existsSync } from 'node:fs';
import type { Database } from './database.ts';
import { migrate } from './migrate.ts';
import { openEmbedded } from './pglite/embedded.ts';
import { openPostgres } from './postgres.ts';

/** Opens the database of the settings for a program beside the server; throws an Error of one sentence if there is none yet. */
export async function openDatabase({
  databaseUrl,
  dataDir,
}: {
  databaseUrl: string | null;
  dataDir: string;
}): Promise<Database> {
  if (databaseUrl === null && !existsSync(dataDir))
    throw new Error(`There is no database in ${dataDir} yet: start the server once.`);
  const database = databaseUrl === null ? await openEmbedded(dataDir) : await openPostgres(databaseUrl);
  await migrate(database);
  return database;
}
