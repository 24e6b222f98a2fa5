import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coveredWeight, placeNext, type Reached, soleWeights } from '../../../core/coverage/placement.ts';

const POINTS = 10;
const sets = fc.array(
  fc.uniqueArray(fc.nat(POINTS - 1), { maxLength: 6 }).map((points) => Int32Array.from(points)),
  { minLength: 1, maxLength: 8 },
);
const weights = fc
  .array(fc.integer({ min: 0, max: 40 }), { minLength: POINTS, maxLength: POINTS })
  .map((all) => Float64Array.from(all));
const covered = fc.array(fc.boolean(), { minLength: POINTS, maxLength: POINTS });

function weigh(points: ReadonlySet<number>, of: Float64Array): number {
  return [...points].reduce((sum, point) => sum + of[point]!, 0);
}

function added(chosen: readonly Reached[], of: Float64Array, isCovered: readonly boolean[]): number {
  return weigh(new Set(chosen.flatMap((set) => [...set]).filter((point) => !isCovered[point])), of);
}

/** Every choice of `count` of the sets. */
function* choices(all: readonly Reached[], count: number, from = 0): Generator<Reached[]> {
  if (count === 0) yield [];
  else
    for (let i = from; i < all.length; i += 1)
      for (const rest of choices(all, count - 1, i + 1)) yield [all[i]!, ...rest];
}

describe('what places cover', () => {
  it('is the weight of the points that any of them reaches, and each alone holds what is lost without it', () => {
    fc.assert(
      fc.property(sets, weights, (all, of) => {
        expect(coveredWeight(all, of)).toBe(weigh(new Set(all.flatMap((set) => [...set])), of));
        const sole = soleWeights(all, of);
        all.forEach((_, i) => {
          const without = all.filter((_set, j) => j !== i);
          expect(sole[i]).toBe(coveredWeight(all, of) - coveredWeight(without, of));
        });
      }),
    );
  });
});

describe('the next places', () => {
  it('add at least 63 % of what the best choice of as many adds, which never exceeds the bound', () => {
    fc.assert(
      fc.property(sets, weights, covered, fc.integer({ min: 1, max: 4 }), (all, of, isCovered, count) => {
        const placed = placeNext(all, of, Uint8Array.from(isCovered, Number), count);
        const chosen = placed.chosen.map((i) => all[i]!);
        expect(placed.total).toBe(added(chosen, of, isCovered));
        expect(chosen.length).toBeLessThanOrEqual(count);
        expect(new Set(placed.chosen).size).toBe(chosen.length);
        const many = Math.min(count, all.length);
        const best = Math.max(...[...choices(all, many)].map((choice) => added(choice, of, isCovered)));
        expect(placed.total).toBeGreaterThanOrEqual((1 - 1 / Math.E) * best - 1e-9);
        expect(placed.total).toBeLessThanOrEqual(best);
        expect(placed.atMost).toBeGreaterThanOrEqual(best - 1e-9);
        if (count === 1) expect(placed.total).toBe(best);
      }),
      { numRuns: 300 },
    );
  });

  it('cannot be bettered by a swap of one for another', () => {
    fc.assert(
      fc.property(sets, weights, fc.integer({ min: 1, max: 3 }), (all, of, count) => {
        const none = new Array<boolean>(POINTS).fill(false);
        const { chosen, total } = placeNext(all, of, new Uint8Array(POINTS), count);
        for (const out of chosen)
          for (let into = 0; into < all.length; into += 1) {
            const swapped = chosen.map((one) => all[one === out ? into : one]!);
            expect(added(swapped, of, none)).toBeLessThanOrEqual(total);
          }
      }),
    );
  });

  it('come with gains that shrink and add up, and leave out what adds nothing', () => {
    fc.assert(
      fc.property(sets, weights, covered, (all, of, isCovered) => {
        const { gains, total } = placeNext(all, of, Uint8Array.from(isCovered, Number), 5);
        expect(gains.reduce((sum, gain) => sum + gain, 0)).toBeCloseTo(total, 9);
        expect(gains).toEqual([...gains].sort((a, b) => b - a));
        expect(gains.every((gain) => gain > 0)).toBe(true);
      }),
    );
  });

  it('are found by a swap where greedy alone goes wrong', () => {
    // Greedy takes the middle one (6) first, then 3: 9 of 10. The outer two hold all.
    const all = [Int32Array.of(0, 1), Int32Array.of(1, 2), Int32Array.of(2, 3)];
    const { chosen, total } = placeNext(all, Float64Array.of(2, 3, 3, 2), new Uint8Array(4), 2);
    expect([...chosen].sort()).toEqual([0, 2]);
    expect(total).toBe(10);
  });
});
