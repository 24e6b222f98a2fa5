import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverageVoids } from '../../../core/coverage/voids.ts';

const POINTS = 9;
const ground = fc.record({
  weights: fc.array(fc.nat(20), { minLength: POINTS, maxLength: POINTS }),
  groups: fc.array(fc.constantFrom('a', 'b'), { minLength: POINTS, maxLength: POINTS }),
  borders: fc
    .array(fc.tuple(fc.nat(POINTS - 1), fc.nat(POINTS - 1)), { maxLength: 14 })
    .map((pairs) => pairs.flat()),
});

describe('coverage voids', () => {
  it('hold every point that is not covered once, and two points just when a way of neighbours joins them', () => {
    fc.assert(
      fc.property(
        ground,
        fc.array(fc.boolean(), { minLength: POINTS, maxLength: POINTS }),
        (given, covered) => {
          const voids = coverageVoids(given, (point) => covered[point]!);
          const points = voids.flatMap((one) => one.points);
          expect([...points].sort()).toEqual(covered.flatMap((is, point) => (is ? [] : [point])));
          const voidOf = new Map(voids.flatMap((one, i) => one.points.map((point) => [point, i] as const)));
          const joined = joinedPairs(given, covered);
          for (const one of points)
            for (const other of points)
              expect(voidOf.get(one) === voidOf.get(other)).toBe(one === other || joined[one]![other]!);
        },
      ),
    );
  });

  it('come heaviest first, as do their points', () => {
    const given = { weights: [1, 5, 3, 9], groups: ['a', 'a', 'a', 'b'], borders: [0, 1, 1, 2, 2, 3] };
    expect(coverageVoids(given, () => false)).toEqual([
      { points: [1, 2, 0], weight: 9 },
      { points: [3], weight: 9 },
    ]);
    expect(coverageVoids(given, (point) => point === 1)).toEqual([
      { points: [3], weight: 9 },
      { points: [2], weight: 3 },
      { points: [0], weight: 1 },
    ]);
  });
});

/** Closure of the borders between points that are not covered and of one group (Warshall). */
function joinedPairs(
  { groups, borders }: { groups: string[]; borders: number[] },
  covered: readonly boolean[],
): boolean[][] {
  const joined = groups.map(() => groups.map(() => false));
  for (let i = 0; i < borders.length; i += 2) {
    const [one, other] = [borders[i]!, borders[i + 1]!];
    if (covered[one] || covered[other] || groups[one] !== groups[other]) continue;
    joined[one]![other] = true;
    joined[other]![one] = true;
  }
  for (let via = 0; via < groups.length; via += 1)
    for (let a = 0; a < groups.length; a += 1)
      for (let b = 0; b < groups.length; b += 1) joined[a]![b] ||= joined[a]![via]! && joined[via]![b]!;
  return joined;
}
