import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MapOver } from '../../../core/plan/map-over.ts';

type Step = { set: number } | { delete: number } | 'over';
const key = fc.integer({ min: 0, max: 150 });
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: key.map((set) => ({ set })) },
    { weight: 3, arbitrary: key.map((gone) => ({ delete: gone })) },
    { weight: 1, arbitrary: fc.constant('over' as const) },
  ),
  { maxLength: 300 },
);
const told = (map: ReadonlyMap<number, object>) => [...map].sort(([a], [b]) => a - b);

describe('MapOver', () => {
  it('reads like a copy of the map below, which stays as it is, over any number of layers', () => {
    fc.assert(
      fc.property(fc.uniqueArray(key), steps, (first, taken) => {
        const below = new Map(first.map((one) => [one, {}]));
        let [over, copy] = [new MapOver(below), new Map(below)];
        const earlier = [{ map: below as ReadonlyMap<number, object>, was: told(below) }];
        for (const step of taken) {
          if (step === 'over') {
            earlier.push({ map: over, was: told(copy) });
            [over, copy] = [new MapOver(over), new Map(copy)];
          } else if ('set' in step) {
            const value = {};
            over.set(step.set, value);
            copy.set(step.set, value);
          } else expect(over.delete(step.delete)).toBe(copy.delete(step.delete));
        }
        isSame(over, copy);
        for (const { map, was } of earlier) expect(told(map)).toEqual(was);
      }),
    );
  });
});

function isSame(over: MapOver<number, object>, copy: ReadonlyMap<number, object>): void {
  expect(over.size).toBe(copy.size);
  for (let one = 0; one <= 150; one++) {
    expect(over.has(one)).toBe(copy.has(one));
    expect(over.get(one)).toBe(copy.get(one));
  }
  expect(told(over)).toEqual(told(copy));
  expect([...over.keys()].sort()).toEqual([...copy.keys()].sort());
  expect(new Set(over.values())).toEqual(new Set(copy.values()));
  const seen = new Map<number, object>();
  over.forEach((value, one) => {
    seen.set(one, value);
  });
  expect(told(seen)).toEqual(told(copy));
}
