import { describe, expect, test } from 'vitest';
import { isFrozen, pictureAge } from '../../../client/live/reconnect.ts';

describe('the age of the picture', () => {
  const live = (lastMessageAtMs: number | null) => ({ state: 'live', lastMessageAtMs }) as const;

  test('is that of the last word, and grows from fresh to late to frozen', () => {
    expect(pictureAge(live(null), 5000)).toEqual({ ageMs: null, state: 'waiting' });
    expect(pictureAge(live(5000), 4000)).toEqual({ ageMs: 0, state: 'fresh' });
    expect(pictureAge(live(0), 6000).state).toBe('fresh');
    expect(pictureAge(live(0), 6001).state).toBe('late');
    expect(pictureAge({ state: 'cut', lastMessageAtMs: 0 }, 10_001)).toEqual({
      ageMs: 10_001,
      state: 'frozen',
    });
  });

  test('without a session the picture is frozen at once', () => {
    const ended = { state: 'signed_out', lastMessageAtMs: 4000 } as const;
    expect(pictureAge(ended, 5000).state).toBe('frozen');
    expect(isFrozen(ended, 5000)).toBe(true);
    expect(isFrozen({ state: 'signed_out', lastMessageAtMs: null }, 5000)).toBe(false);
  });
});
