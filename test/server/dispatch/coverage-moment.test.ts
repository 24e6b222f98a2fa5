import { describe, expect, it } from 'vitest';
import { momentOf } from '../../../server/dispatch/coverage/facilities.ts';

const NOW_MS = Date.parse('2026-11-23T04:40:00Z');

describe('the moment of a coverage', () => {
  it('is now, with the hour of the city’s clock', () => {
    expect(momentOf('Asia/Shanghai', NOW_MS, { basis: 'now', hour: 3 })).toEqual({
      basis: 'now',
      hour: 12,
      atMs: NOW_MS,
    });
  });

  it.each(['Asia/Shanghai', 'Asia/Kolkata', 'America/Lima'])(
    'is the middle of an hour of the day in %s',
    (zone) => {
      const clock = (ms: number) =>
        new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(ms);
      const day = clock(NOW_MS).slice(0, 10);
      for (const hour of [0, 9, 23]) {
        const { atMs } = momentOf(zone, NOW_MS, { basis: 'plan', hour });
        expect(clock(atMs)).toBe(`${day} ${String(hour).padStart(2, '0')}:30`);
      }
    },
  );
});
