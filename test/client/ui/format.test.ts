import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { setCityZone } from '../../../client/ui/city-zone.ts';
import {
  formatAge,
  formatArea,
  formatClock,
  formatCount,
  formatDay,
  formatDistance,
  formatLngLat,
  formatShare,
  formatTime,
  formatWeekday,
} from '../../../client/ui/format.ts';
import { startWords, words } from '../../../client/ui/words/words.ts';

const NOON = Date.parse('2026-11-23T04:00:00Z');
const HOUR = 3_600_000;

beforeAll(() => startWords('en'));

describe('times are in the city and carry their day when it is not today', () => {
  test.each([
    ['2026-11-23T03:59:58Z', '11:59:58'],
    ['2026-11-22T16:00:00Z', '00:00:00'],
    ['2026-11-22T15:59:59Z', '11-22 23:59'],
    ['2025-12-31T15:59:59Z', '2025-12-31 23:59'],
  ])('%s is shown as %s', (iso, shown) => {
    expect(formatTime(Date.parse(iso), NOON)).toBe(shown);
  });
  test('the clock and the day turn over at midnight in the city', () => {
    expect(formatClock(Date.parse('2026-11-22T16:00:00Z'))).toBe('00:00:00');
    expect(formatDay(Date.parse('2026-11-22T16:00:00Z'))).toBe('2026-11-23');
    expect(formatDay(Date.parse('2026-11-22T15:59:59Z'))).toBe('2026-11-22');
  });
});

describe('times of a city elsewhere', () => {
  afterEach(() => setCityZone('Asia/Shanghai'));
  test('are in its zone, on either side of a change of its clocks', () => {
    setCityZone('America/Chicago');
    const before = Date.parse('2026-03-08T07:59:59Z');
    expect([formatDay(before), formatClock(before), formatWeekday(before)]).toEqual([
      '2026-03-08',
      '01:59:59',
      'Sun',
    ]);
    expect(formatClock(before + 1000)).toBe('03:00:00');
    expect(formatTime(Date.parse('2026-03-08T05:30:00Z'), before)).toBe('03-07 23:30');
    expect(formatTime(Date.parse('2026-01-01T05:59:00Z'), before)).toBe('2025-12-31 23:59');
  });
});

describe('ages', () => {
  test.each([
    [-5000, '0 s'],
    [38_400, '38 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [6 * 60_000, '6 min'],
    [5 * HOUR, '5 h'],
    [47 * HOUR, '47 h'],
    [48 * HOUR, '2 d'],
  ])('%i ms is %s', (ms, shown) => {
    expect(formatAge(ms)).toBe(shown);
  });
  test('follow the language', async () => {
    await words.changeLanguage('zh');
    expect(formatAge(38_000)).toBe('38 秒');
    await words.changeLanguage('en');
  });
});

describe('figures', () => {
  test('a withheld count is never a number', () => {
    expect(formatCount(null)).toBe('<10');
    expect(formatCount(4006)).toBe('4,006');
  });
  test('a share is whole only when all are there', () => {
    expect(formatShare(4000, 4000)).toBe('100%');
    expect(formatShare(3999, 4000)).toBe('99.9%');
    expect(formatShare(0, 0)).toBe('–');
  });
  test.each([
    [850, '850 m'],
    [994.6, '995 m'],
    [1000, '1.0 km'],
    [9960, '10 km'],
    [41_200, '41 km'],
  ])('%d metres is %s', (metres, shown) => {
    expect(formatDistance(metres)).toBe(shown);
  });
  test.each([
    [0.344, '0.34 km²'],
    [12.49, '12.5 km²'],
    [2410.2, '2,410 km²'],
  ])('%d square kilometres is %s', (km2, shown) => {
    expect(formatArea(km2)).toBe(shown);
  });
  test('longitude comes first', () => {
    expect(formatLngLat(101.7782, 36.6171)).toBe('101.77820, 36.61710');
  });
});
