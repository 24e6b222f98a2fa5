import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../../core/live/alarm-record.ts';
import { checkpointUnstaffed } from '../../../../core/live/rules/checkpoint-unstaffed.ts';
import { p1Unverified } from '../../../../core/live/rules/p1-unverified.ts';
import { changesOf, hold } from '../../../../core/live/rules/rule.ts';
import { deviceSilent, feedSilent } from '../../../../core/live/rules/silence.ts';
import { HOME, iso, look, START_MS, thing } from './things.ts';

const keys = (conditions: readonly Condition[]) => conditions.map(({ key }) => key);

describe('p1_unverified', () => {
  const reported = (id: string, second: number, given: object = {}) =>
    thing('incidents', id, {
      status: 'reported',
      priority: 1,
      reportedAt: iso(second),
      number: id,
      ...given,
    });

  it('holds from 60 s after the report until somebody judges it, for priority 1 only', () => {
    const all = [
      reported('new', 1),
      reported('due', 0),
      reported('seen', -500, { status: 'verified' }),
      reported('minor', -500, { priority: 2 }),
    ];
    const found = p1Unverified(look('p1_unverified', 60), all);
    expect(keys(found)).toEqual(['p1_unverified:due']);
    expect(found[0]).toMatchObject({
      priority: 1,
      isActive: true,
      subjectLabel: 'due',
      areaCode: HOME,
      lng: 101.78,
      at: iso(60),
      facts: { sinceAt: iso(0), limitSeconds: 60 },
    });
    expect(keys(p1Unverified(look('p1_unverified', 61), all))).toEqual([
      'p1_unverified:new',
      'p1_unverified:due',
    ]);
  });
});

describe('checkpoint_unstaffed', () => {
  const hours = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '12:00', to: '20:00' }];
  const checkpoint = (id: string, given: object) =>
    thing('checkpoints', id, { state: 'open', stateSince: iso(-86_400), staffedHours: hours, ...given });

  it('counts from the beginning of its hours, or of its state', () => {
    const all = [
      checkpoint('long', {}),
      checkpoint('late', { stateSince: iso(100) }),
      checkpoint('staffed', { state: 'staffed' }),
      checkpoint('closed', { state: 'closed' }),
      checkpoint('free', { staffedHours: null }),
    ];
    const at = (second: number) => keys(checkpointUnstaffed(look('checkpoint_unstaffed', second), all));
    expect(at(299)).toEqual([]);
    expect(at(300)).toEqual(['checkpoint_unstaffed:long']);
    expect(at(400)).toEqual(['checkpoint_unstaffed:long', 'checkpoint_unstaffed:late']);
    expect(at(8 * 3600)).toEqual([]);
  });
});

describe('device_silent', () => {
  const device = (id: string, kind: string, second: number, health = 'offline') =>
    thing('devices', id, { kind: kind as 'camera', health: health as 'ok', healthSince: iso(second) });

  it('goes by the kind of the device, and takes what was offline before the watch began for known', () => {
    const all = [
      device('button', 'alarm_button', 0),
      device('camera', 'camera', 0),
      device('weak', 'alarm_button', 0, 'degraded'),
      device('old', 'alarm_button', -9000),
    ];
    const at = (second: number) => keys(deviceSilent(look('device_silent', second), all, START_MS - 60_000));
    expect(at(899)).toEqual([]);
    expect(at(900)).toEqual(['device_silent:button']);
    expect(at(3600)).toEqual(['device_silent:button', 'device_silent:camera']);
  });
});

describe('feed_silent', () => {
  const feeds = [
    { feed: 'units', lastSeenAt: iso(0), expectedIntervalSeconds: 5 },
    { feed: 'devices', lastSeenAt: iso(-9000), expectedIntervalSeconds: 60 },
    { feed: 'incidents', lastSeenAt: null, expectedIntervalSeconds: 120 },
  ] as const;

  it('holds once freshness is lost, but not for what was never heard or while nobody listened', () => {
    const at = (second: number) => feedSilent(look('feed_silent', second), feeds, START_MS, '630100');
    expect(keys(at(50))).toEqual([]);
    expect(keys(at(51))).toEqual(['feed_silent:units']);
    expect(keys(at(601))).toEqual(['feed_silent:units', 'feed_silent:devices']);
    expect(at(51)[0]).toMatchObject({
      lng: null,
      areaCode: '630100',
      at: iso(50),
      facts: { lastSeenAt: iso(0) },
    });
  });
});

describe('changes', () => {
  const condition = (key: string, priority: 1 | 2 | 3 | 4 = 3): Condition =>
    ({ key, kind: key.split(':')[0], priority, isActive: true, at: iso(0), facts: {} }) as Condition;
  const kinds = new Set(['device_silent', 'unit_stationary']);
  const seen = fc.uniqueArray(
    fc.record({
      key: fc.constantFrom('device_silent:a', 'device_silent:b', 'unit_stationary:u', 'feed_silent:x'),
      priority: fc.constantFrom(1, 2, 3, 4) as fc.Arbitrary<1 | 2 | 3 | 4>,
    }),
    { selector: ({ key }) => key },
  );

  it('bring what is held to what is seen, and nothing a second time', () => {
    fc.assert(
      fc.property(fc.array(seen, { maxLength: 12 }), (looks) => {
        const held = new Map<string, Condition>();
        for (const now of looks) {
          const active = now
            .filter(({ key }) => kinds.has(key.split(':')[0] ?? ''))
            .map(({ key, priority }) => condition(key, priority));
          const before = new Map(held);
          const changes = changesOf(held, kinds, active, START_MS);
          expect(held).toEqual(before);
          for (const change of changes)
            expect(change.isActive).toBe(active.some(({ key }) => key === change.key));
          hold(held, changes);
          expect([...held.values()].sort((a, b) => (a.key < b.key ? -1 : 1))).toEqual(
            [...active].sort((a, b) => (a.key < b.key ? -1 : 1)),
          );
          expect(changesOf(held, kinds, active, START_MS)).toEqual([]);
        }
      }),
    );
  });

  it('leave the conditions of other rules alone', () => {
    const held = new Map([['feed_silent:x', condition('feed_silent:x')]]);
    expect(changesOf(held, kinds, [], START_MS)).toEqual([]);
  });
});
