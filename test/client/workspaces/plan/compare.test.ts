import { beforeAll, describe, expect, test } from 'vitest';
import { comparedLabel } from '../../../../client/planning/compare/compare-colours.ts';
import { comparedNames } from '../../../../client/planning/compare/compared-names.ts';
import { startWords, words } from '../../../../client/ui/words/words.ts';
import {
  figureChange,
  figureRows,
  figureText,
  handover,
} from '../../../../client/workspaces/plan/compare/figure-rows.ts';
import { lineageOf, lineageText } from '../../../../client/workspaces/plan/compare/lineage.ts';
import type { DifferenceChange, DifferenceGrid } from '../../../../core/contract/plan-difference.ts';

beforeAll(() => startWords('en'));
const t = words.t;

const COMMUNITY = '630102001001';
const grid = (number: string, more: Partial<DifferenceGrid> = {}): DifferenceGrid => ({
  code: number.length === 3 ? `${COMMUNITY}${number}` : number,
  nameZh: `${number.slice(-3)}网格`,
  nameEn: `Grid ${number.slice(-3)}`,
  residents: 400,
  dwellings: 150,
  incidents: [1, 2, 3, 4],
  incidentsPerDay: 0.5,
  responseSeconds: 300,
  institutions: 2,
  roadMetres: 1500,
  areaM2: 250_000,
  staffMissing: [],
  ...more,
});
const share = (number: string) => ({ id: number, code: grid(number).code, areaM2: 1000 });
const change = (kind: DifferenceChange['kind'], more: Partial<DifferenceChange>): DifferenceChange => ({
  id: kind,
  kind,
  isRenumbered: false,
  before: null,
  after: null,
  from: [],
  to: [],
  ...more,
});
const told = (one: DifferenceChange, all: readonly DifferenceChange[]) =>
  lineageText(lineageOf(one, all), comparedNames(all, 'en'));

describe('the lineage of a grid', () => {
  test('that was split off tells the one that goes on and all that were split off it', () => {
    const goesOn = change('changed', {
      before: grid('003'),
      after: grid('003'),
      to: [share('017'), share('018')],
    });
    const first = change('split', { id: 'a', after: grid('017'), from: [share('003')] });
    const second = change('split', { id: 'b', after: grid('018'), from: [share('003')] });
    const all = [goesOn, second, first];
    expect(told(first, all)).toBe('003 → 003, 017, 018');
    expect(told(second, all)).toBe('003 → 003, 017, 018');
    expect(told(goesOn, all)).toBe('003');
  });

  test('that was merged tells all that became one', () => {
    const into = change('changed', {
      before: grid('003'),
      after: grid('003'),
      from: [share('007'), share('009')],
    });
    const gone = ['007', '009'].map((number) =>
      change('merged', { id: number, before: grid(number), to: [share('003')] }),
    );
    const all = [into, ...gone];
    for (const one of gone) expect(told(one, all)).toBe('003, 007, 009 → 003');
  });

  test('that is new of several, was shared out or has another number', () => {
    const made = change('created', { after: grid('020'), from: [share('003'), share('004')] });
    expect(told(made, [made])).toBe('003, 004 → 020');
    const shared = change('retired', { before: grid('005'), to: [share('004'), share('003')] });
    expect(told(shared, [shared])).toBe('005 → 003, 004');
    expect(told(change('retired', { before: grid('005') }), [])).toBe('005 → –');
    expect(told(change('renumbered', { before: grid('001'), after: grid('006') }), [])).toBe('001 → 006');
  });

  test('leaves out ground that only a rounding moved', () => {
    const sliver = { ...share('006'), areaM2: 0.02 };
    const made = change('split', { after: grid('998'), from: [share('003'), sliver] });
    const beside = change('changed', {
      before: grid('006'),
      after: grid('006'),
      to: [{ ...share('998'), areaM2: 0.02 }],
    });
    expect(told(made, [made, beside])).toBe('003 → 998');
  });

  test('over the border of a community names whole codes', () => {
    const moved = change('renumbered', { before: grid('001'), after: grid('630102001002001') });
    expect(told(moved, [moved])).toBe('630102001001001 → 630102001002001');
  });

  test('tells grids that came with a name of their own by it, as each plan has it', () => {
    const named = (number: string, nameZh: string, nameEn: string) => grid(number, { nameZh, nameEn });
    const riverside = change('changed', {
      before: named('003', '河滨网格', 'Riverside'),
      after: named('003', '河滨网格', 'Riverside'),
      to: [share('017')],
    });
    const made = change('split', { after: grid('017'), from: [share('003')] });
    expect(told(made, [riverside, made])).toBe('Riverside → Riverside, 017');
    expect(told(riverside, [riverside, made])).toBe('Riverside');
    const renamed = change('changed', {
      before: named('003', '河滨网格', 'Riverside'),
      after: named('003', '湖滨网格', 'Lakeside'),
    });
    expect(told(renamed, [renamed])).toBe('Riverside → Lakeside');
    expect(lineageText(lineageOf(renamed, [renamed]), comparedNames([renamed], 'zh'))).toBe('河滨 → 湖滨');
    const over = change('renumbered', {
      before: named('003', '河滨网格', 'Riverside'),
      after: named('630102001002001', '河滨网格', 'Riverside'),
    });
    expect(told(over, [over])).toBe('Riverside');
  });
});

test('what the map says of a grid tells a new one, one that has ended and another number or name', () => {
  expect(comparedLabel(null, '017')).toBe('+017');
  expect(comparedLabel('Riverside', null)).toBe('−Riverside');
  expect(comparedLabel('003', '003')).toBe('003');
  expect(comparedLabel('003', '005')).toBe('003 → 005');
});

describe('figures before and after', () => {
  const rowOf = (figure: string, before: DifferenceGrid | null, after: DifferenceGrid | null, days = 70) => {
    const row = figureRows(before, after, days).find((one) => one.figure === figure);
    if (!row) throw new Error(`no ${figure}`);
    return row;
  };

  test('count incidents of all priorities by the week', () => {
    const row = rowOf('incidentsPerWeek', grid('001'), grid('001', { incidents: [1, 2, 3, 14] }));
    expect([row.before, row.after]).toEqual([1, 2]);
    expect(figureText(t, 'incidentsPerWeek', 1)).toBe('1.0');
    expect(figureChange(row)).toBe('+1.00');
  });

  test('a count below ten is never told, nor what it changed by', () => {
    const row = rowOf('residents', grid('001'), grid('001', { residents: null }));
    expect(figureText(t, 'residents', row.after)).toBe('<10');
    expect(figureChange(row)).toBe('');
  });

  test('a grid that is not there has nothing, and no time to the scene', () => {
    const row = rowOf('residents', null, grid('001'));
    expect(figureText(t, 'residents', row.before)).toBe('–');
    expect(figureChange(row)).toBe('+400');
    expect(figureChange(rowOf('responseSeconds', null, grid('001')))).toBe('');
    expect(figureChange(rowOf('areaKm2', grid('001'), null))).toBe('−250,000');
  });

  test('what stays the same has no change', () => {
    for (const row of figureRows(grid('001'), grid('001'), 70)) expect(figureChange(row)).toBe('');
  });
});

test('staff of grids that end are handed over, roles of grids that are there are to be filled', () => {
  const ended = change('merged', { before: grid('007', { staffMissing: ['officer'] }) });
  const made = change('split', { after: grid('017', { staffMissing: ['manager', 'officer'] }) });
  const same = change('changed', { before: grid('003', { staffMissing: ['manager'] }), after: grid('003') });
  expect(handover([ended, made, same])).toEqual({ leaving: 3, missing: 2 });
});
