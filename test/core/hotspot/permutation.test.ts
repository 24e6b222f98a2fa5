import { describe, expect, it } from 'vitest';
import { gStar } from '../../../core/hotspot/getis-ord.ts';
import {
  listedNeighbourhood,
  neighboursOfPairs,
  neighboursWithin,
} from '../../../core/hotspot/neighbours.ts';
import { permutationP } from '../../../core/hotspot/permutation.ts';

const SIDE = 12;
const places = Array.from({ length: SIDE * SIDE }, (_, i) => [i % SIDE, Math.floor(i / SIDE)] as const);
const hood = listedNeighbourhood(
  neighboursWithin(
    places.map(([x]) => x),
    places.map(([, y]) => y),
    1,
  ),
);
const values = places.map(([x, y]) => ((x * 31 + y * 17) % 7) + (x < 4 && y < 4 ? 6 : 0));

function drawnOut(...order: Parameters<typeof permutationP>): Float64Array {
  const rounds = permutationP(...order);
  for (;;) {
    const { done, value } = rounds.next();
    if (done) return value;
  }
}

describe('p by permutation', () => {
  it('is the share of all draws, to within what chance makes of so many rounds', () => {
    const line = listedNeighbourhood(
      neighboursOfPairs(
        6,
        [0, 1, 2, 3, 4].map((i) => [i, i + 1] as const),
      ),
    );
    const own = [3, 1, 4, 1, 5, 9];
    const p = drawnOut(own, line, { rounds: 20_000, seed: 1 });
    // Place 5 has one neighbour, of 5; of the other five values two are at least 5 (5 itself, none above): one, and all are at most 5.
    expect(Math.abs(p[5]! - 2 / 5)).toBeLessThan(0.02);
    // Place 1 has neighbours 3 and 4, sum 7; pairs of the others {3,4,1,5,9}: 7 of 10 reach 7, 5 of 10 are at most 7.
    const others = [3, 4, 1, 5, 9];
    const sums = others.flatMap((a, i) => others.slice(i + 1).map((b) => a + b));
    const rarer = Math.min(sums.filter((sum) => sum >= 7).length, sums.filter((sum) => sum <= 7).length);
    expect(Math.abs(p[1]! - Math.min(1, (2 * rarer) / sums.length))).toBeLessThan(0.02);
  });

  it('is near the p of the normal approximation, and the same for the same seed', () => {
    const normal = gStar(values, hood).p;
    const p = drawnOut(values, hood, { rounds: 4999, seed: 7 });
    // The middle of the cluster is significant by both.
    expect(p[SIDE + 1]).toBeLessThan(0.01);
    expect(normal[SIDE + 1]).toBeLessThan(0.01);
    expect(drawnOut(values, hood, { rounds: 4999, seed: 7 })).toEqual(p);
    expect(drawnOut(values, hood, { rounds: 4999, seed: 8 })).not.toEqual(p);
    expect(Math.min(...p)).toBeGreaterThanOrEqual(2 / 5000);
  });

  it('can be stopped, and has no answer without neighbours', () => {
    const rounds = permutationP(values, hood, { rounds: 100, seed: 1 });
    expect([rounds.next().value, rounds.next().value]).toEqual([1, 2]);
    const lone = listedNeighbourhood(neighboursOfPairs(3, [[0, 1]]));
    expect(drawnOut([1, 2, 3], lone, { rounds: 9, seed: 1 })[2]).toBeNaN();
  });
});
