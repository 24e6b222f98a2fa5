import { describe, expect, it } from 'vitest';
import { EMERGING_CLASSES, emergingClass } from '../../../core/hotspot/emerging.ts';

type Step = -1 | 0 | 1;
const nameOf = (steps: readonly number[], trend = 0) => EMERGING_CLASSES[emergingClass(steps, trend)];

/** What each pattern means, for hot; each on its own and told apart from the others by the order that core/hotspot/emerging.ts fixes. */
function patternsOf(steps: readonly Step[], trend: number): string[] {
  const last = steps.at(-1);
  const before = steps.slice(0, -1);
  const hot = steps.filter((step) => step === 1).length;
  const mostly = hot >= 0.9 * steps.length;
  const tail = steps.slice(steps.findLastIndex((step) => step !== 1) + 1).length;
  const isNew = last === 1 && !before.includes(1);
  const isConsecutive = last === 1 && tail >= 2 && hot === tail && !mostly;
  const rest = last === 1 && !isNew && !isConsecutive;
  return [
    isNew && 'new',
    isConsecutive && 'consecutive',
    rest && mostly && trend > 0 && 'intensifying',
    rest && mostly && trend === 0 && 'persistent',
    rest && mostly && trend < 0 && 'diminishing',
    rest && !mostly && !steps.includes(-1) && 'sporadic',
    rest && !mostly && steps.includes(-1) && 'oscillating',
    last === 0 && mostly && 'historical',
  ].filter((pattern) => pattern !== false);
}

describe('emerging hot spots', () => {
  it('every series of up to ten steps with every trend has exactly one of the 17 classes, and it is the one that is found', () => {
    const seen = new Set<string>();
    let series = 0;
    for (let length = 1; length <= 10; length++)
      for (let code = 0; code < 3 ** length; code++) {
        const steps = Array.from({ length }, (_, i) => ((Math.floor(code / 3 ** i) % 3) - 1) as Step);
        const mirrored = steps.map((step) => -step as Step);
        for (const trend of [-1, 0, 1]) {
          const all = [
            ...patternsOf(steps, trend).map((pattern) => `hot_${pattern}`),
            ...patternsOf(mirrored, -trend).map((pattern) => `cold_${pattern}`),
          ];
          const found = nameOf(steps, trend) ?? '?';
          if (all.length > 1 || (all[0] ?? 'none') !== found)
            throw new Error(`${steps} with trend ${trend}: ${all}, found ${found}`);
          seen.add(found);
          series++;
        }
      }
    expect(series).toBe((3 * (3 ** 11 - 3)) / 2);
    expect([...seen].sort()).toEqual([...EMERGING_CLASSES].sort());
    expect(EMERGING_CLASSES.length).toBe(17);
  });

  it.each([
    ['hot_new', [0, 0, -1, 0, 1], 0],
    ['hot_consecutive', [0, -1, 0, 1, 1], 0],
    ['hot_intensifying', [1, 1, 1, 1, 1], 1],
    ['hot_diminishing', [1, 0, 1, 1, 1, 1, 1, 1, 1, 1], -1],
    ['hot_oscillating', [0, 1, -1, 0, 1], 0],
    ['hot_sporadic', [0, 1, 0, 0, 1], 1],
    ['hot_historical', [1, 1, 1, 1, 1, 1, 1, 1, 1, 0], 0],
    ['cold_new', [1, 1, 1, 1, 1, 1, 1, 1, 1, -1], 0],
    ['cold_intensifying', [-1, -1, -1], -1],
    ['none', [], 0],
    ['none', [1, 1, 0, 1, 0], 0],
  ])('%s: %j with trend %d', (name, steps, trend) => {
    expect(nameOf(steps, trend)).toBe(name);
  });
});
