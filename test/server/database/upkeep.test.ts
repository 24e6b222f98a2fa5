import { afterAll, beforeAll, expect, it } from 'vitest';
import { doUpkeep } from '../../../server/database/pglite/upkeep.ts';
import { sql } from '../../../server/database/sql.ts';
import { openTestDatabase, type TestDatabase } from '../../support/databases.ts';

/** The embedded database has neither autovacuum nor a checkpointer. */
let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase('embedded', 'schema');
  await opened.database.script('CREATE TABLE probe (id integer PRIMARY KEY, filler text)');
});
afterAll(() => opened.drop());

const figure = async (statement: ReturnType<typeof sql>): Promise<number> =>
  Number((await opened.database.query<{ figure: number }>(statement))[0]?.figure);
const deadRows = async () => {
  // The counters are written at most once a second unless asked for.
  await opened.database.query(sql`SELECT pg_stat_force_next_flush()`);
  return figure(sql`SELECT n_dead_tup AS figure FROM pg_stat_user_tables WHERE relname = 'probe'`);
};
const logBytes = () =>
  figure(
    sql`SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn) AS figure FROM pg_control_checkpoint()`,
  );

it('removes dead rows and shortens the log, so that tables do not grow and a start after a kill is quick', async () => {
  await opened.database.query(
    sql`INSERT INTO probe SELECT i, repeat('x', 900) FROM generate_series(1, 5000) i`,
  );
  await opened.database.query(sql`UPDATE probe SET filler = repeat('y', 900)`);
  await opened.database.query(sql`UPDATE probe SET filler = repeat('z', 900)`);
  expect(await deadRows()).toBeGreaterThan(5000);
  expect(await logBytes()).toBeGreaterThan(8 << 20);
  for (let step = 0; step < 5 && (await deadRows()) > 0; step++) await doUpkeep(opened.database);
  expect(await deadRows()).toBe(0);
  expect(await logBytes()).toBeLessThan(1 << 20);
});

it('does nothing when there is nothing to do', async () => {
  const before = await figure(
    sql`SELECT sum(vacuum_count + analyze_count) AS figure FROM pg_stat_user_tables`,
  );
  await doUpkeep(opened.database);
  expect(await figure(sql`SELECT sum(vacuum_count + analyze_count) AS figure FROM pg_stat_user_tables`)).toBe(
    before,
  );
});
