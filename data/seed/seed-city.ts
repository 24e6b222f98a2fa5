import { DEFAULT_CITY_ZONE } from '../../core/city-time.ts';
import { type Database, DatabaseUnusable, type Queryable } from '../../server/database/database.ts';
import { join, name, sql } from '../../server/database/sql.ts';
import type { DemoCity } from '../city/city.ts';
import { makeHistory } from '../city/history/make-history.ts';
import type { CityHistory } from '../city/history/work.ts';
import { csvChunks } from './csv.ts';
import { demoAccounts } from './demo-accounts.ts';
import { EventLog, type WrittenLog } from './event-log.ts';
import { loadHistory } from './load-history.ts';
import { type SeededCity, seededCity } from './seeded-city.ts';
import type { TableLoad } from './table-load.ts';
import { tablesOf } from './tables.ts';
import { insertWatchSettings } from './watch-settings.ts';

const NO_DEADLINE_MS = 1_800_000;
/** Tables whose indexes are quicker to build afterwards than to keep up row by row. */
const LARGE = ['incident', 'road', 'land', 'grid', 'device', 'event'];

export interface SeedOptions {
  replace?: boolean;
  /** What led to the city; without it the log and the tracks stay empty. */
  history?: CityHistory;
  /** The log of that history, when it is written elsewhere already. */
  log?: WrittenLog;
}

/**
 * Loads the demo city into an empty, migrated database in one transaction: all of it or nothing. With `replace`
 * everything that the database holds is deleted first, accounts and the event log included. `onProgress` hears the
 * table that is being loaded. The same city gives the same rows, ids included.
 */
export async function seedCity(
  database: Database,
  city: DemoCity,
  onProgress: (step: string) => void = () => {},
  options: SeedOptions = {},
): Promise<void> {
  const seeded = seededCity(city, options.history ?? makeHistory(city, 0));
  await database.transaction(
    async (transaction) => {
      await transaction.query(sql`SET LOCAL wal_skip_threshold = 0`);
      const loads = tablesOf(seeded);
      if (options.replace) await empty(transaction);
      await freshen(transaction, loads);
      const indexes = await dropIndexes(transaction);
      for (const { table, columns, rows } of loads) {
        onProgress(table);
        await transaction.copy(table, columns, csvChunks(rows), { fresh: true, wholeRows: true });
      }
      const log = options.log ?? new EventLog(seeded);
      await loadHistory(transaction, seeded, log, onProgress);
      onProgress('indexes');
      for (const definition of indexes) await transaction.query({ text: definition, values: [] });
      await insertSettings(transaction, city);
      await insertAccounts(transaction, seeded);
      await insertWatchSettings(transaction, seeded);
      await transaction.query(sql`UPDATE feed SET last_seen_at = ${city.asOf}`);
    },
    { deadlineMs: NO_DEADLINE_MS },
  );
  onProgress('statistics');
  for (const statement of await analyses(database)) await database.script(statement);
}

/** Statistics of every table but those of the tracks, which have one index. */
async function analyses(database: Database): Promise<string[]> {
  const tables = await database.query<{ table: string }>(sql`
    SELECT c.relname AS table FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = current_schema() AND c.relkind = 'r' AND NOT c.relispartition`);
  return tables.map(({ table }) => `ANALYZE ${name(table).text}`);
}

async function empty(transaction: Queryable): Promise<void> {
  const tables = await transaction.query<{ table: string }>(sql`
    SELECT c.relname AS table FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND c.relname NOT IN ('migration', 'spatial_ref_sys', 'feed', 'event_head', 'alarm_rule', 'response_target')`);
  const list = join(
    tables.map(({ table }) => name(table)),
    ', ',
  );
  await transaction.query(sql`TRUNCATE ${list}`);
  await transaction.query(sql`UPDATE event_head SET seq = 0, hash = ''`);
}

/** Tables that refer to a plan and begin empty. */
const REFERRING = ['plan_change', 'plan_lease', 'plan_comment', 'plan_grid', 'plan_staff', 'attribution'];

/** Empties the empty tables of the city: what was emptied in the same transaction is loaded without writing the database's own log. */
async function freshen(transaction: Queryable, loads: readonly TableLoad[]): Promise<void> {
  await transaction.query(sql`LOCK TABLE area`);
  const [held] = await transaction.query(sql`SELECT FROM area LIMIT 1`);
  if (held) throw new DatabaseUnusable('The database holds a city already.');
  const tables = [...loads.map(({ table }) => table), ...REFERRING].map(name);
  await transaction.query(sql`TRUNCATE ${join(tables, ', ')}`);
}

/** Drops the plain indexes of the large tables and returns the statements that make them again. */
async function dropIndexes(transaction: Queryable): Promise<string[]> {
  const indexes = await transaction.query<{ indexname: string; indexdef: string }>(sql`
    SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename = ANY(${LARGE})
      AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = indexname)`);
  for (const { indexname } of indexes) await transaction.query(sql`DROP INDEX ${name(indexname)}`);
  return indexes.map(({ indexdef }) => indexdef);
}

async function insertSettings(transaction: Queryable, city: DemoCity): Promise<void> {
  const { nameZh, nameEn, seed, generatorVersion, asOf, planted } = city;
  const code = city.areas.find(({ level }) => level === 'city')?.code;
  const value = {
    code,
    nameZh,
    nameEn,
    demo: true,
    timeZone: DEFAULT_CITY_ZONE,
    seed,
    generatorVersion,
    asOf,
  };
  await transaction.query(sql`INSERT INTO setting (key, value)
    VALUES ('city', ${value}::jsonb), ('planted', ${JSON.stringify(planted)}::jsonb)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value`);
}

/** None of the demo accounts has a password. */
async function insertAccounts(transaction: Queryable, seeded: SeededCity): Promise<void> {
  for (const { id, login, name, role, scope } of demoAccounts(seeded))
    await transaction.query(sql`INSERT INTO account (id, login, display_name, role, scope_code)
      VALUES (${id}, ${login}, ${name}, ${role}, ${scope})`);
}
