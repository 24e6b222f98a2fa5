import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, DatabaseBusy, DatabaseUnusable } from '../../../server/database/database.ts';
import { openPostgres } from '../../../server/database/postgres.ts';
import { sql } from '../../../server/database/sql.ts';
import { openTestDatabase, type TestDatabase } from '../../support/databases.ts';

describe('a server that is not there', () => {
  it('is named, without the password', async () => {
    const opened = openPostgres('postgres://user:secret@127.0.0.1:1/city');
    await expect(opened).rejects.toThrow(DatabaseUnusable);
    await expect(opened).rejects.toThrow(
      /^PostgreSQL at 127\.0\.0\.1:1 cannot be opened .*check DATABASE_URL/,
    );
    await expect(opened).rejects.not.toThrow(/secret/);
  });
});

describe('a lost connection', () => {
  let opened: TestDatabase;
  let other: Database;
  beforeAll(async () => {
    opened = await openTestDatabase('postgres', 'schema');
    other = await openPostgres(opened.address, { connections: 1 });
  });
  afterAll(async () => {
    await other.close();
    await opened.drop();
  });

  const pid = sql`SELECT pg_backend_pid() AS pid`;
  const end = (process: number | undefined) => other.query(sql`SELECT pg_terminate_backend(${process})`);

  it('undoes the transaction, which the caller hears of, and the next one works', async () => {
    await opened.database.script('CREATE TABLE probe (id integer)');
    const work = opened.database.transaction(async (tx) => {
      await tx.query(sql`INSERT INTO probe VALUES (1)`);
      await end((await tx.query<{ pid: number }>(pid))[0]?.pid);
      await tx.query(sql`INSERT INTO probe VALUES (2)`);
    });
    await expect(work).rejects.toThrow(DatabaseBusy);
    expect(await opened.database.query(sql`SELECT count(*) AS rows FROM probe`)).toEqual([{ rows: 0 }]);
  });

  it('while idle costs no more than the query that finds it', async () => {
    const [idle] = await opened.database.query<{ pid: number }>(pid);
    await end(idle?.pid);
    const ask = () => opened.database.query(sql`SELECT 1 AS one`);
    await ask().catch((error: unknown) => expect(error).toBeInstanceOf(DatabaseBusy));
    expect(await ask()).toEqual([{ one: 1 }]);
  });
});
