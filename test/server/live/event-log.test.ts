import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../server/database/database.ts';
import { sql } from '../../../server/database/sql.ts';
import {
  appendEvent,
  appendEvents,
  eventHead,
  eventsAfter,
  hashEvent,
  type NewEvent,
  verifyChain,
} from '../../../server/queries/events.ts';
import { withDatabases } from '../../support/databases.ts';

const event = (subjectId: string, after: object = { n: 1 }): NewEvent => ({
  at: '2026-11-23T04:00:00.123Z',
  actorId: null,
  noun: 'devices',
  kind: 'update',
  subjectId,
  areaCode: '630102001001001',
  before: { z: 1, a: { y: [1, 2.5, 'ü'], b: null } },
  after,
});

const append = (database: Database, ...events: NewEvent[]) =>
  database.transaction((transaction) => appendEvents(transaction, events));

withDatabases('schema', (database, engine) => {
  beforeAll(async () => {
    for (let i = 0; i < 20; i += 1) await append(database(), event(`first ${i}`));
  });

  it('numbers events from 1 without a gap and chains them', async () => {
    const events = await eventsAfter(database(), 0, 100);
    expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(events[0]?.prevHash).toBe('');
    expect(events.slice(1).map(({ prevHash }) => prevHash)).toEqual(
      events.slice(0, -1).map(({ hash }) => hash),
    );
    expect(await verifyChain(database())).toMatchObject({ ok: true, events: 20 });
  });

  it('leaves no number behind when a transaction fails', async () => {
    const before = await eventHead(database());
    const failing = database().transaction(async (transaction) => {
      await appendEvent(transaction, event('lost'));
      throw new Error('the change failed');
    });
    await expect(failing).rejects.toThrow('the change failed');
    expect(await eventHead(database())).toEqual(before);
    expect(await append(database(), event('next'))).toBe(before.seq + 1);
  });

  it('stays gapless and whole under concurrent writers', async () => {
    const before = (await eventHead(database())).seq;
    const writers = engine === 'postgres' ? 8 : 3;
    const write = async (writer: number) => {
      for (let i = 0; i < 12; i += 1)
        await append(database(), event(`w${writer}-${i}a`), event(`w${writer}-${i}b`));
    };
    await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
    const events = await eventsAfter(database(), before, 10_000);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => before + i + 1));
    expect(events).toHaveLength(writers * 24);
    events.forEach(({ subjectId }, i) => {
      if (subjectId.endsWith('a')) expect(events[i + 1]?.subjectId).toBe(`${subjectId.slice(0, -1)}b`);
    });
    expect(await verifyChain(database(), undefined, 7)).toMatchObject({ ok: true });
  });

  it('reads any content back to the same hash', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(
          fc.string().filter(hasNoNul),
          fc.oneof(
            fc.string().filter(hasNoNul),
            fc.double({ noNaN: true, noDefaultInfinity: true }),
            fc.boolean(),
            fc.constant(null),
          ),
        ),
        async (after) => {
          const seq = await append(database(), event('any', after));
          const [stored] = await eventsAfter(database(), seq - 1, 1);
          expect(stored?.hash).toBe(hashEvent(stored!));
        },
      ),
      { numRuns: 40 },
    );
  });

  describe('when somebody tampers', () => {
    const tamper = async (statement: string) => {
      const anchor = await eventHead(database());
      let verdict: unknown;
      await database()
        .transaction(async (transaction) => {
          await transaction.query({ text: statement, values: [] });
          verdict = await verifyChain(transaction as Database, anchor);
          throw new Error('undo');
        })
        .catch(() => undefined);
      return verdict;
    };

    it('finds an edited row', async () => {
      expect(await tamper(`UPDATE event SET after = '{"n": 2}' WHERE seq = 7`)).toMatchObject({
        ok: false,
        badSeq: 7,
      });
      expect(await tamper(`UPDATE event SET at = at + interval '1 second' WHERE seq = 3`)).toMatchObject({
        ok: false,
        badSeq: 3,
      });
    });

    it('finds a deleted row', async () => {
      expect(await tamper('DELETE FROM event WHERE seq = 5')).toMatchObject({ ok: false, badSeq: 5 });
    });

    it('finds a cut tail, by the anchor even when the head was cut with it', async () => {
      const { seq } = await eventHead(database());
      expect(await tamper(`DELETE FROM event WHERE seq = ${seq}`)).toMatchObject({ ok: false, badSeq: seq });
      const cut = `WITH gone AS (DELETE FROM event WHERE seq = ${seq})
        UPDATE event_head SET seq = ${seq - 1}, hash = (SELECT hash FROM event WHERE seq = ${seq - 1})`;
      expect(await tamper(cut)).toMatchObject({ ok: false, badSeq: seq });
    });

    it('finds a row that was hashed anew', async () => {
      const [row] = await database().query<{ n: number }>(sql`SELECT count(*)::integer AS n FROM event`);
      const [seventh] = await eventsAfter(database(), 6, 1);
      const hash = hashEvent({ ...seventh!, after: { n: 2 } });
      const verdict = await tamper(`UPDATE event SET after = '{"n": 2}', hash = '${hash}' WHERE seq = 7`);
      expect(verdict).toMatchObject({ ok: false, badSeq: 8 });
      expect(row?.n).toBeGreaterThan(8);
    });
  });
});

function hasNoNul(text: string): boolean {
  return !text.includes('\0') && !/\p{Surrogate}/u.test(text);
}
