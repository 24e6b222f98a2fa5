import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sql } from '../../../server/database/sql.ts';
import { storedBefore } from '../../../server/queries/event-before.ts';
import {
  appendEvents,
  eventHead,
  eventsAfter,
  type NewEvent,
  verifyChain,
} from '../../../server/queries/events.ts';
import { withDatabases } from '../../support/databases.ts';

const KEYS = ['status', 'type', 'text', 'facts'];
const value = fc.oneof(
  fc.constantFrom('a', 'b', 1, 2.5, true, null),
  fc.constantFrom<object>({ n: 1, m: [2] }, { m: [2], n: 1 }, [1, { a: null }]),
);
const feature = fc.record({
  type: fc.constant('Feature'),
  id: fc.constantFrom('x', 'x', 'x', 'y'),
  geometry: fc.constantFrom(
    null,
    { type: 'Point', coordinates: [101.7, 36.6] },
    { type: 'Point', coordinates: [101.8, 36.6] },
  ),
  properties: fc.record(Object.fromEntries(KEYS.map((key) => [key, value])), {
    requiredKeys: ['status', 'type', 'text'],
  }),
});
const other = fc.oneof(fc.constant(null), fc.dictionary(fc.string({ unit: 'grapheme-ascii' }), value));
const pair = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(feature, feature) },
  fc.tuple(feature, fc.constant(null)),
  fc.tuple(fc.constant(null), feature),
  fc.tuple(other, other),
);

const event = (before: object | null, after: object | null): NewEvent => ({
  at: '2026-11-23T04:00:00.123Z',
  actorId: null,
  noun: 'devices',
  kind: 'update',
  subjectId: 'x',
  areaCode: '630102001001001',
  before,
  after,
});

withDatabases('schema', (database) => {
  it('whatever a thing was before an event is read back whole, and the chain holds', async () => {
    const pairs = fc.sample(pair, { numRuns: 300, seed: 5 });
    const { seq } = await eventHead(database());
    await database().transaction((tx) =>
      appendEvents(
        tx,
        pairs.map(([before, after]) => event(before, after)),
      ),
    );
    const events = await eventsAfter(database(), seq, 1000);
    expect(events.map(({ before, after }) => [before, after])).toEqual(pairs);
    expect(await verifyChain(database())).toMatchObject({ ok: true, events: seq + pairs.length });
  });

  it('a log that was written with whole Features is read as it is', async () => {
    const [before, after] = fc.sample(
      feature.filter(({ id }) => id === 'x'),
      { numRuns: 2, seed: 3 },
    );
    const seq = await database().transaction((tx) => appendEvents(tx, [event(before!, after!)]));
    await database().query(
      sql`UPDATE event SET before = ${JSON.stringify(before)}::jsonb WHERE seq = ${seq}::bigint`,
    );
    expect((await eventsAfter(database(), seq - 1, 1))[0]?.before).toEqual(before);
    expect(await verifyChain(database())).toMatchObject({ ok: true });
  });

  it('keeps only what was otherwise', () => {
    const [thing] = fc.sample(feature, { numRuns: 1, seed: 1 });
    const changed = { ...thing!, properties: { ...thing!.properties, status: 'other' } };
    expect(storedBefore(thing!, changed)).toEqual({ properties: { status: thing!.properties.status } });
  });
});
