import { describe, expect, test } from 'vitest';
import { LOAD_COLOURS, LOAD_ENDS, loadClass, NO_LOAD_COLOUR } from '../../../client/planning/load-colours.ts';

/** Relative luminance of '#rrggbb' (WCAG 2.2). */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

describe('colours of loads', () => {
  test('each class has a colour, and every load a class', () => {
    for (const ramp of Object.values(LOAD_COLOURS)) expect(ramp).toHaveLength(LOAD_ENDS.length + 1);
    expect([0, 0.25, 0.79, 1, 1.25, 3.9, 4, 1000].map(loadClass)).toEqual([0, 1, 2, 3, 4, 5, 6, 6]);
  });

  test('the mean lies in the middle class, and half as far from it as twice', () => {
    expect(loadClass(1)).toBe(LOAD_ENDS.length / 2);
    for (const end of LOAD_ENDS) expect(LOAD_ENDS).toContain(1 / end);
  });

  test('more is always lighter on the dark map and darker on the light one, by steps that can be seen', () => {
    for (const [theme, sign] of [
      ['dark', 1],
      ['light', -1],
    ] as const) {
      const steps = LOAD_COLOURS[theme].map(luminance);
      steps.slice(1).forEach((next, at) => {
        const [low = 0, high = 0] = [steps[at] ?? 0, next].sort((a, b) => a - b);
        expect(sign * (next - (steps[at] ?? 0))).toBeGreaterThan(0);
        expect((high + 0.05) / (low + 0.05)).toBeGreaterThan(1.15);
      });
      expect(LOAD_COLOURS[theme]).not.toContain(NO_LOAD_COLOUR[theme]);
    }
  });
});
