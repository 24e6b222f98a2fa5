import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { needsAcknowledgement } from '../../../core/live/alarm.ts';
import { FLOOD_OVER_BELOW, groupByCause, isFlood, recentArrivals } from '../../../core/live/alarm-flood.ts';
import { ALARM_STATES } from '../../../core/vocabulary.ts';
import { alarm } from '../../support/alarm.ts';

const NOW_MS = Date.parse('2026-11-23T04:00:00.000Z');

describe('a flood', () => {
  it('begins with the eleventh in ten minutes and ends below half of that', () => {
    expect([10, 11].map((recent) => isFlood(false, recent))).toEqual([false, true]);
    expect([FLOOD_OVER_BELOW - 1, FLOOD_OVER_BELOW, 10].map((recent) => isFlood(true, recent))).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('counts the last ten minutes', () => {
    const minutes = [-11, -10, -9.9, -1, 0].map((minute) => NOW_MS + minute * 60_000);
    expect(recentArrivals(minutes, NOW_MS)).toBe(3);
  });
});

describe('groups by cause', () => {
  const some = fc.array(
    fc.record({
      kind: fc.constantFrom('device_silent' as const, 'unit_stationary' as const),
      areaCode: fc.constantFrom('630102001001001', '630102001002001', '630103001001001', '630102'),
      state: fc.constantFrom(...ALARM_STATES.filter((state) => state !== 'normal')),
      priority: fc.constantFrom(1, 2, 3, 4),
    }),
  );

  it('hold every alarm once, with others of its kind and street only', () => {
    fc.assert(
      fc.property(some, (given) => {
        const alarms = given.map((properties, i) => alarm({ id: `${i}`, ...properties }));
        const groups = groupByCause(alarms);
        expect(groups.flatMap((group) => group.alarms.map(({ id }) => id)).sort()).toEqual(
          alarms.map(({ id }) => id).sort(),
        );
        for (const { kind, areaCode, priority, alarms: own, unacknowledged } of groups) {
          for (const { properties } of own) {
            expect(properties.kind).toBe(kind);
            expect(properties.areaCode.startsWith(areaCode)).toBe(true);
          }
          expect(priority).toBe(Math.min(...own.map(({ properties }) => properties.priority)));
          expect(unacknowledged).toBe(
            own.filter(({ properties }) => needsAcknowledgement(properties.state)).length,
          );
        }
        const waits = groups.map(({ unacknowledged }) => unacknowledged > 0);
        expect(waits).toEqual([...waits].sort((a, b) => Number(b) - Number(a)));
      }),
    );
  });
});
