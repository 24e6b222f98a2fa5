import { describe, expect, test } from 'vitest';
import { DEFAULT_VIEW } from '../../../client/state/view-state.ts';
import { areaRows, changeText } from '../../../client/workspaces/analyse/area-rows.ts';
import { exportAddress } from '../../../client/workspaces/analyse/export-address.ts';

describe('the table of areas', () => {
  const areas = { level: 'street' as const, codes: ['a', 'b', 'c', 'd'], counts: Int32Array.of(3, 9, 9, 0) };
  const fact = (areaKm2: number) => ({ nameZh: '街', nameEn: 'Street', areaKm2 });

  test('the most first, of equal ones by code; nothing of an area without incidents now and before', () => {
    const rows = areaRows({ areas, days: 3 }, new Map([['b', fact(2)]]), null);
    expect(rows.map(({ code, count, rate, before }) => [code, count, rate, before])).toEqual([
      ['b', 9, 1.5, null],
      ['c', 9, null, null],
      ['a', 3, null, null],
    ]);
  });

  test('an area that had incidents before stays, with none now', () => {
    const before = { total: 5, areas: new Map([['d', 5]]) };
    const rows = areaRows({ areas, days: 3 }, undefined, before);
    expect(rows.at(-1)).toMatchObject({ code: 'd', count: 0, before: 5 });
    expect(rows[0]).toMatchObject({ before: 0 });
  });

  test.each([
    [112, 100, '+12%'],
    [97, 100, '−3%'],
    [100, 100, '±0%'],
    [0, 4, '−100%'],
    [5, 0, '–'],
    [5, null, '–'],
  ])('%d against %s is %s', (count, before, text) => {
    expect(changeText(count, before)).toBe(text);
  });
});

test('an export asks for just what is filtered by', () => {
  const plain = exportAddress('csv', DEFAULT_VIEW.filter, DEFAULT_VIEW.analyse);
  expect(plain).toBe('/api/incidents/export?format=csv');
  const filter = { ...DEFAULT_VIEW.filter, types: ['theft', 'fire'] as const, within: '630102' };
  const analyse = { window: { fromMs: 0, toMs: 86_400_000 }, hours: [3, 4] };
  const query = new URL(exportAddress('arrow', filter, analyse), 'http://x').searchParams;
  expect(Object.fromEntries(query)).toEqual({
    format: 'arrow',
    from: '1970-01-01T00:00:00.000Z',
    to: '1970-01-02T00:00:00.000Z',
    type: 'theft,fire',
    hours: '3,4',
    within: '630102',
  });
});
