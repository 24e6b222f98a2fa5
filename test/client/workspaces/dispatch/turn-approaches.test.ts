import { expect, test } from 'vitest';
import { approachesOf, signName } from '../../../../client/workspaces/dispatch/closures/turn-approaches.ts';
import type { TurnRule } from '../../../../core/contract/turn-rule.ts';

const rule = (
  id: string,
  roadId: string,
  kind: 'no' | 'only',
  ...turns: TurnRule['properties']['turns'][number]['kind'][]
): TurnRule => ({
  type: 'Feature',
  id,
  geometry: { type: 'Point', coordinates: [101.7, roadId === '7' ? 36.6 : 36.61] },
  properties: {
    ...{ kind, roadId, nameZh: '', nameEn: '', headingDegrees: 0, vehicles: ['car'] },
    turns: turns.map((one) => ({ kind: one, roadId: '9', nameZh: '', nameEn: '', over: [] })),
  },
});

test('rules stand together by where one comes from, each turn with one sign', () => {
  const approaches = approachesOf([
    rule('1', '7', 'no', 'left'),
    rule('2', '8', 'only', 'straight', 'right'),
    rule('3', '7', 'no', 'u_turn'),
    rule('4', '7', 'no', 'left'),
  ]);
  expect(approaches.map(({ rules }) => rules.map(({ id }) => id))).toEqual([['1', '3', '4'], ['2']]);
  expect(approaches.map(signName)).toEqual(['no-left+no-u_turn', 'only-straight,right']);
});
