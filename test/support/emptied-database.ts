import type { Database } from '../../server/database/database.ts';
import { name, sql } from '../../server/database/sql.ts';

/** What a database held when it was new: its tables, and the rows that the migrations put in. */
interface Pristine {
  tables: readonly string[];
  rows: readonly { table: string; json: string }[];
}

/**
 * An embedded database used by one test file after the other: opening one takes four seconds of a core, emptying it a
 * tenth of one. Between two files it is brought back to what it was when new.
 */
export class EmptiedDatabase {
  readonly #database: Database;
  readonly #pristine: Pristine;

  private constructor(database: Database, pristine: Pristine) {
    this.#database = database;
    this.#pristine = pristine;
  }

  static async of(database: Database): Promise<EmptiedDatabase> {
    return new EmptiedDatabase(database, await pristineOf(database));
  }

  /** The database for one user: closed for that user by `close`, while it stays open for the next one. */
  lend(): Database {
    const database = this.#database;
    let isClosed = false;
    const check = () => {
      if (isClosed) throw new Error('the test database is closed');
    };
    return {
      engine: database.engine,
      query: async (...args) => {
        check();
        return await database.query(...args);
      },
      copy: async (...args) => {
        check();
        return await database.copy(...args);
      },
      transaction: async (...args) => {
        check();
        return await database.transaction(...args);
      },
      copyOut: (statement) => {
        check();
        return database.copyOut(statement);
      },
      script: async (text) => {
        check();
        await database.script(text);
      },
      close: async () => {
        isClosed = true;
      },
    };
  }

  /** Rows and tables as they were when it was new. Throws when something cannot be brought back: then it is to be closed. */
  async empty(): Promise<void> {
    const { tables, rows } = this.#pristine;
    const made = (await tablesOf(this.#database)).filter((table) => !tables.includes(table));
    for (const table of made) await this.#database.script(`DROP TABLE IF EXISTS ${name(table).text} CASCADE`);
    const all = tables.map((table) => name(table).text).join(', ');
    await this.#database.script(`TRUNCATE ${all} RESTART IDENTITY`);
    for (const { table, json } of rows)
      await this.#database.query(
        sql`INSERT INTO ${name(table)} SELECT * FROM json_populate_recordset(NULL::${name(table)}, ${json}::json)`,
      );
    const now = await pristineOf(this.#database);
    if (JSON.stringify(now) !== JSON.stringify(this.#pristine)) throw new Error('left other than it was');
  }

  close(): Promise<void> {
    return this.#database.close();
  }
}

async function pristineOf(database: Database): Promise<Pristine> {
  const tables = await tablesOf(database);
  const rows = [];
  for (const table of tables) {
    const [all] = await database.query<{ json: string | null }>(
      sql`SELECT json_agg(t ORDER BY t::text)::text AS json FROM ${name(table)} t`,
    );
    if (all?.json) rows.push({ table, json: all.json });
  }
  return { tables, rows };
}

/** Tables that hold rows, but for those of PostGIS. */
async function tablesOf(database: Database): Promise<string[]> {
  const rows = await database.query<{ table: string }>(sql`
    SELECT c.relname AS table FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname <> 'spatial_ref_sys' ORDER BY 1`);
  return rows.map(({ table }) => table);
}
