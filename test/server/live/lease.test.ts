import { expect, it } from 'vitest';
import { Lease } from '../../../server/live/lease.ts';
import { withDatabases } from '../../support/databases.ts';

const LENGTH_MS = 10_000;

withDatabases('schema', (database) => {
  let nowMs = 0;
  const leaseOf = (job: string) => new Lease({ database: database(), clock: () => nowMs }, job, LENGTH_MS);

  it('gives a job to one of several, until it is given up', async () => {
    nowMs = 1_000_000;
    const all = [leaseOf('one job'), leaseOf('one job'), leaseOf('one job')];
    const held = await Promise.all(all.map((lease) => lease.isOurs()));
    expect(held.filter(Boolean)).toHaveLength(1);
    const [winner, other] = [all[held.indexOf(true)], all[held.indexOf(false)]];
    expect(await winner?.isOurs()).toBe(true);
    expect(await leaseOf('another job').isOurs()).toBe(true);
    await other?.giveUp();
    expect(await other?.isOurs()).toBe(false);
    await winner?.giveUp();
    nowMs += 1;
    expect(await other?.isOurs()).toBe(true);
    expect(await winner?.isOurs()).toBe(false);
  });

  it('is lost by a holder that does not ask for its length, and kept by one that does', async () => {
    nowMs = 2_000_000;
    const [first, second] = [leaseOf('a long job'), leaseOf('a long job')];
    for (let i = 0; i < 5; i++) {
      expect([await first.isOurs(), await second.isOurs()]).toEqual([true, false]);
      nowMs += LENGTH_MS * 0.8;
    }
    nowMs += LENGTH_MS;
    expect([await second.isOurs(), await first.isOurs()]).toEqual([true, false]);
  });
});
