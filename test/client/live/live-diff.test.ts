import { describe, expect, it } from 'vitest';
import { DiffBatch, type LiveFeature } from '../../../client/live/live-diff.ts';
import { serverClock } from '../../../client/live/server-clock.ts';

const incident = (id: string, version: number): LiveFeature<'incidents'> =>
  ({
    type: 'Feature',
    id,
    geometry: { type: 'Point', coordinates: [0, 0] },
    properties: { version },
  }) as never;

describe('a batch of changes', () => {
  it('holds the last state of each thing once', () => {
    const batch = new DiffBatch();
    batch.upsert('incidents', incident('a', 1));
    batch.upsert('incidents', incident('a', 2));
    batch.upsert('incidents', incident('b', 1));
    batch.remove('incidents', 'b');
    batch.remove('incidents', 'c');
    batch.upsert('incidents', incident('c', 3));
    const { upserts, removals, fresh } = batch.take();
    expect(upserts.incidents).toEqual([incident('a', 2), incident('c', 3)]);
    expect(removals.incidents).toEqual(['b']);
    expect(fresh).toBe(false);
  });

  it('is empty once taken', () => {
    const batch = new DiffBatch();
    batch.upsert('units', incident('a', 1) as never);
    batch.positions([['u', 1, 2, null, null, 3]]);
    batch.take();
    expect(batch.take()).toEqual({
      fresh: false,
      isGroundNew: false,
      logged: [],
      upserts: {},
      removals: {},
      positions: [],
      feeds: null,
      told: [],
    });
  });

  it('drops what came before a snapshot, but not that the ground is new', () => {
    const batch = new DiffBatch();
    batch.upsert('incidents', incident('gone', 1));
    batch.groundIsNew();
    batch.startAgain();
    batch.upsert('incidents', incident('here', 1));
    const { fresh, isGroundNew, upserts } = batch.take();
    expect([fresh, isGroundNew, batch.take().isGroundNew]).toEqual([true, true, false]);
    expect(upserts.incidents?.map(({ id }) => id)).toEqual(['here']);
  });
});

describe('the server clock', () => {
  it('believes the message with the shortest journey', () => {
    const clock = serverClock();
    expect(clock.heard(10_000, 9_700)).toBe(300);
    expect(clock.heard(11_000, 10_500)).toBe(500);
    expect(clock.heard(12_000, 11_950)).toBe(500);
  });

  it('forgets, so that a clock that is set is followed', () => {
    const clock = serverClock();
    clock.heard(100_000, 0);
    for (let i = 0; i < 20; i++) clock.heard(i, i);
    expect(clock.heard(21, 21)).toBe(0);
  });
});
