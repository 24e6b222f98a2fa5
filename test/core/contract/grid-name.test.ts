import { expect, test } from 'vitest';
import { gridNameIn, ownGridName, shortGridName } from '../../../core/contract/grid-name.ts';

const CODE = '990101001001007';
const named = (nameZh: string, nameEn: string) => ownGridName(CODE, { nameZh, nameEn });

test('a beat that came with a name is called by it, without the word for a grid', () => {
  expect(named('0111网格', 'Grid 0111')).toEqual(['0111', '0111']);
  expect(named('河滨 网格', 'Riverside')).toEqual(['河滨', 'Riverside']);
});

test('a name that is only the number of the grid, or a place with it, says nothing new', () => {
  expect(named('007网格', 'Grid 007')).toBeNull();
  expect(named('7网格', 'Grid 7')).toBeNull();
  expect(named('人民街007网格', 'Renmin Street Grid 007')).toBeNull();
  expect(named('青达街社区 007 格', 'Qingda Street Community Grid 007')).toBeNull();
  expect(named(`格${CODE}`, `Grid ${CODE}`)).toBeNull();
  expect(named('1007网格', 'Grid 1007')).toEqual(['1007', '1007']);
});

test('a name that is nothing but the word for a grid is none', () => {
  expect(named('网格', 'Grid')).toEqual(null);
});

test('in a list a grid is called by its own name in the language of the page, else by its number', () => {
  const beat = shortGridName(CODE, { nameZh: '河滨网格', nameEn: 'Riverside' });
  expect([gridNameIn('zh', beat), gridNameIn('en', beat)]).toEqual(['河滨', 'Riverside']);
  expect(
    gridNameIn('zh', shortGridName(CODE, { nameZh: '人民街 007 格', nameEn: 'Renmin Street Grid 007' })),
  ).toBe('007');
});
