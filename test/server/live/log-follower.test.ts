import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LogFollower } from '../../../server/live/log-follower.ts';
import {
  appendEvents,
  appendedBy,
  eventsAfter,
  type LoggedEvent,
  type NewEvent,
} from '../../../server/queries/events.ts';
import { withDatabases } from '../../support/databases.ts';

const NOW_MS = Date.parse('2026-11-23T04:00:00.000Z');
const event = (subjectId: string): NewEvent => ({
  at: new Date(NOW_MS).toISOString(),
  actorId: null,
  noun: 'devices',
  kind: 'update',
  subjectId,
  areaCode: '630102001001001',
  before: { a: 1 },
  after: { z: subjectId, a: { y: [1, 2.5, null] } },
});

withDatabases('schema', (database) => {
  const write = async (subjectId: string) =>
    database().transaction(async (tx) => {
      await appendEvents(tx, [event(`${subjectId} a`)]);
      await appendEvents(tx, [event(`${subjectId} b`)]);
      return appendedBy(tx);
    });

  it('hears what is written here at once, and each event once and in order, whoever wrote it', async () => {
    const moves = fc.array(fc.constantFrom('here', 'there', 'look', 'both'), { maxLength: 12 });
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(moves, async (list) => {
        runs += 1;
        const follower = new LogFollower({ database: database(), clock: () => NOW_MS });
        await follower.current();
        const start = follower.seq;
        const heard: object[] = [];
        follower.follow({ take: (change) => heard.push(change), forget: () => expect.unreachable() });
        let written = 0;
        let isUpToDate = true;
        for (const [i, move] of list.entries()) {
          if (move === 'look') {
            await follower.current();
            isUpToDate = true;
            continue;
          }
          const looking = move === 'both' ? follower.current() : undefined;
          const changes = await write(`${runs} ${i}`);
          written += changes.length;
          if (move === 'there') isUpToDate = false;
          else follower.wake(changes);
          if (looking) isUpToDate = false;
          await looking;
          if (isUpToDate) expect(heard).toHaveLength(written);
        }
        await follower.current();
        const logged = await eventsAfter(database(), start, 1000);
        const change = ({ before: _, at: __, actorId: ___, ...rest }: Partial<LoggedEvent>) => rest;
        expect(heard.map(change)).toEqual(logged.map(change));
      }),
      { numRuns: 25 },
    );
  });
});
