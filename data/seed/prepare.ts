import { DEFAULT_CITY_ZONE } from '../../core/city-time.ts';
import { type Database, DatabaseUnusable } from '../../server/database/database.ts';
import { migrate } from '../../server/database/migrate.ts';
import { isCreated, openEmbedded } from '../../server/database/pglite/embedded.ts';
import { openPostgres } from '../../server/database/postgres.ts';
import { sql } from '../../server/database/sql.ts';
import { type MadeCity, makeCityAside } from './make-city-aside.ts';
import { seedCity } from './seed-city.ts';

export interface PrepareOptions {
  /** Whether an empty database gets the demo city; otherwise it stays empty, for a city of one's own. */
  demo: boolean;
  seed?: number | undefined;
  incidents?: number | undefined;
  /** Days before its instant that the event log and the tracks of the demo city reach back; default 30. */
  historyDays?: number | undefined;
  /** The instant at which the demo city stands; default now. */
  asOf?: string | undefined;
  /** What is being done, for a person at the terminal. */
  onProgress?: ((step: string) => void) | undefined;
}

export interface DatabaseLocation {
  /** PostgreSQL with PostGIS; null: the embedded database in `dataDir`. */
  databaseUrl: string | null;
  dataDir: string;
}

/**
 * Opens the database of a deployment ready for use: created, migrated and, on the first start, seeded. The embedded one
 * comes into being as a whole or not at all; the demo city is made in a second thread meanwhile. Throws DatabaseUnusable.
 */
export async function openPrepared(location: DatabaseLocation, options: PrepareOptions): Promise<Database> {
  const database = location.databaseUrl
    ? await openPostgres(location.databaseUrl)
    : await openPreparedEmbedded(location.dataDir, options);
  try {
    await prepareDatabase(database, options);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function openPreparedEmbedded(dataDir: string, options: PrepareOptions): Promise<Database> {
  const city = options.demo && !isCreated(dataDir) ? startCity(options) : undefined;
  return openEmbedded(dataDir, {
    prepare: (database) => prepareDatabase(database, options, city),
    ...(options.onProgress && { onProgress: options.onProgress }),
  });
}

/**
 * Brings an open database up to date and, when it holds no city yet, either seeds the demo city or records that the
 * deployment is not a demo. Does nothing more when it holds a city. Works on both engines, and may be called at every start.
 */
export async function prepareDatabase(
  database: Database,
  options: PrepareOptions,
  made?: Promise<MadeCity>,
): Promise<void> {
  const applied = await migrate(database);
  if (applied.length > 0) options.onProgress?.(`schema: ${applied.join(', ')}`);
  if (await holdsCity(database)) return;
  if (options.demo) await seed(database, options, made ?? startCity(options), false);
  else await markEmptyCity(database);
}

/** Whether a city was seeded, or areas were imported. */
export async function holdsCity(database: Database): Promise<boolean> {
  const [row] = await database.query<{ found: boolean }>(sql`
    SELECT EXISTS (SELECT FROM setting WHERE key = 'city') OR EXISTS (SELECT FROM area) AS found`);
  return row?.found === true;
}

/** Deletes everything that the database holds and seeds the demo city anew, in one transaction. */
export async function replaceCity(database: Database, options: PrepareOptions): Promise<void> {
  await seed(database, options, startCity(options), true);
}

async function seed(
  database: Database,
  options: PrepareOptions,
  made: Promise<MadeCity>,
  replace: boolean,
): Promise<void> {
  const { city, ...past } = await made;
  await seedCity(database, city, describe(options), { replace, ...past });
}

export const DEMO_HISTORY_DAYS = 30;

function startCity(options: PrepareOptions): Promise<MadeCity> {
  const { seed, incidents, asOf, historyDays = DEMO_HISTORY_DAYS, onProgress } = options;
  let last = '';
  const made = makeCityAside({
    historyDays,
    asOf: asOf ?? new Date(Math.floor(Date.now() / 1000) * 1000).toISOString(),
    ...(seed !== undefined && { seed }),
    ...(incidents !== undefined && { incidents }),
    onProgress(stage) {
      if (stage !== last && stage !== 'done') onProgress?.(`making the city: ${stage}`);
      last = stage;
    },
  });
  made.catch(() => undefined); // reported by whoever awaits it
  return made;
}

function describe({ onProgress }: PrepareOptions): (step: string) => void {
  return (step) => onProgress?.(`loading the city: ${step}`);
}

async function markEmptyCity(database: Database): Promise<void> {
  const value = { demo: false, timeZone: DEFAULT_CITY_ZONE };
  await database.query(sql`INSERT INTO setting (key, value) VALUES ('city', ${value}::jsonb)
    ON CONFLICT (key) DO NOTHING`);
}

/** Throws unless the database may be seeded. */
export async function refuseIfHeld(database: Database): Promise<void> {
  await migrate(database);
  if (await holdsCity(database))
    throw new DatabaseUnusable(
      'The database already holds a city: add --replace to delete everything in it and seed it anew.',
    );
}
