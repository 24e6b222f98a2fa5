import { describe, expect, test } from 'vitest';
import { changesOf } from '../../../client/workspaces/watch/history-changes.ts';
import { orderedRows } from '../../../client/workspaces/watch/noun-rows.ts';
import { orderRollups } from '../../../client/workspaces/watch/roll-up-order.ts';
import type { Rollup } from '../../../core/contract/rollup.ts';
import { incident, thing } from './things.ts';

const everything = { prefix: '6301', text: '', onlyAbnormal: false, today: '2026-11-23' };

describe('lists of things', () => {
  const devices = [
    thing('devices', { code: 'D-002', health: 'ok' }),
    thing('devices', { code: 'D-003', health: 'offline' }),
    thing('devices', { code: 'D-001', health: 'ok', areaCode: '630104001002003' }),
  ];
  const codes = (options: Partial<typeof everything>) =>
    orderedRows('devices', devices, { ...everything, ...options }).map(({ properties }) => properties.code);

  test('what needs somebody comes first, then by code', () => {
    expect(codes({})).toEqual(['D-003', 'D-001', 'D-002']);
  });
  test('only an area, only what is abnormal, only what is looked for', () => {
    expect(codes({ prefix: '630104' })).toEqual(['D-001']);
    expect(codes({ onlyAbnormal: true })).toEqual(['D-003']);
    expect(codes({ text: ' d-002 ' })).toEqual(['D-002']);
  });
  test('names are found in either language', () => {
    const posts = [
      thing('posts', { nameZh: '古城台警务室', nameEn: 'Guchengtai police room', staffed: true }),
    ];
    expect(orderedRows('posts', posts, { ...everything, text: '古城' })).toHaveLength(1);
    expect(orderedRows('posts', posts, { ...everything, text: 'POLICE' })).toHaveLength(1);
    expect(orderedRows('posts', posts, { ...everything, text: '学校' })).toHaveLength(0);
  });
});

describe('what a change was', () => {
  test('is told in words that both languages have', () => {
    const before = incident({ status: 'reported', priority: 2 });
    const after = {
      ...before,
      properties: { ...before.properties, status: 'verified', priority: 1, version: 2 },
    };
    expect(changesOf('incidents', before, after)).toEqual([
      {
        field: 'status',
        label: 'watch.fact.status',
        before: { key: 'incidentStatus.reported' },
        after: { key: 'incidentStatus.verified' },
      },
      {
        field: 'priority',
        label: 'watch.fact.priority',
        before: { key: 'priority.p2' },
        after: { key: 'priority.p1' },
      },
    ]);
  });
  test('a move and a unit are told without figures', () => {
    const before = incident();
    const after = {
      ...before,
      geometry: { type: 'Point', coordinates: [101.8, 36.6] },
      properties: { ...before.properties, unitId: 'u' },
    };
    expect(changesOf('incidents', before, after).map(({ label }) => label)).toEqual([
      'watch.history.unitAssigned',
      'watch.history.moved',
    ]);
  });
});

describe('the roll-up table', () => {
  const row = (name: string, first: number, residents: number | null) => ({
    name,
    rollup: { openIncidents: { 1: first, 2: 0, 3: 1, 4: 0 }, residents } as Rollup,
  });
  const rows = [row('乙', 0, 500), row('甲', 3, null), row('丙', 0, 80)];
  test('orders by a figure, ties by name, withheld counts as least', () => {
    const names = (by: 'open' | 'residents', descending: boolean) =>
      orderRollups(rows, { by, descending }).map(({ name }) => name);
    expect(names('open', true)[0]).toBe('甲');
    expect(names('residents', true)).toEqual(['乙', '丙', '甲']);
    expect(names('residents', false)).toEqual(['甲', '丙', '乙']);
  });
});
