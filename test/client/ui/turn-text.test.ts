import { beforeAll, expect, test } from 'vitest';
import { turnText } from '../../../client/ui/turn-text.ts';
import { startWords, words } from '../../../client/ui/words/words.ts';
import { TURN_KINDS, type TurnStep } from '../../../core/network/turn-steps.ts';

beforeAll(() => startWords('zh'));

const step: TurnStep = {
  ...{ kind: 'depart', nameZh: '昆仑路', nameEn: 'Kunlun Road', metres: 100, seconds: 9 },
  ...{ lng7: 0, lat7: 0, headingDegrees: 350 },
};

async function inBoth(one: TurnStep): Promise<string[]> {
  await words.changeLanguage('zh');
  const zh = turnText(words.t, one, 'zh');
  await words.changeLanguage('en');
  return [zh, turnText(words.t, one, 'en')];
}

test('an instruction names its turn, its road and where it sets out to', async () => {
  expect(await inBoth(step)).toEqual(['沿昆仑路向北出发', 'Set out north on Kunlun Road']);
  const nameless = { ...step, kind: 'left' as const, nameZh: '', nameEn: '' };
  expect(await inBoth(nameless)).toEqual(['左转进入无名道路', 'Turn left onto a road without a name']);
});

test('every kind of turn has a sentence of its own', async () => {
  const said = await Promise.all(TURN_KINDS.map((kind) => turnText(words.t, { ...step, kind }, 'en')));
  expect(new Set(said).size).toBe(TURN_KINDS.length);
  for (const sentence of said) expect(sentence).toContain('Kunlun Road');
});
