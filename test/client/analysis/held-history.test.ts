import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FetchedChunk } from '../../../client/analysis/fetch-history.ts';
import { HeldHistory } from '../../../client/analysis/held-history.ts';
import { type IncidentRow, incidentColumnsOf } from '../../../core/columns/incident-columns.ts';
import { randomIncidents, rowsOf } from '../../core/columns/random-incidents.ts';

const ROWS = randomIncidents(240, 4);
/** Twelve stretches of twenty rows; the last three of them are days that become one month later. */
const stretch = (number: number, to = number + 1, version = 'a') => ({
  key: `${number}-${to}`,
  from: new Date(ROWS[number * 20]!.reportedAt * 1000).toISOString(),
  version,
  rows: ROWS.slice(number * 20, to * 20),
});
type Wanted = ReturnType<typeof stretch>;

function bring(held: HeldHistory, wanted: readonly Wanted[]): number {
  const missing = held.missing(wanted);
  const fetched = new Map<string, FetchedChunk>(
    missing.map(({ key, rows, version }) => [key, { columns: incidentColumnsOf(rows), version }]),
  );
  held.take(wanted, fetched);
  return missing.length;
}
const all = (wanted: readonly Wanted[]): IncidentRow[] => wanted.flatMap(({ rows }) => rows);

describe('the history that is held', () => {
  test('days that have become a month take its place', () => {
    const held = new HeldHistory('Asia/Shanghai');
    const months = [0, 1, 2, 3].map((n) => stretch(n));
    const days = [4, 5, 6].map((n) => stretch(n));
    expect(bring(held, [...months, ...days])).toBe(7);
    const later = [...months, stretch(4, 7), stretch(7)];
    expect(held.hasOthers(later)).toBe(true);
    expect(bring(held, later)).toBe(2);
    expect(rowsOf(held.table)).toEqual(all(later));
    expect(held.missing(later)).toEqual([]);
    expect(held.hasOthers(later)).toBe(false);
  });

  test('what changed while it was fetched counts as missing still', () => {
    const held = new HeldHistory('Asia/Shanghai');
    const wanted = [stretch(0)];
    held.take(wanted, new Map([['0-1', { columns: incidentColumnsOf(ROWS.slice(0, 5)), version: '' }]]));
    expect(held.missing(wanted)).toEqual(wanted);
  });

  test('whatever comes, goes or changes, it holds what is wanted, in order', () => {
    const anyWanted = fc
      .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 11 }), fc.constantFrom('a', 'b')), {
        selector: ([n]) => n,
        maxLength: 12,
      })
      .map((picked) =>
        picked
          .sort(([a], [b]) => a - b)
          .map(([n, version]) => {
            const made = stretch(n, n + 1, version);
            return version === 'b' ? { ...made, rows: made.rows.slice(0, 7) } : made;
          }),
      );
    fc.assert(
      fc.property(fc.array(anyWanted, { minLength: 1, maxLength: 5 }), (steps) => {
        const held = new HeldHistory('Asia/Shanghai');
        for (const wanted of steps) {
          bring(held, wanted);
          expect(rowsOf(held.table)).toEqual(all(wanted));
        }
      }),
      { numRuns: 60 },
    );
  });
});
