import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cityDay, cityDayBounds, cityHour, cityPeriods, PERIODS } from '../../core/city-time.ts';

const HOUR_MS = 3_600_000;
const SHANGHAI = 'Asia/Shanghai';
const CHICAGO = 'America/Chicago';
const at = (text: string) => Date.parse(text);
const iso = (bounds: readonly number[]) => bounds.map((ms) => new Date(ms).toISOString());

describe('the days of a city', () => {
  it('turn over at its midnight', () => {
    expect(cityDay(SHANGHAI, at('2026-11-22T15:59:59Z'))).toBe('2026-11-22');
    expect(cityDay(SHANGHAI, at('2026-11-22T16:00:00Z'))).toBe('2026-11-23');
    expect(cityDay(CHICAGO, at('2026-07-01T04:59:59Z'))).toBe('2026-06-30');
    expect(cityDay(CHICAGO, at('2026-01-01T05:59:59Z'))).toBe('2025-12-31');
  });

  it('have 23 or 25 hours where clocks are set', () => {
    expect(iso(cityDayBounds(SHANGHAI, at('2026-11-22T17:00:00Z')))).toEqual([
      '2026-11-22T16:00:00.000Z',
      '2026-11-23T16:00:00.000Z',
    ]);
    expect(iso(cityDayBounds(CHICAGO, at('2026-03-08T12:00:00Z')))).toEqual([
      '2026-03-08T06:00:00.000Z',
      '2026-03-09T05:00:00.000Z',
    ]);
    expect(iso(cityDayBounds(CHICAGO, at('2026-11-01T12:00:00Z')))).toEqual([
      '2026-11-01T05:00:00.000Z',
      '2026-11-02T06:00:00.000Z',
    ]);
  });

  it('hold every instant, and follow one another without gap', () => {
    const times = fc.integer({ min: 0, max: 2 ** 31 }).map((seconds) => seconds * 1000);
    fc.assert(
      fc.property(times, fc.constantFrom(SHANGHAI, CHICAGO, 'America/Sao_Paulo'), (ms, zone) => {
        const [start, end] = cityDayBounds(zone, ms);
        expect(start <= ms && ms < end).toBe(true);
        expect(cityDayBounds(zone, end)[0]).toBe(end);
        expect(cityDay(zone, start)).toBe(cityDay(zone, end - 1));
        expect(cityDay(zone, end)).not.toBe(cityDay(zone, ms));
      }),
    );
  });

  it('are read by the clock on the wall, not by what has passed since midnight', () => {
    expect(cityHour(SHANGHAI, at('2026-11-23T04:30:00Z'))).toBe(12.5);
    expect(cityHour(CHICAGO, at('2026-03-08T06:00:00Z') + 8 * HOUR_MS)).toBe(9);
  });
});

describe('months and weeks of a city', () => {
  it('begin on the first at midnight, and on Monday at midnight, also where clocks are set', () => {
    expect(
      iso(cityPeriods(CHICAGO, 'month', at('2026-03-05T12:00:00Z'), at('2026-04-02T00:00:00Z'))),
    ).toEqual(['2026-03-01T06:00:00.000Z', '2026-04-01T05:00:00.000Z', '2026-05-01T05:00:00.000Z']);
    expect(
      iso(cityPeriods(SHANGHAI, 'week', at('2026-11-25T00:00:00Z'), at('2026-11-29T16:00:00Z'))),
    ).toEqual(['2026-11-22T16:00:00.000Z', '2026-11-29T16:00:00.000Z']);
  });

  it('cover any span, rising, from the last before it to the first after it', () => {
    const instant = fc.integer({ min: at('1960-01-01T00:00:00Z'), max: at('2060-01-01T00:00:00Z') });
    fc.assert(
      fc.property(
        fc.constantFrom(SHANGHAI, CHICAGO),
        fc.constantFrom(...PERIODS),
        instant,
        fc.integer({ min: 1, max: 400 * 24 * HOUR_MS }),
        (zone, period, fromMs, lengthMs) => {
          const edges = cityPeriods(zone, period, fromMs, fromMs + lengthMs);
          expect(edges[0]).toBeLessThanOrEqual(fromMs);
          expect(edges[1]).toBeGreaterThan(fromMs);
          expect(edges.at(-1)).toBeGreaterThanOrEqual(fromMs + lengthMs);
          expect(edges.at(-2)).toBeLessThan(fromMs + lengthMs);
          for (const edge of edges) expect(cityHour(zone, edge)).toBe(0);
        },
      ),
    );
  });
});
