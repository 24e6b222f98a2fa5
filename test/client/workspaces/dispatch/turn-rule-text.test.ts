import { beforeAll, expect, test } from 'vitest';
import { addWords } from '../../../../client/ui/words/late-words.ts';
import { turnRulesEn } from '../../../../client/ui/words/turn-rules-en.ts';
import { turnRulesZh } from '../../../../client/ui/words/turn-rules-zh.ts';
import { startWords, words } from '../../../../client/ui/words/words.ts';
import { ruleText, uniqueLines } from '../../../../client/workspaces/dispatch/closures/rule-text.ts';
import type { TurnRule } from '../../../../core/contract/turn-rule.ts';

beforeAll(async () => {
  await startWords('zh');
  addWords('turnRules', { zh: turnRulesZh, en: turnRulesEn });
});

type Turn = TurnRule['properties']['turns'][number];
const north = { roadId: '9', nameZh: '北大街', nameEn: 'North Road' };
const link = { roadId: '5', nameZh: '环路联络线', nameEn: 'Ring Link' };
const unnamed = { roadId: '6', nameZh: '', nameEn: '' };
const turn = (kind: Turn['kind'], into: Omit<Turn, 'kind' | 'over'>, ...over: Turn['over']): Turn => ({
  ...{ kind, ...into, over },
});

async function inBoth(kind: 'no' | 'only', ...turns: Turn[]): Promise<string[]> {
  const rule: TurnRule = {
    ...{ type: 'Feature', id: '0', geometry: { type: 'Point', coordinates: [101.7, 36.6] } },
    properties: { kind, ...north, roadId: '7', headingDegrees: 0, turns, vehicles: ['car'] },
  };
  const said: string[] = [];
  for (const language of ['zh', 'en'] as const) {
    await words.changeLanguage(language);
    said.push(ruleText(words.t, (named) => (language === 'en' ? named.nameEn : named.nameZh), rule));
  }
  return said;
}

test('a turn over roads names them, those of the same name once', async () => {
  expect(await inBoth('no', turn('u_turn', north, link, { ...link, roadId: '8' }))).toEqual([
    '禁止经环路联络线掉头进入北大街',
    'No U-turn over Ring Link into North Road',
  ]);
  expect(await inBoth('no', turn('left', north, unnamed, link))).toEqual([
    '禁止经连接路段、环路联络线左转进入北大街',
    'No left turn over a link road and Ring Link into North Road',
  ]);
  const own = { ...north, roadId: '7' };
  expect(await inBoth('no', turn('u_turn', own, unnamed))).toEqual([
    '禁止经连接路段掉头',
    'No U-turn over a link road',
  ]);
});

test('a turn over none is said as ever', async () => {
  expect(await inBoth('no', turn('left', north))).toEqual([
    '禁止左转进入北大街',
    'No left turn into North Road',
  ]);
  expect(await inBoth('no', turn('u_turn', { ...north, roadId: '7' }))).toEqual(['禁止掉头', 'No U-turn']);
  expect(await inBoth('only', turn('right', north))).toEqual([
    '只准右转进入北大街',
    'Only right into North Road',
  ]);
});

test('the only turns tell which of them is over a road', async () => {
  expect(await inBoth('only', turn('left', north, link))).toEqual([
    '只准经环路联络线左转进入北大街',
    'Only: over Ring Link, left into North Road',
  ]);
  expect(await inBoth('only', turn('straight', north), turn('left', unnamed, link))).toEqual([
    '只准直行进入北大街或经环路联络线左转进入无名道路',
    'Only: straight on into North Road or over Ring Link, left into a road without a name',
  ]);
});

test('what sounds alike is one line, the first', () => {
  const line = (id: string, bound: string) => ({ id, rule: 'No U-turn', bound });
  expect(uniqueLines([line('1', 'a'), line('2', 'b'), line('3', 'a')]).map(({ id }) => id)).toEqual([
    '1',
    '2',
  ]);
});
