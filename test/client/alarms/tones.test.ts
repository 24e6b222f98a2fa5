import { expect, it } from 'vitest';
import { TONES, toneSeconds } from '../../../client/alarms/tones.ts';
import { PRIORITIES } from '../../../core/vocabulary.ts';

it('each priority sounds different in rhythm and pitch, and the more urgent is repeated sooner', () => {
  const rhythms = PRIORITIES.map((priority) => TONES[priority].notes.length);
  const pitches = PRIORITIES.map((priority) => Math.max(...TONES[priority].notes.map(({ hertz }) => hertz)));
  const pauses = PRIORITIES.map((priority) => TONES[priority].everySeconds);
  expect(new Set(rhythms).size).toBe(PRIORITIES.length);
  expect(pitches).toEqual([...pitches].sort((a, b) => b - a));
  expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
  for (const priority of PRIORITIES)
    expect(toneSeconds(TONES[priority])).toBeLessThan(TONES[priority].everySeconds);
});
