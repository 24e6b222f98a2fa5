import { expect, it } from 'vitest';
import { gridNames, renamed } from '../../../../core/plan/publication/grid-names.ts';

const CODE = '630102001001';
const community = { nameZh: '南川社区', nameEn: 'Nanchuan Community' };
const grid = (number: string, nameZh: string, nameEn: string) => ({ code: CODE + number, nameZh, nameEn });

it('names a new grid as its neighbours are named, with its own number', () => {
  const neighbours = [grid('001', '火车站', 'Station'), grid('002', '南川 002 格', 'Nanchuan Grid 002')];
  expect(gridNames(`${CODE}017`, community, neighbours)).toEqual({
    nameZh: '南川 017 格',
    nameEn: 'Nanchuan Grid 017',
  });
  expect(gridNames(`${CODE}017`, community, [grid('001', `格${CODE}001`, `Grid ${CODE}001`)])).toEqual({
    nameZh: `格${CODE}017`,
    nameEn: `Grid ${CODE}017`,
  });
});

it('names it after the community where no neighbour bears its number', () => {
  const names = { nameZh: '南川 017 格', nameEn: 'Nanchuan Grid 017' };
  expect(gridNames(`${CODE}017`, community, [grid('002', '一九0023号', 'Block 0023')])).toEqual(names);
  expect(gridNames(`${CODE}017`, community, [])).toEqual(names);
});

it('lets a name follow its code, unless it is one of its own', () => {
  expect(renamed(grid('002', '南川 002 格', 'Station'), `${CODE}009`)).toEqual({
    nameZh: '南川 009 格',
    nameEn: 'Station',
  });
});
