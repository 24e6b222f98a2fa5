import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UnitPositionRow } from '../../../core/contract/live.ts';
import { csvLine } from '../../../core/review/csv.ts';
import { equalMoments } from '../../../core/review/moments.ts';
import { type Move, staysOf, tracksOf } from '../../../core/review/tracks.ts';

describe('a CSV file', () => {
  it('is read back cell by cell, but for the apostrophe before a formula', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('=1+1', '@x', '-2', '＝A1', 'a"b', 'x\r\ny'),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1 }), (rows) => {
        const text = rows.map(csvLine).join('');
        const read = parse(text, { relax_column_count: true, record_delimiter: '\r\n' }) as string[][];
        const isFormula = (one: string) => /^[=+\-@\t\r\n＝＋－＠]/.test(one);
        expect(read).toEqual(rows.map((row) => row.map((one) => (isFormula(one) ? `'${one}` : one))));
      }),
    );
  });

  it('leaves numbers as they are and nothing empty', () => {
    expect(csvLine([-87.5, null, 'a,b', '-87.5'])).toBe(`-87.5,,"a,b",'-87.5\r\n`);
  });
});

describe('tracks', () => {
  const fix = (unit: string, seconds: number, lng = 101.7): UnitPositionRow => [
    unit,
    lng,
    36.6,
    null,
    null,
    seconds * 1000,
  ];
  const always = () => [{ fromMs: 0, toMs: 1e9 }];

  it('are cut where nobody knows the way, and a fix alone is a point', () => {
    const tracks = tracksOf(
      [fix('u', 0), fix('v', 1), fix('u', 100, 101.8), fix('u', 400)],
      5,
      (id) => id.toUpperCase(),
      always,
    );
    expect(
      tracks.map(({ id, geometry, properties }) => [
        id,
        geometry.type,
        properties.unitCode,
        properties.times.length,
      ]),
    ).toEqual([
      ['u/1', 'LineString', 'U', 2],
      ['u/2', 'Point', 'U', 1],
      ['v/1', 'Point', 'V', 1],
    ]);
  });

  it('hold every fix inside a stay, once, and none outside', () => {
    const fixes = fc.array(fc.tuple(fc.constantFrom('u', 'v'), fc.integer({ min: 0, max: 5000 })), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(fixes, fc.integer({ min: 0, max: 5000 }), (list, until) => {
        const rows = [...list].sort((a, b) => a[1] - b[1]).map(([unit, s]) => fix(unit, s));
        const tracks = tracksOf(
          rows,
          5,
          (id) => id,
          () => [{ fromMs: 0, toMs: until * 1000 }],
        );
        const told = tracks.reduce((sum, { properties }) => sum + properties.times.length, 0);
        expect(told).toBe(rows.filter((row) => row[5] < until * 1000).length);
      }),
    );
  });

  it('stays in an area follow from where a unit is now and its moves', () => {
    const moves: Move[] = [
      { atMs: 30, isIn: false },
      { atMs: 60, isIn: true },
    ];
    expect(staysOf(true, moves, 10, 100)).toEqual([
      { fromMs: 10, toMs: 30 },
      { fromMs: 60, toMs: 100 },
    ]);
    expect(staysOf(true, [], 10, 100)).toEqual([{ fromMs: 10, toMs: 100 }]);
    expect(staysOf(false, [], 10, 100)).toEqual([]);
    expect(staysOf(true, [{ atMs: 200, isIn: true }], 10, 100)).toEqual([]);
  });
});

it('equal moments end with the period', () => {
  expect(equalMoments(0, 4000, 4).map(({ atMs }) => atMs)).toEqual([1000, 2000, 3000, 4000]);
});
