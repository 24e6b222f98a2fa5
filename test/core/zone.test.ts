import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromWallTime, isZone, toWallTime, zoneOffsetMs } from '../../core/zone.ts';

const HOUR_MS = 3_600_000;
const SHANGHAI = 'Asia/Shanghai';
const CHICAGO = 'America/Chicago';
const wall = (text: string) => Date.parse(`${text}Z`);
const instant = (zone: string, text: string) => new Date(fromWallTime(zone, wall(text))).toISOString();

describe('zones', () => {
  it('turn wall time round and back, summer time included', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4e9 }),
        fc.constantFrom(CHICAGO, SHANGHAI, 'Australia/Lord_Howe', 'America/Sao_Paulo'),
        (seconds, zone) => {
          const shown = toWallTime(zone, seconds * 1000);
          const back = fromWallTime(zone, shown);
          expect(toWallTime(zone, back)).toBe(shown);
          expect([0, HOUR_MS / 2, HOUR_MS]).toContain(seconds * 1000 - back);
        },
      ),
    );
  });

  it('have the offset that the platform shows, to the minute of a change', () => {
    const change = Date.parse('2026-03-08T08:00:00Z');
    expect(zoneOffsetMs(CHICAGO, change - 1)).toBe(-6 * HOUR_MS);
    expect(zoneOffsetMs(CHICAGO, change)).toBe(-5 * HOUR_MS);
    // Lord Howe moves by half an hour, at half past an hour UTC.
    const half = Date.parse('2026-10-03T15:30:00Z');
    expect(zoneOffsetMs('Australia/Lord_Howe', half - 1)).toBe(10.5 * HOUR_MS);
    expect(zoneOffsetMs('Australia/Lord_Howe', half)).toBe(11 * HOUR_MS);
  });

  it('take the first of two times, and go past a gap', () => {
    expect(instant(CHICAGO, '2026-11-01T01:30')).toBe('2026-11-01T06:30:00.000Z');
    expect(instant(CHICAGO, '2026-11-01T02:00')).toBe('2026-11-01T08:00:00.000Z');
    expect(instant(CHICAGO, '2026-03-08T02:30')).toBe('2026-03-08T08:30:00.000Z');
    // Midnight itself is skipped: the day begins at one.
    expect(instant('America/Sao_Paulo', '2018-11-04T00:00')).toBe('2018-11-04T03:00:00.000Z');
    expect(instant('Europe/Berlin', '2026-03-29T02:30')).toBe('2026-03-29T01:30:00.000Z');
  });

  it('are those of the platform', () => {
    expect(isZone(CHICAGO)).toBe(true);
    expect(isZone('Mars/Olympus')).toBe(false);
  });
});
