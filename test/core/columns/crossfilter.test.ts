import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Clauses, Crossfilter } from '../../../core/columns/crossfilter.ts';
import type { IncidentRow } from '../../../core/columns/incident-columns.ts';
import { INCIDENT_STATUSES, INCIDENT_TYPES, NETS, PRIORITIES } from '../../../core/vocabulary.ts';
import { randomIncidents, tableOf } from './random-incidents.ts';

const NONE: Clauses = { types: [], priorities: [], statuses: [], nets: [], hours: [], within: null };
const rows = randomIncidents(400);
const table = tableOf(rows);
const hours = table.hours;

type Clause = keyof Clauses;
const CLAUSES: readonly Clause[] = ['types', 'priorities', 'statuses', 'nets', 'hours', 'within'];

function passes(clauses: Clauses, row: IncidentRow, hour: number, but?: Clause): boolean {
  const lets = <T>(clause: Clause, wanted: readonly T[], value: T) =>
    clause === but || wanted.length === 0 || wanted.includes(value);
  return (
    lets('types', clauses.types, row.type) &&
    lets('priorities', clauses.priorities, row.priority) &&
    lets('statuses', clauses.statuses, row.status) &&
    lets('nets', clauses.nets, row.net) &&
    lets('hours', clauses.hours, hour) &&
    (but === 'within' || clauses.within === null || row.gridCode.startsWith(clauses.within))
  );
}

/** Counts gone through one by one. */
function counted(clauses: Clauses, first: number, end: number) {
  const within = (but?: Clause) =>
    rows.flatMap((row, i) => (i >= first && i < end && passes(clauses, row, hours[i]!, but) ? [i] : []));
  const tally = (but: Clause, size: number, place: (i: number) => number) => {
    const counts = new Int32Array(size);
    for (const i of within(but)) counts[place(i)]!++;
    return counts;
  };
  const { gridCodes } = table.columns;
  return {
    selected: within().length,
    types: tally('types', 12, (i) => INCIDENT_TYPES.indexOf(rows[i]!.type)),
    priorities: tally('priorities', 4, (i) => rows[i]!.priority - 1),
    statuses: tally('statuses', INCIDENT_STATUSES.length, (i) => INCIDENT_STATUSES.indexOf(rows[i]!.status)),
    nets: tally('nets', NETS.length, (i) => NETS.indexOf(rows[i]!.net)),
    hours: tally('hours', 168, (i) => hours[i]!),
    grids: tally('within', gridCodes.length, (i) => gridCodes.indexOf(rows[i]!.gridCode)),
  };
}

const someOf = <T>(words: readonly T[]) => fc.subarray([...words], { maxLength: 3 });
const anyClauses: fc.Arbitrary<Clauses> = fc.record({
  types: someOf(INCIDENT_TYPES),
  priorities: someOf(PRIORITIES),
  statuses: someOf(INCIDENT_STATUSES),
  nets: someOf(NETS),
  hours: fc.oneof(
    fc.constant([]),
    fc.uniqueArray(fc.integer({ min: 0, max: 167 }), { minLength: 40, maxLength: 120 }),
  ),
  within: fc.constantFrom(null, '630102', '630102001', '630103001001001'),
});
const anyWindow = fc
  .tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 }))
  .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

describe('a crossfilter', () => {
  test('counts every row without clauses', () => {
    const filter = new Crossfilter(table, NONE);
    filter.show(0, 400);
    expect(filter.counts).toEqual(counted(NONE, 0, 400));
    expect(filter.counts.selected).toBe(400);
  });

  test('each count leaves out its own clause, wherever the window was moved from', () => {
    fc.assert(
      fc.property(anyClauses, fc.array(anyWindow, { minLength: 1, maxLength: 6 }), (clauses, windows) => {
        const filter = new Crossfilter(table, clauses);
        for (const [first, end] of windows) {
          filter.show(first, end);
          expect(filter.counts).toEqual(counted(clauses, first, end));
          expect(filter.rows()).toHaveLength(filter.counts.selected);
        }
      }),
      { numRuns: 80 },
    );
  });

  test('clauses and window change in any order, and each count is as if gone through one by one', () => {
    const step = fc.oneof(anyClauses, anyWindow);
    fc.assert(
      fc.property(fc.array(step, { minLength: 2, maxLength: 8 }), (steps) => {
        const filter = new Crossfilter(table, NONE);
        let clauses = NONE;
        for (const next of steps) {
          if ('types' in next) {
            clauses = next;
            filter.change(next);
          } else filter.show(...next);
          const { first, end } = filter.window;
          expect(filter.counts).toEqual(counted(clauses, first, end));
          expect([...filter.rows(0, 400)]).toEqual(
            rows.flatMap((row, i) => (passes(clauses, row, hours[i]!) ? [i] : [])),
          );
        }
      }),
      { numRuns: 80 },
    );
  });

  test('one more word let through, or one less, counts only what comes and goes', () => {
    const filter = new Crossfilter(table, NONE);
    filter.show(20, 380);
    for (const clause of CLAUSES.slice(0, 5) as ('types' | 'hours' | 'nets' | 'priorities' | 'statuses')[]) {
      const words = {
        types: INCIDENT_TYPES,
        priorities: PRIORITIES,
        statuses: INCIDENT_STATUSES,
        nets: NETS,
      };
      const all: readonly (string | number)[] =
        clause === 'hours' ? Array.from({ length: 168 }, (_, i) => i) : words[clause];
      for (const wanted of [all.slice(1), all, all.slice(2), all.slice(1)]) {
        const clauses = { ...NONE, [clause]: wanted } as Clauses;
        filter.change(clauses);
        expect(filter.counts).toEqual(counted(clauses, 20, 380));
      }
    }
  });

  test('the clauses can be changed, and each of them counts', () => {
    const filter = new Crossfilter(table, NONE);
    for (const clause of CLAUSES) {
      const clauses = {
        ...NONE,
        [clause]: clause === 'within' ? '630102' : clause === 'hours' ? [1, 2, 3] : [],
        types: clause === 'types' ? (['theft'] as const) : [],
      } as Clauses;
      filter.begin(clauses);
      expect(filter.counts.selected).toBe(0);
      filter.show(10, 390);
      expect(filter.counts).toEqual(counted(clauses, 10, 390));
    }
  });

  test('the histogram takes no notice of the window', () => {
    const clauses = { ...NONE, types: ['theft', 'noise'] as const };
    const filter = new Crossfilter(table, clauses);
    filter.show(0, 3);
    const edges = [0, 10, 20, 30].map((weeks) => 1_740_000_000 + weeks * 604_800);
    const expected = [0, 1, 2].map(
      (bin) =>
        rows.filter(
          ({ type, reportedAt }) =>
            ['theft', 'noise'].includes(type) && reportedAt >= edges[bin]! && reportedAt < edges[bin + 1]!,
        ).length,
    );
    expect([...filter.histogram(edges)]).toEqual(expected);
    expect([...filter.histogram([])]).toEqual([]);
  });

  test('an empty table and an empty window count nothing', () => {
    const empty = new Crossfilter(tableOf([]), NONE);
    empty.show(0, 0);
    expect(empty.counts.selected).toBe(0);
    const filter = new Crossfilter(table, NONE);
    filter.show(0, 400);
    filter.show(200, 200);
    expect(filter.counts).toEqual(counted(NONE, 200, 200));
  });
});
