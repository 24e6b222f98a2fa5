import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  hoursOfPart,
  SPLITS,
  type Split,
  shownParts,
  splitRows,
  WEEK_PARTS,
} from '../../../core/columns/split.ts';
import { SHIFTS } from '../../../core/vocabulary.ts';
import { toWallTime } from '../../../core/zone.ts';
import { randomIncidents, tableOf } from './random-incidents.ts';

const DAY_MS = 86_400_000;
const ROWS = randomIncidents(600);
const FIRST_MS = 1_740_000_000_000;
const ZONES = ['Asia/Shanghai', 'America/Chicago'];
const TABLES = new Map(ZONES.map((zone) => [zone, tableOf(ROWS, zone)]));

/** The part of an incident by what a clock on the wall shows. */
function keyOf(split: Split, row: (typeof ROWS)[number], zone: string): string {
  const wall = new Date(toWallTime(zone, row.reportedAt * 1000));
  const day = (wall.getUTCDay() + 6) % 7;
  switch (split) {
    case 'type':
      return row.type;
    case 'net':
      return row.net;
    case 'priority':
      return String(row.priority);
    case 'weekend':
      return day >= 5 ? 'weekend' : 'weekdays';
    case 'shift':
      return SHIFTS[Math.floor(wall.getUTCHours() / 8)] ?? '';
    case 'month':
      return wall.toISOString().slice(0, 7);
    case 'week':
      return new Date(Math.floor(wall.getTime() / DAY_MS - day) * DAY_MS).toISOString().slice(0, 10);
  }
}

/** The same of a part. */
function nameOf(split: Split, key: string, zone: string): string {
  if (split !== 'month' && split !== 'week') return key;
  return new Date(toWallTime(zone, Number(key))).toISOString().slice(0, split === 'month' ? 7 : 10);
}

describe('incidents told apart', () => {
  test('every incident of the span is in the part that it belongs to, in any zone, and no other row is', () => {
    const span = fc.tuple(fc.integer({ min: -30, max: 380 }), fc.double({ min: 0, max: 200, noNaN: true }));
    fc.assert(
      fc.property(
        fc.constantFrom(...SPLITS),
        fc.constantFrom(...ZONES),
        span,
        (split, zone, [from, days]) => {
          const fromMs = FIRST_MS + from * DAY_MS + 12_345;
          const toMs = Math.round(fromMs + days * DAY_MS);
          const table = TABLES.get(zone)!;
          const { parts, first, end, partOf } = splitRows(table, split, fromMs, toMs, zone);
          const inside = ROWS.filter(
            (row) => row.reportedAt * 1000 >= fromMs && row.reportedAt * 1000 < toMs,
          );
          expect(end - first).toBe(inside.length);
          inside.forEach((row, i) => {
            expect(nameOf(split, parts[partOf[i]!]!.key, zone)).toBe(keyOf(split, row, zone));
          });
          for (const { days: length } of parts) expect(length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('days: periods and parts of the week add up to the span, a shift comes once a day, a kind has all days', () => {
    const zone = 'America/Chicago';
    // The clocks are set back in it: a day of 25 hours is one day.
    const [fromMs, toMs] = [Date.parse('2026-10-05T05:00:00Z'), Date.parse('2026-11-30T06:00:00Z')];
    const days = (split: Split) =>
      splitRows(TABLES.get(zone)!, split, fromMs, toMs, zone).parts.map((part) => part.days);
    const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
    expect(days('weekend')).toEqual([40, 16]);
    expect(days('shift')).toEqual([56, 56, 56]);
    expect(sum(days('month'))).toBeCloseTo((toMs - fromMs) / DAY_MS, 9);
    expect(days('week')).toHaveLength(8);
    expect(new Set(days('type'))).toEqual(new Set([(toMs - fromMs) / DAY_MS]));
  });

  test('the hours of the parts make up the week, each once', () => {
    for (const [split, words] of [
      ['weekend', WEEK_PARTS],
      ['shift', SHIFTS],
    ] as const) {
      const hours = words.flatMap((word) => hoursOfPart(split, word));
      expect(hours.sort((a, b) => a - b)).toEqual([...Array(168).keys()]);
    }
    expect(hoursOfPart('weekend', 'weekend')[0]).toBe(120);
    expect(hoursOfPart('shift', 'night').slice(0, 9)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 24]);
  });

  test('of many periods the last are shown, of types those with the most and none without incidents, of others all in their order', () => {
    const period = (key: string) => ({ key, span: { fromMs: 0, toMs: 1 }, days: 1 });
    const kind = (key: string) => ({ key, span: null, days: 1 });
    const keys = ['a', 'b', 'c', 'd'];
    expect(shownParts('week', keys.map(period), [0, 9, 0, 4], 3)).toEqual([1, 2, 3]);
    expect(shownParts('type', keys.map(kind), [4, 9, 0, 4], 3)).toEqual([1, 0, 3]);
    expect(shownParts('net', keys.map(kind), [4, 9, 0, 4], 12)).toEqual([0, 1, 2, 3]);
    expect(shownParts('type', keys.map(kind), [4, 9, 0, 4], 2)).toEqual([1, 0]);
    expect(shownParts('type', [], [], 12)).toEqual([]);
  });
});
