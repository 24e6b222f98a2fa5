import { describe, expect, test } from 'vitest';
import { reloadsAfter } from '../../../client/wall/reloads.ts';

describe('loading anew when the map does not come back', () => {
  const HOUR = 3_600_000;

  test('is tried three times in an hour, and again in the next', () => {
    expect(reloadsAfter([], HOUR)).toEqual([HOUR]);
    expect(reloadsAfter([HOUR, HOUR + 1], HOUR + 2)).toEqual([HOUR, HOUR + 1, HOUR + 2]);
    expect(reloadsAfter([HOUR, HOUR + 1, HOUR + 2], HOUR + 3)).toBeUndefined();
    expect(reloadsAfter([HOUR, HOUR + 1, HOUR + 2], 2 * HOUR + 1)).toEqual([HOUR + 2, 2 * HOUR + 1]);
  });

  test('times of a clock that was set back do not count', () => {
    expect(reloadsAfter([9 * HOUR, 9 * HOUR, 9 * HOUR], HOUR)).toEqual([HOUR]);
  });
});
