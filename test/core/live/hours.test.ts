import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Hours } from '../../../core/contract/hours.ts';
import { hoursStartMs, isWithinHours } from '../../../core/live/hours.ts';

const ZONE = 'Asia/Shanghai';

/** An instant by the city's clock (UTC+8). */
const local = (text: string) => Date.parse(`${text}+08:00`);

// 2026-11-23 is a Monday.
const release: Hours = [
  { days: [1, 2, 3, 4, 5], from: '11:30', to: '12:30' },
  { days: [1, 2, 3, 4, 5], from: '16:30', to: '18:00' },
];
const night: Hours = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '22:00', to: '06:00' }];

it('holds within the hours of the city, and not on other days', () => {
  const times = [
    '2026-11-23T11:29:59',
    '2026-11-23T11:30',
    '2026-11-23T12:29:59',
    '2026-11-23T12:30',
    '2026-11-22T11:45',
  ];
  expect(times.map((time) => isWithinHours(release, ZONE, local(time)))).toEqual([
    false,
    true,
    true,
    false,
    false,
  ]);
  expect(hoursStartMs(release, ZONE, local('2026-11-23T17:00'))).toBe(local('2026-11-23T16:30'));
  expect(hoursStartMs(release, ZONE, local('2026-11-23T18:00'))).toBeUndefined();
});

it('reaches past midnight, of the day on which it began', () => {
  const friday: Hours = [{ days: [5], from: '22:00', to: '06:00' }];
  const times = [
    '2026-11-27T05:59',
    '2026-11-27T22:00',
    '2026-11-28T05:59',
    '2026-11-28T06:00',
    '2026-11-28T22:30',
  ];
  expect(times.map((time) => isWithinHours(friday, ZONE, local(time)))).toEqual([
    false,
    true,
    true,
    false,
    false,
  ]);
  expect(hoursStartMs(friday, ZONE, local('2026-11-28T01:00'))).toBe(local('2026-11-27T22:00'));
  expect(hoursStartMs(night, ZONE, local('2026-11-24T01:00'))).toBe(local('2026-11-23T22:00'));
});

it('joins spans without a break', () => {
  const split: Hours = [
    { days: [1], from: '08:00', to: '12:00' },
    { days: [1], from: '12:00', to: '18:00' },
  ];
  expect(hoursStartMs(split, ZONE, local('2026-11-23T17:00'))).toBe(local('2026-11-23T08:00'));
  const always: Hours = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00' }];
  expect(hoursStartMs(always, ZONE, local('2026-11-23T17:00'))).toBeLessThan(local('2026-11-17T00:00'));
  expect(hoursStartMs(null, ZONE, 0)).toBe(Number.NEGATIVE_INFINITY);
});

it('goes by the clock on the wall where that is changed', () => {
  const spain: Hours = [{ days: [7], from: '01:30', to: '05:00' }];
  // On 2026-10-25 the clock in Madrid goes back from 03:00 to 02:00: the span lasts an hour longer.
  const at = (utc: string) => isWithinHours(spain, 'Europe/Madrid', Date.parse(utc));
  expect([
    at('2026-10-24T23:29Z'),
    at('2026-10-24T23:30Z'),
    at('2026-10-25T03:59Z'),
    at('2026-10-25T04:00Z'),
  ]).toEqual([false, true, true, false]);
  expect(hoursStartMs(spain, 'Europe/Madrid', Date.parse('2026-10-25T03:00Z'))).toBe(
    Date.parse('2026-10-24T23:30Z'),
  );
});

it('holds from its start on, without a break, as a walk through the minutes does', () => {
  const clock = fc.integer({ min: 0, max: 95 }).map((quarter) => {
    const minutes = quarter * 15;
    return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  });
  const span = fc.record({
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    from: clock,
    to: clock,
  });
  const base = local('2026-11-23T00:00');
  fc.assert(
    fc.property(
      fc.array(span, { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 0, max: 671 }),
      (hours, quarter) => {
        const now = base + quarter * 900_000;
        const start = hoursStartMs(hours, ZONE, now);
        expect(start !== undefined).toBe(isWithinHours(hours, ZONE, now));
        if (start === undefined) return;
        let back = now;
        while (now - back < 6 * 86_400_000 && isWithinHours(hours, ZONE, back - 900_000)) back -= 900_000;
        if (now - back < 6 * 86_400_000) expect(start).toBe(back);
        else expect(start).toBeLessThanOrEqual(back);
      },
    ),
    { numRuns: 60 },
  );
});
