import { beforeAll, expect, test } from 'vitest';
import { type PlaceNames, placePath } from '../../../client/ui/place-path.ts';
import { startWords } from '../../../client/ui/words/words.ts';
import type { AreaProperties } from '../../../core/contract/area.ts';

const COMMUNITY = '990101001001';
const area = (code: string, nameZh: string, nameEn: string) =>
  [code, { code, nameZh, nameEn } as AreaProperties] as const;
const names: PlaceNames = {
  areas: new Map([
    area('990101', '南区', 'South District'),
    area('990101001', '河街道', 'River Street'),
    area(COMMUNITY, '河社区', 'River Community'),
  ]),
  grids: new Map([[`${COMMUNITY}007`, ['0111', 'Riverside']]]),
};
const last = (number: string, language: 'zh' | 'en', gridName?: string) =>
  placePath(names, `${COMMUNITY}${number}`, language, gridName).at(-1);

beforeAll(() => startWords('en'));

test('a grid with a name of its own is called by it at the end of its path, any other by its number', () => {
  expect(placePath(names, `${COMMUNITY}007`, 'en')).toEqual([
    'South District',
    'River Street',
    'River Community',
    'Grid Riverside',
  ]);
  expect(last('007', 'zh')).toBe('Grid 0111');
  expect(last('008', 'en')).toBe('Grid 008');
});

test('a grid of another plan is called as that plan calls it', () => {
  expect(last('007', 'en', 'Lakeside')).toBe('Grid Lakeside');
  expect(placePath(names, COMMUNITY, 'zh')).toEqual(['南区', '河街道', '河社区']);
});
