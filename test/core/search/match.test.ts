import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Findable, fitOf, soughtOf, spells, spoken as spokenOf } from '../../../core/search/match.ts';

const spoken = (name: string, ...readings: string[]) =>
  spokenOf(
    [...name],
    readings.map((one) => (one ? one.split('/') : [])),
  );
const CHENGBEI = spoken('城北区', 'cheng', 'bei', 'qu/ou');
const CHONGQING = spoken('重庆路', 'zhong/chong', 'qing', 'lu');

describe('letters that spell a name', () => {
  test.each([
    'c',
    'cb',
    'cbq',
    'chengbei',
    'chengbeiqu',
    'chengbq',
    'cbeiq',
    'chengb',
    '城bq',
    '城北',
    'che',
  ])('%s spells 城北区', (letters) => expect(spells(letters, CHENGBEI)).toBe(true));
  test.each(['b', 'bq', 'cq', 'cbx', 'chengbeiqux', 'cheg', '北'])('%s does not', (letters) =>
    expect(spells(letters, CHENGBEI)).toBe(false),
  );
  test.each(['zhongqing', 'chongqing', 'cql', 'zql'])('each reading counts: %s', (letters) =>
    expect(spells(letters, CHONGQING)).toBe(true),
  );
  test('digits and letters in a name spell themselves', () => {
    const name = spoken('建国3号A', 'jian', 'guo', '', 'hao', '');
    expect(spells('jg3ha', { ...name, characters: [...'建国3号a'] })).toBe(true);
    expect(spells('jg4', name)).toBe(false);
  });

  test('whole readings and first letters in any mixture always spell', () => {
    const syllable = fc.constantFrom('cheng', 'bei', 'qu', 'xi', 'an', 'e', 'zhuang');
    const parts = fc.array(fc.tuple(syllable, fc.boolean()), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(parts, (chosen) => {
        const name = { characters: chosen.map(() => '字'), readings: chosen.map(([one]) => [one]) };
        const typed = chosen.map(([one, isWhole]) => (isWhole ? one : one.charAt(0))).join('');
        expect(spells(typed, name)).toBe(true);
        expect(spells(`${typed}1`, name)).toBe(false);
      }),
    );
  });
});

describe('how well something fits', () => {
  const thing = (patch: Partial<Findable>): Findable => ({
    code: 'kk014',
    number: 14,
    names: ['城北区', 'chengbei district'],
    spoken: CHENGBEI,
    ...patch,
  });
  test.each([
    ['KK014', 'whole'],
    ['城北区', 'whole'],
    ['14', 'number'],
    ['014', 'number'],
    ['kk0', 'beginning'],
    ['城北', 'beginning'],
    ['Chengbei d', 'beginning'],
    ['cbq', 'spelled'],
    ['cheng bei qu', 'spelled'],
    ["cheng'bei", 'spelled'],
    ['北区', 'inside'],
    ['district', 'inside'],
    ['beiqu', 'spelled_inside'],
    ['bq', 'spelled_inside'],
  ])('%s: %s', (text, fit) => {
    expect(fitOf(soughtOf(text.toLowerCase()), thing({}))).toBe(fit);
  });
  test.each(['15', '东', 'xyz', 'kk015', '%'])('%s does not', (text) => {
    expect(fitOf(soughtOf(text), thing({}))).toBeUndefined();
  });
});
