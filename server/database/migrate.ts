import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ConstraintViolated, type Database, DatabaseUnusable, StatementFailed } from './database.ts';
import { sql } from './sql.ts';

interface Migration {
  name: string;
  text: string;
  checksum: string;
}

const DIRECTORY = fileURLToPath(new URL('./migrations/', import.meta.url));

/**
 * Brings the database to the newest schema: applies the numbered SQL files that it has not seen, in order, each in one
 * transaction with its record. Safe to run twice and from several processes at once. Throws DatabaseUnusable when the
 * database is newer than the code, when a file it has applied was changed, or when PostGIS is missing.
 * Returns the names of the files applied now.
 */
export async function migrate(database: Database, directory = DIRECTORY): Promise<string[]> {
  const migrations = readMigrations(directory);
  await createRecord(database);
  const done = new Set(await checkRecorded(database, migrations));
  const applied: string[] = [];
  for (const migration of migrations) {
    if (done.has(migration.name)) continue;
    if (await apply(database, migration)) applied.push(migration.name);
  }
  return applied;
}

function readMigrations(directory: string): Migration[] {
  const names = readdirSync(directory).filter((file) => /^\d{4}-[a-z0-9-]+\.sql$/.test(file));
  return names.sort().map((file) => {
    const text = readFileSync(`${directory}/${file}`, 'utf8').replaceAll('\r\n', '\n');
    return { name: file.slice(0, -4), text, checksum: createHash('sha256').update(text).digest('hex') };
  });
}

/** Advisory lock of whoever creates the record: IF NOT EXISTS alone fails when two processes create it at the same moment. */
const RECORD_LOCK = 630_100_001;

async function createRecord(database: Database): Promise<void> {
  const create = database.script(`SELECT pg_advisory_xact_lock(${RECORD_LOCK});
    CREATE TABLE IF NOT EXISTS migration (
      name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`);
  await create.catch((error: unknown) => {
    if (error instanceof StatementFailed && error.code === '42501')
      throw new DatabaseUnusable(
        'The account in DATABASE_URL may not create tables in this database: make it the owner of the database.',
      );
    throw error;
  });
}

async function checkRecorded(database: Database, migrations: readonly Migration[]): Promise<string[]> {
  const recorded = await database.query<{ name: string; checksum: string }>(
    sql`SELECT name, checksum FROM migration ORDER BY name`,
  );
  const known = new Map(migrations.map(({ name, checksum }) => [name, checksum]));
  for (const { name, checksum } of recorded) {
    if (!known.has(name))
      throw new DatabaseUnusable(
        `The database is newer than this program: it holds the change "${name}", which this version does not know. Start the version that made it, or a later one.`,
      );
    if (known.get(name) !== checksum)
      throw new DatabaseUnusable(
        `The file ${name}.sql was changed after it had been applied to this database: restore the file, and put the change into a new one.`,
      );
  }
  return recorded.map(({ name }) => name);
}

/** False when another process applied it first: its record blocks ours until it has committed. */
async function apply(database: Database, { name, checksum, text }: Migration): Promise<boolean> {
  const record = `INSERT INTO migration (name, checksum) VALUES ('${name}', '${checksum}');`;
  try {
    await database.script(`${record}\n${text}`);
    return true;
  } catch (error) {
    if (error instanceof ConstraintViolated && error.constraint === 'migration_pkey') return false;
    throw explain(error);
  }
}

function explain(error: unknown): unknown {
  if (!(error instanceof StatementFailed) || !/postgis/i.test(error.message)) return error;
  if (error.code === '42501')
    return new DatabaseUnusable(
      'PostGIS is not enabled in this database: ask its administrator to run "CREATE EXTENSION postgis" in it once.',
    );
  return new DatabaseUnusable(
    `PostGIS is missing on the database server (${error.message}): install PostGIS 3.3 or newer there, then start again.`,
  );
}
