import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConstraintViolated, DatabaseBusy, StatementFailed } from '../../../server/database/database.ts';
import { sql } from '../../../server/database/sql.ts';
import { withDatabases } from '../../support/databases.ts';

const BOWTIE = 'POLYGON((0 0,10 10,10 0,0 10,0 0))';
const SQUARE = 'POLYGON((1 1,5 1,5 5,1 5,1 1))';
/** GEOS throws a TopologyException on this. */
const IMPOSSIBLE_UNION = sql`SELECT ST_Union(g) AS g FROM (VALUES
  (ST_GeomFromText(${BOWTIE})), (ST_GeomFromText(${SQUARE}))) v (g)`;

withDatabases('schema', (database) => {
  beforeEach(() => database().script('CREATE TABLE probe (id integer PRIMARY KEY, word text)'));
  afterEach(() => database().script('DROP TABLE probe'));

  const words = () =>
    database().query<{ id: number; word: string | null }>(sql`SELECT * FROM probe ORDER BY id`);
  const insert = (id: number, word: string | null = null) => sql`INSERT INTO probe VALUES (${id}, ${word})`;

  describe('values', () => {
    it('come back in the types the port promises', async () => {
      const [row] = await database().query(sql`SELECT
        ${new Date(0)}::timestamptz AS epoch, '2026-01-02 03:04:05.000006+08'::timestamptz AS micros,
        9007199254740991::bigint AS big, 1.25::numeric AS numeric, 0.1::float8 AS double, 3::smallint AS small,
        ${{ a: [1, null] }}::jsonb AS json, ${new Uint8Array([0, 1, 255])}::bytea AS bytes,
        '2026-02-28'::date AS day, true AS yes, NULL::text AS nothing, ''::text AS empty,
        ${[1, 2, -3]}::integer[] AS numbers, ${['a,b', '"\\', '', 'NULL', null]}::text[] AS words,
        ARRAY[ARRAY[1, 2], ARRAY[3, 4]] AS nested, '{}'::integer[] AS none, count(*) AS counted,
        ST_SetSRID(ST_Point(1, 2), 4326) AS geom FROM (VALUES (1), (2)) v (i)`);
      expect(row).toEqual({
        epoch: '1970-01-01T00:00:00.000Z',
        micros: '2026-01-01T19:04:05.000006Z',
        big: 9007199254740991,
        numeric: 1.25,
        double: 0.1,
        small: 3,
        json: { a: [1, null] },
        bytes: new Uint8Array([0, 1, 255]),
        day: '2026-02-28',
        yes: true,
        nothing: null,
        empty: '',
        numbers: [1, 2, -3],
        words: ['a,b', '"\\', '', 'NULL', null],
        nested: [
          [1, 2],
          [3, 4],
        ],
        none: [],
        counted: 2,
        geom: '0101000020E6100000000000000000F03F0000000000000040',
      });
    });

    it('survive the way there and back, hostile text included', async () => {
      const text = fc.string({ unit: 'grapheme' }).filter((value) => !value.includes('\0'));
      await fc.assert(
        fc.asyncProperty(
          text,
          fc.array(fc.option(text)),
          fc.double({ noNaN: true }),
          fc.jsonValue(),
          fc.uint8Array(),
          async (word, list, number, json, bytes) => {
            const [row] = await database().query(sql`SELECT ${word}::text AS word, ${list}::text[] AS list,
            ${number}::float8 AS number, ${JSON.stringify(json)}::json AS json, ${bytes}::bytea AS bytes`);
            expect(row).toEqual({
              word,
              list,
              number: number + 0,
              json: JSON.parse(JSON.stringify(json)),
              bytes,
            });
          },
        ),
        { numRuns: 60 },
      );
    });

    it('never become text of the statement', async () => {
      await database().query(insert(1, "'); DROP TABLE probe; --"));
      expect(await words()).toEqual([{ id: 1, word: "'); DROP TABLE probe; --" }]);
    });
  });

  describe('transactions', () => {
    it('commit what resolved and return its result', async () => {
      const result = await database().transaction(async (tx) => {
        await tx.query(insert(1, 'kept'));
        return 'done';
      });
      expect(result).toBe('done');
      expect(await words()).toEqual([{ id: 1, word: 'kept' }]);
    });

    it('roll back when the work throws', async () => {
      const work = database().transaction(async (tx) => {
        await tx.query(insert(1));
        throw new RangeError('changed my mind');
      });
      await expect(work).rejects.toThrow(RangeError);
      expect(await words()).toEqual([]);
    });

    it('do not pretend to commit after a failed statement whose error was swallowed', async () => {
      const work = database().transaction(async (tx) => {
        await tx.query(insert(1));
        await tx.query(sql`SELECT 1 / 0`).catch(() => undefined);
      });
      await expect(work).rejects.toThrow(StatementFailed);
      expect(await words()).toEqual([]);
    });

    it('take no statement after their end', async () => {
      let leaked: (() => Promise<unknown>) | undefined;
      await database().transaction(async (tx) => {
        leaked = () => tx.query(insert(7));
      });
      await expect(leaked?.()).rejects.toThrow(/transaction is over/);
      expect(await words()).toEqual([]);
    });

    it('refuse writes when read-only', async () => {
      const work = database().transaction((tx) => tx.query(insert(1)), { readOnly: true });
      await expect(work).rejects.toMatchObject({ code: '25006' });
    });

    it('do not mix with one another', async () => {
      const counts = await Promise.all(
        Array.from({ length: 8 }, (_, worker) =>
          database().transaction(async (tx) => {
            for (let step = 0; step < 3; step++) await tx.query(insert(worker * 10 + step));
            const mine = sql`SELECT count(*) AS n FROM probe WHERE id / 10 = ${worker}`;
            return (await tx.query<{ n: number }>(mine))[0]?.n;
          }),
        ),
      );
      expect(counts).toEqual(Array(8).fill(3));
      expect(await words()).toHaveLength(24);
    });
  });

  describe('errors', () => {
    it('name the constraint', async () => {
      await database().query(insert(1));
      const error = await database()
        .query(insert(1))
        .catch((cause: unknown) => cause);
      expect(error).toBeInstanceOf(ConstraintViolated);
      expect(error).toMatchObject({ code: '23505', constraint: 'probe_pkey' });
    });

    it('carry the SQLSTATE', async () => {
      await expect(database().query(sql`SELEC 1`)).rejects.toMatchObject({ code: '42601' });
      await expect(database().query(sql`SELECT ${'x'}::integer`)).rejects.toMatchObject({ code: '22P02' });
      await expect(database().query(sql`SELECT ${'a\0b'}::text`)).rejects.toMatchObject({ code: '22021' });
    });

    it('of GEOS are errors, and roll back what came before', async () => {
      await expect(database().query(IMPOSSIBLE_UNION)).rejects.toThrow(/TopologyException/);
      const work = database().transaction(async (tx) => {
        await tx.query(insert(1));
        await tx.query(IMPOSSIBLE_UNION);
      });
      await expect(work).rejects.toThrow(StatementFailed);
      await expect(database().query(sql`CREATE TABLE never AS ${IMPOSSIBLE_UNION}`)).rejects.toThrow(
        StatementFailed,
      );
      expect(await words()).toEqual([]);
      expect(await database().query(sql`SELECT to_regclass('never') AS never`)).toEqual([{ never: null }]);
    });

    it('in a script undo the whole script', async () => {
      const script = "INSERT INTO probe VALUES (1, 'a'); SELECT 1 / 0; INSERT INTO probe VALUES (2, 'b')";
      await expect(database().script(script)).rejects.toMatchObject({ code: '22012' });
      expect(await words()).toEqual([]);
    });

    it('do not wear the database out', { timeout: 120_000 }, async () => {
      await database().query(insert(1));
      for (let count = 0; count < 4000; count++)
        await database()
          .query(insert(1))
          .catch(() => undefined);
      expect(await words()).toHaveLength(1);
    });
  });

  describe('the deadline', () => {
    it('stops a statement, and loses no committed row', async () => {
      await database().query(insert(1, 'committed'));
      const endless = database().query(sql`SELECT count(*) FROM generate_series(1, 1000000000000)`, {
        deadlineMs: 300,
      });
      const waiting = database().query(insert(2, 'waited'));
      await expect(endless).rejects.toThrow(DatabaseBusy);
      await waiting;
      expect(await words()).toEqual([
        { id: 1, word: 'committed' },
        { id: 2, word: 'waited' },
      ]);
    });

    it('undoes the transaction it stops, and its later statements fail', async () => {
      const failures: unknown[] = [];
      const work = database().transaction(async (tx) => {
        await tx.query(insert(1));
        const note = (error: unknown) => failures.push(error);
        await tx
          .query(sql`SELECT count(*) FROM generate_series(1, 1000000000000)`, { deadlineMs: 300 })
          .catch(note);
        await tx.query(insert(2)).catch(note);
      });
      await expect(work).rejects.toThrow();
      expect(failures).toHaveLength(2);
      expect(await words()).toEqual([]);
    });
  });

  describe('copy', () => {
    it('appends rows split anywhere, with quotes, line breaks and nulls', async () => {
      const count = await database().copy(
        'probe',
        ['id', 'word'],
        ['1,"a\n', 'b"\n2,', '\n3,"say ""hi""', '"\n4,""\n'],
      );
      expect(count).toBe(4);
      expect(await words()).toEqual([
        { id: 1, word: 'a\nb' },
        { id: 2, word: null },
        { id: 3, word: 'say "hi"' },
        { id: 4, word: '' },
      ]);
    });

    it('takes whole rows as text and as bytes, in order', async () => {
      const bytes = new TextEncoder().encode('2,"行 ""2"""\n3,c\n');
      const chunks = ['1,a\n', bytes, '4,d\n', '5,e\n'];
      expect(await database().copy('probe', ['id', 'word'], chunks, { wholeRows: true })).toBe(5);
      expect((await words()).map(({ word }) => word)).toEqual(['a', '行 "2"', 'c', 'd', 'e']);
    });

    it('fills a table that the transaction emptied, and gives the old rows back when that fails', async () => {
      await database().copy('probe', ['id', 'word'], ['1,old\n']);
      const refill = (text: string) =>
        database().transaction(async (tx) => {
          await tx.query(sql`TRUNCATE probe`);
          await tx.copy('probe', ['id', 'word'], [text], { fresh: true });
        });
      await expect(refill('2,new\n2,twice\n')).rejects.toThrow(ConstraintViolated);
      expect(await words()).toEqual([{ id: 1, word: 'old' }]);
      await refill('2,new\n3,new\n');
      expect((await words()).map(({ id }) => id)).toEqual([2, 3]);
    });

    it('of nothing appends nothing', async () => {
      expect(await database().copy('probe', ['id', 'word'], [])).toBe(0);
    });

    it('appends all rows or none, even when they are many megabytes', async () => {
      const lines = function* () {
        for (let id = 1; id <= 60_000; id++) yield `${id},${'x'.repeat(150)}\n`;
        yield '60000,twice\n';
      };
      await expect(database().copy('probe', ['id', 'word'], lines())).rejects.toThrow(ConstraintViolated);
      expect(await words()).toEqual([]);
    });

    it('appends nothing when its source fails', async () => {
      const source = async function* () {
        yield '1,a\n';
        throw new RangeError('source broke');
      };
      await expect(database().copy('probe', ['id', 'word'], source())).rejects.toThrow('source broke');
      expect(await words()).toEqual([]);
    });
  });
});
