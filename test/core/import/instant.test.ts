import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isAmbiguousDate,
  orderOfDate,
  parseClock,
  parseDay,
  parseInstant,
} from '../../../core/import/instant.ts';

const SHANGHAI = 'Asia/Shanghai';
const iso = (text: string, zone = SHANGHAI, order?: 'dmy' | 'mdy') => {
  const read = parseInstant(text, zone, order);
  return read && new Date(read.ms).toISOString();
};

describe('parseInstant', () => {
  it.each([
    ['2026-03-05T06:30:00Z', '2026-03-05T06:30:00.000Z'],
    ['2026-03-05T14:30:00+08:00', '2026-03-05T06:30:00.000Z'],
    ['2026-03-05 14:30:15.250', '2026-03-05T06:30:15.000Z'],
    ['2026/3/5 14:30', '2026-03-05T06:30:00.000Z'],
    ['2026年3月5日 14:30', '2026-03-05T06:30:00.000Z'],
    ['2026年3月5日14时30分', '2026-03-05T06:30:00.000Z'],
    ['2026年3月5日 下午2时30分', '2026-03-05T06:30:00.000Z'],
    ['２０２６－０３－０５ 14:30', '2026-03-05T06:30:00.000Z'],
    ['20260305143000', '2026-03-05T06:30:00.000Z'],
    ['1772692200', '2026-03-05T06:30:00.000Z'],
    ['1772692200000', '2026-03-05T06:30:00.000Z'],
    ['03/05/2026 02:30:00 PM', '2026-03-05T06:30:00.000Z', 'mdy'],
    ['05/03/2026 14:30', '2026-03-05T06:30:00.000Z', 'dmy'],
    ['25/03/2026 12:00 am', '2026-03-24T16:00:00.000Z'],
  ] as const)('reads %s', (text, expected, order?: 'dmy' | 'mdy') => {
    expect(iso(text, SHANGHAI, order)).toBe(expected);
  });

  it('puts a day without a time at noon of the zone, and says so', () => {
    expect(parseInstant('2014-01-03', 'America/Chicago')).toEqual({
      ms: Date.parse('2014-01-03T18:00:00Z'),
      dayOnly: true,
    });
    expect(parseInstant('2014-07-03', 'America/Chicago')).toEqual({
      ms: Date.parse('2014-07-03T17:00:00Z'),
      dayOnly: true,
    });
    expect(parseInstant('2014-07-03 00:00', SHANGHAI)?.dayOnly).toBe(false);
  });

  it.each([
    '',
    'yesterday',
    '2026-13-01',
    '2026-02-30',
    '2026-03-05 25:00',
    '2026-03-05 12:61',
    '01/02/2014',
    '13:30',
    '12',
    '1/2/14',
  ])('does not read %j', (text) => {
    expect(parseInstant(text, SHANGHAI)).toBeUndefined();
  });

  it('reads back every ISO instant of two centuries in any zone', () => {
    const times = fc.date({ min: new Date('1950-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(times, fc.constantFrom(SHANGHAI, 'America/Chicago', 'UTC'), (time, zone) => {
        const seconds = new Date(Math.floor(time.getTime() / 1000) * 1000);
        expect(iso(seconds.toISOString(), zone)).toBe(seconds.toISOString());
      }),
    );
  });
});

describe('orders of dates', () => {
  it('shows itself where a part is over twelve', () => {
    expect(orderOfDate('13/01/2014')).toBe('dmy');
    expect(orderOfDate('01/13/2014')).toBe('mdy');
    expect(orderOfDate('01/02/2014')).toBeUndefined();
    expect(isAmbiguousDate('01/02/2014 10:00')).toBe(true);
    expect(isAmbiguousDate('2014-01-02')).toBe(false);
  });

  it('reads days and times of day', () => {
    expect(parseDay('2026年3月5日')).toBe('2026-03-05');
    expect(parseDay('05/03/2026', 'mdy')).toBe('2026-05-03');
    expect(parseClock('14:30')).toBe(52_200_000);
    expect(parseClock('2:30 PM')).toBe(52_200_000);
    expect(parseClock('24:30')).toBeUndefined();
  });
});
