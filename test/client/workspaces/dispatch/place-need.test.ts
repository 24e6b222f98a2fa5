import { describe, expect, it } from 'vitest';
import {
  needCounts,
  needOf,
  needPicture,
  shownItems,
} from '../../../../client/workspaces/dispatch/dosage/place-need.ts';
import type { Dosage, PlaceDosageItem } from '../../../../core/contract/dosage.ts';
import { KOPER_TARGET } from '../../../../core/patrol/dosage.ts';

const NOW = Date.parse('2026-11-23T04:00:00Z');
const item = (id: string, dueInMinutes: number, more: Partial<PlaceDosageItem> = {}): PlaceDosageItem => ({
  kind: 'posts',
  id,
  nameZh: `${id}警务室`,
  nameEn: `Room ${id}`,
  areaCode: '630102001001001',
  net: 'community',
  lng: 101.7,
  lat: 36.6,
  minutes: 0,
  usefulMinutes: 0,
  visits: 0,
  tooShort: 0,
  tooLong: 0,
  minutesSinceLast: null,
  dueAt: new Date(NOW + dueInMinutes * 60_000).toISOString(),
  overdueMinutes: Math.max(0, -dueInMinutes),
  isVisited: false,
  steps: 0,
  evenness: null,
  ...more,
});
const ITEMS = [
  item('a', -500),
  item('b', -30, { net: 'checkpoint' }),
  item('c', 0),
  item('d', -1, { isVisited: true }),
];

describe('how much places need a visit', () => {
  it('by when it is due: in time, late, missed by a whole turn; nobody is needed where somebody is', () => {
    const needs = ITEMS.map((one) => needOf(one, NOW, KOPER_TARGET.everyMinutes));
    expect(needs).toEqual(['missed', 'late', 'inTime', 'visited']);
    expect(needCounts(ITEMS, NOW, 120)).toEqual({ missed: 1, late: 1, inTime: 1, visited: 1 });
    expect(needOf(item('e', -120), NOW, 120)).toBe('missed');
  });

  it('draws those most in need last, and the open one large', () => {
    const drawn = needPicture(ITEMS, NOW, 120, 'b');
    expect(drawn.map(({ id }) => id)).toEqual(['d', 'c', 'b', 'a']);
    expect(drawn.map(({ tone }) => tone)).toEqual(['accent', 'good', 'warn', 'bad']);
    expect(drawn.map(({ weight }) => weight)).toEqual([1, 1, 3, 1]);
  });

  it('lists what a net and a name leave, and nothing before positions were gone through', () => {
    const dosage = { items: ITEMS, known: { knownUntil: '2026-01-01T00:00:00Z' } } as unknown as Dosage;
    expect(shownItems(dosage, ['checkpoint'], '').map(({ id }) => id)).toEqual(['b']);
    expect(shownItems(dosage, ['community', 'checkpoint'], 'room A').map(({ id }) => id)).toEqual(['a']);
    expect(shownItems(undefined, ['community'], '')).toEqual([]);
    expect(
      shownItems({ ...dosage, known: { ...dosage.known, knownUntil: null } }, ['checkpoint'], ''),
    ).toEqual([]);
  });
});
