import { expect, test } from 'vitest';
import { shownItems } from '../../../../../client/workspaces/dispatch/dosage/place-need.ts';
import type { Dosage, PlaceDosageItem } from '../../../../../core/contract/dosage.ts';
import { KOPER_TARGET } from '../../../../../core/patrol/dosage.ts';

const AT = '2026-06-30T08:00:00.000Z';
const item: PlaceDosageItem = {
  ...{ kind: 'posts', id: '0193f000-0000-7000-8000-000000000001', nameZh: '岗', nameEn: 'Post' },
  ...{ areaCode: '630102001', net: 'community', lng: 101.7, lat: 36.6, minutes: 0, usefulMinutes: 0 },
  ...{ visits: 0, tooShort: 0, tooLong: 0, minutesSinceLast: null, dueAt: AT, overdueMinutes: 1320 },
  ...{ isVisited: false, steps: 0, evenness: null },
};
const dosage = (knownUntil: string | null): Dosage => ({
  ...{ period: 'day', fromAt: AT, asOf: AT, target: KOPER_TARGET, items: [item] },
  known: { feed: 'units', lastSeenAt: AT, expectedIntervalSeconds: 5, knownUntil },
});

test('before positions were gone through no place is shown as overdue', () => {
  expect(shownItems(dosage(null), ['community'], '')).toEqual([]);
  expect(shownItems(dosage(AT), ['community'], '')).toEqual([item]);
});

test('places are those of the chosen nets with the text in a name', () => {
  expect(shownItems(dosage(AT), ['checkpoint'], '')).toEqual([]);
  expect(shownItems(dosage(AT), ['community'], ' pos')).toEqual([item]);
  expect(shownItems(dosage(AT), ['community'], '卡口')).toEqual([]);
});
