import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeCellCounts, encodeCellCounts } from '../../../core/columns/cell-counts.ts';
import { CellCube, type CellRange, holdsCells, widenedCells } from '../../../core/columns/cell-cube.ts';
import { CountCube } from '../../../core/columns/count-cube.ts';
import { type Clauses, Crossfilter } from '../../../core/columns/crossfilter.ts';
import { KINDS, kindNumber, kindOf, passingOf } from '../../../core/columns/cube-kind.ts';
import { type CubeRow, CubeRows, lat7Of, lng7Of, worldX, worldY } from '../../../core/columns/cube-rows.ts';
import type { IncidentRow } from '../../../core/columns/incident-columns.ts';
import { orderOf } from '../../../core/columns/order-of.ts';
import {
  INCIDENT_SOURCES,
  INCIDENT_STATUSES,
  INCIDENT_TYPES,
  NETS,
  PRIORITIES,
} from '../../../core/vocabulary.ts';
import { randomIncidents, tableOf } from './random-incidents.ts';

const ZONE = 'Asia/Shanghai';
const CITY = '630100';
const ROWS = randomIncidents(9500, 5);
const FIRST = ROWS[0]?.reportedAt ?? 0;
const LAST = ROWS.at(-1)?.reportedAt ?? 0;
const EDGES = [FIRST, FIRST + 3_000_000, FIRST + 3_000_001, LAST, LAST + 5];

function cubeRow(row: IncidentRow, id: number): CubeRow {
  const kind = kindNumber({
    type: INCIDENT_TYPES.indexOf(row.type),
    priority: row.priority,
    status: INCIDENT_STATUSES.indexOf(row.status),
    net: NETS.indexOf(row.net),
    source: INCIDENT_SOURCES.indexOf(row.source),
  });
  const { lng7, lat7, gridCode } = row;
  return { idHigh: 7, idLow: id, second: row.reportedAt, lng7, lat7, kind, gridCode };
}

/** Loaded in another order than that of time. */
function loaded(incidents: readonly IncidentRow[]): CubeRows {
  const rows = new CubeRows(ZONE, 16);
  incidents
    .map((incident, id) => cubeRow(incident, id))
    .sort((a, b) => ((a.idLow * 7919) % 1009) - ((b.idLow * 7919) % 1009))
    .forEach(({ idHigh, idLow, second, lng7, lat7, kind, gridCode }) => {
      rows.load(idHigh, idLow, second, lng7, lat7, kind, rows.gridPlace(gridCode));
    });
  rows.settle();
  return rows;
}

const some = <T>(words: readonly T[]) => fc.subarray([...words], { maxLength: 3 });
const clauses: fc.Arbitrary<Clauses> = fc.record({
  types: some(INCIDENT_TYPES),
  priorities: some(PRIORITIES),
  statuses: some(INCIDENT_STATUSES),
  nets: some(NETS),
  hours: some([...Array(168).keys()]),
  within: fc.constantFrom(null, '630100', '630102', '630102001', '630103001001001', '630199'),
});
const second = fc.integer({ min: FIRST - 1000, max: LAST + 1000 });
const range: CellRange = { zoom: 13, column: 6407, row: 3194, columns: 10, rows: 11 };

/** What the crossfilter counts of the rows of a scope, by grid code. */
function byCrossfilter(incidents: readonly IncidentRow[], asked: Clauses, from: number, to: number) {
  const table = tableOf(incidents);
  const filter = new Crossfilter(table, asked);
  const first = table.firstAt(from);
  filter.show(first, Math.max(first, table.firstAt(to)));
  const { grids, ...counts } = filter.counts;
  return { ...counts, grids: named(table.columns.gridCodes, grids), passing: filter.rows(), table };
}

function named(codes: readonly string[], counts: ArrayLike<number>): Record<string, number> {
  return Object.fromEntries(codes.map((code, i) => [code, counts[i] ?? 0]).filter(([, n]) => n !== 0));
}

/** Counts the cells one incident after the other. */
function byHand(incidents: readonly IncidentRow[], { zoom, column, row, columns, rows }: CellRange) {
  const cells = new Map<number, number>();
  for (const { lng7, lat7 } of incidents) {
    const across = Math.floor((worldX(lng7) / 2 ** 32) * 2 ** zoom) - column;
    const down = Math.floor((worldY(lat7) / 2 ** 32) * 2 ** zoom) - row;
    if (across < 0 || across >= columns || down < 0 || down >= rows) continue;
    const cell = down * columns + across;
    cells.set(cell, (cells.get(cell) ?? 0) + 1);
  }
  const order = [...cells].sort(([a], [b]) => a - b);
  return { cells: order.map(([cell]) => cell), counts: order.map(([, count]) => count) };
}

function expectEqual(
  rows: CubeRows,
  incidents: readonly IncidentRow[],
  cubes: Cubes,
  from: number,
  to: number,
) {
  const { grids, ...counts } = cubes.counts.counts(from, to);
  const { passing, table, ...expected } = byCrossfilter(incidents, cubes.clauses, from, to);
  expect({ ...counts, grids: named(rows.gridCodes, grids) }).toEqual(expected);
  expect(cubes.counts.histogram(EDGES)).toEqual(new Crossfilter(table, cubes.clauses).histogram(EDGES));
  const inside = { ...range, column: range.column + 2, columns: 4, row: range.row + 3, rows: 5 };
  for (const wanted of [range, inside]) {
    const { cells, counts: perCell } = cubes.cells.counts(from, to, wanted);
    const own = byHand(
      [...passing].map((row) => incidents[row] as IncidentRow),
      wanted,
    );
    expect({ cells: [...cells], counts: [...perCell] }).toEqual(own);
  }
}

interface Cubes {
  clauses: Clauses;
  counts: CountCube;
  cells: CellCube;
}
function cubesOf(rows: CubeRows, asked: Clauses): Cubes {
  const passing = passingOf(asked, CITY, rows.gridCodes);
  return { clauses: asked, counts: new CountCube(rows, passing), cells: new CellCube(rows, passing, range) };
}

describe('cumulative cubes', () => {
  const held = loaded(ROWS.map((row) => ({ ...row, gridCode: row.gridCode || '630103002001001' })));
  const incidents = ROWS.map((row) => ({ ...row, gridCode: row.gridCode || '630103002001001' }));

  test('count what going through the incidents one by one counts, in any window under any clauses', () => {
    fc.assert(
      fc.property(clauses, second, second, (asked, from, to) => {
        expectEqual(held, incidents, cubesOf(held, asked), from, to);
      }),
      { numRuns: 40 },
    );
  });

  test('of the whole history, of nothing, and of a window that ends before it begins', () => {
    const all: Clauses = { types: [], priorities: [], statuses: [], nets: [], hours: [], within: null };
    for (const [from, to] of [
      [0, 2 ** 32],
      [LAST, FIRST],
      [FIRST, FIRST],
    ] as const)
      expectEqual(held, incidents, cubesOf(held, all), from, to);
    expect(cubesOf(new CubeRows(ZONE, 0), all).counts.counts(0, 2 ** 32).selected).toBe(0);
  });

  test('nothing outside the scope is counted, in no chart', () => {
    const all: Clauses = { types: [], priorities: [], statuses: [], nets: [], hours: [], within: null };
    const cube = new CountCube(held, passingOf(all, '630102', held.gridCodes));
    const { grids, selected } = cube.counts(0, 2 ** 32);
    const own = incidents.filter(({ gridCode }) => gridCode.startsWith('630102'));
    expect(selected).toBe(own.length);
    expect(Object.keys(named(held.gridCodes, grids)).every((code) => code.startsWith('630102'))).toBe(true);
  });

  test('stay equal when incidents are added, moved, retyped and removed', () => {
    const step = fc.record({
      what: fc.constantFrom('add' as const, 'change' as const, 'remove' as const),
      which: fc.nat(8999),
      like: fc.nat(9499),
    });
    fc.assert(
      fc.property(clauses, fc.array(step, { maxLength: 30 }), second, second, (asked, steps, from, to) => {
        const now = new Map(incidents.slice(0, 9000).map((row, id) => [id, row]));
        const rows = loaded([...now.values()]);
        const cubes = cubesOf(rows, asked);
        cubes.counts.histogram(EDGES);
        const adjust = (row: number, sign: 1 | -1): void => {
          cubes.counts.adjust(row, sign);
          cubes.cells.adjust(row, sign);
        };
        steps.forEach(({ what, which, like }, i) => {
          const other = incidents[like] as IncidentRow;
          const before = now.get(which);
          if (what === 'add') {
            now.set(10_000 + i, other);
            adjust(rows.insert(cubeRow(other, 10_000 + i)), 1);
          } else if (before) {
            const row = rows.find(7, which, before.reportedAt);
            adjust(row, -1);
            if (what === 'remove') {
              rows.remove(row);
              now.delete(which);
            } else {
              const after = { ...other, reportedAt: before.reportedAt };
              rows.change(row, cubeRow(after, which));
              now.set(which, after);
              adjust(row, 1);
            }
          }
        });
        const left = [...now.values()].sort((a, b) => a.reportedAt - b.reportedAt);
        expectEqual(rows, left, cubes, from, to);
        expectEqual(rows, left, cubesOf(rows, asked), from, to);
      }),
      { numRuns: 15 },
    );
  });
});

describe('their parts', () => {
  test('every kind has its number', () => {
    for (let number = 0; number < KINDS; number++) expect(kindNumber(kindOf(number))).toBe(number);
  });

  test('a place comes back from its cell of the finest pyramid as it was', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_799_999_999, max: 1_799_999_999 }),
        fc.integer({ min: -800_000_000, max: 800_000_000 }),
        (lng7, lat7) => {
          expect([lng7Of(worldX(lng7)), lat7Of(worldY(lat7))]).toEqual([lng7, lat7]);
        },
      ),
      { examples: [[0, 0]] },
    );
  });

  test('an order of seconds is one, and equal seconds stay as they come', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 32 - 1 })), (seconds) => {
        const column = Uint32Array.from([...seconds, ...seconds]);
        const expected = [...column.keys()].sort((a, b) => column[a]! - column[b]! || a - b);
        expect([...(orderOf(column) ?? column.keys())]).toEqual(expected);
      }),
    );
  });

  test('counts of cells come back from their bytes; bytes that are not whole are refused', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(3_999_999)), fc.nat(2 ** 32 - 1), (places, count) => {
        const cells = Uint32Array.from(places).sort();
        const counts = cells.map((cell) => (cell % 5 === 0 ? count : cell + 1));
        const bytes = encodeCellCounts({ cells, counts });
        expect(decodeCellCounts(bytes, 4_000_000)).toEqual({ cells, counts });
        if (bytes.length > 0)
          expect(() => decodeCellCounts(bytes.subarray(0, -1), 4_000_000)).toThrow(RangeError);
      }),
    );
    expect(() =>
      decodeCellCounts(encodeCellCounts({ cells: Uint32Array.of(9), counts: Uint32Array.of(1) }), 9),
    ).toThrow();
  });

  test('a widened range holds the range, in blocks, on the map', () => {
    const wide = widenedCells({ zoom: 10, column: 3, row: 700, columns: 300, rows: 324 });
    expect(wide).toEqual({ zoom: 10, column: 0, row: 512, columns: 512, rows: 512 });
    expect(holdsCells(wide, { zoom: 10, column: 3, row: 700, columns: 300, rows: 324 })).toBe(true);
    expect(holdsCells(wide, { zoom: 10, column: 500, row: 700, columns: 300, rows: 10 })).toBe(false);
  });
});
