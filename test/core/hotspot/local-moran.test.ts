import { describe, expect, it } from 'vitest';
import { localMoran } from '../../../core/hotspot/local-moran.ts';
import { listedNeighbourhood, neighboursOfPairs } from '../../../core/hotspot/neighbours.ts';

const pairs = [
  [0, 1],
  [1, 2],
  [2, 3],
  [3, 4],
  [4, 5],
  [0, 2],
  [1, 4],
] as const;
const hood = listedNeighbourhood(neighboursOfPairs(6, pairs));
const values = [3, 1, 4, 1, 5, 9];

function permutations(items: number[]): number[][] {
  if (items.length < 2) return [items];
  return items.flatMap((item, i) => permutations(items.toSpliced(i, 1)).map((rest) => [item, ...rest]));
}

/** Mean and variance of I at `place` over the orders of the values that leave `held` where they are. */
function momentsOverAll(place: number, isHeld: boolean): [mean: number, variance: number] {
  const free = isHeld ? values.toSpliced(place, 1) : values;
  const all = permutations(free).map((order) => {
    const shuffled = isHeld ? order.toSpliced(place, 0, values[place]!) : order;
    return localMoran(shuffled, hood).i[place]!;
  });
  const mean = all.reduce((a, b) => a + b, 0) / all.length;
  return [mean, all.reduce((sum, i) => sum + (i - mean) ** 2, 0) / all.length];
}

describe('local Moran', () => {
  it('is what the formula says, and adds up to the global index', () => {
    const mean = values.reduce((a, b) => a + b) / 6;
    const z = values.map((value) => value - mean);
    const m2 = z.reduce((sum, dev) => sum + dev * dev, 0) / 6;
    const { i } = localMoran(values, hood);
    // Place 3 has the neighbours 2 and 4.
    expect(i[3]).toBeCloseTo((z[3]! / m2) * ((z[2]! + z[4]!) / 2), 12);
    // The global I is n/S0 Σ w z z / Σ z², and S0 = n for row weights.
    const lists = values.map((_, at): number[] =>
      pairs.flatMap(([a, b]) => (a === at ? [b] : b === at ? [a] : [])),
    );
    const product = z.reduce(
      (sum, dev, at) => sum + dev * (lists[at]!.reduce((lag, j) => lag + z[j]!, 0) / lists[at]!.length),
      0,
    );
    expect(i.reduce((sum, own) => sum + own, 0) / 6).toBeCloseTo(product / (6 * m2), 12);
  });

  it.each([0, 1, 4, 5])(
    'place %d: mean and variance are those of all shuffles, under both nulls',
    (place) => {
      const conditional = localMoran(values, hood, 'conditional');
      const total = localMoran(values, hood, 'total');
      for (const [result, isHeld] of [
        [conditional, true],
        [total, false],
      ] as const) {
        const [mean, variance] = momentsOverAll(place, isHeld);
        expect(Math.abs(result.expected[place]! - mean)).toBeLessThan(1e-9);
        expect(Math.abs(result.variance[place]! - variance)).toBeLessThan(1e-9);
        expect(Math.abs(result.z[place]! - (result.i[place]! - mean) / Math.sqrt(variance))).toBeLessThan(
          1e-9,
        );
      }
    },
  );

  it('names the quadrant by the place, then its surroundings', () => {
    const line = listedNeighbourhood(
      neighboursOfPairs(
        8,
        [0, 1, 2, 3, 4, 5, 6].map((i) => [i, i + 1] as const),
      ),
    );
    expect([...localMoran([9, 9, 9, 2, 1, 1, 9, 1], line).quadrant]).toEqual([1, 1, 1, 2, 2, 2, 4, 3]);
  });

  it('says nothing without neighbours or differences', () => {
    const lone = listedNeighbourhood(neighboursOfPairs(3, [[0, 1]]));
    const { z, quadrant } = localMoran([1, 2, 9], lone);
    expect([z[2], quadrant[2]]).toEqual([Number.NaN, 0]);
    for (const value of [5, 0.1, 1 / 3, 1e6 / 7]) {
      const even = localMoran(Array<number>(6).fill(value), hood);
      expect([...even.i, ...even.z, ...even.p]).toEqual(Array(18).fill(Number.NaN));
      expect([...even.quadrant]).toEqual(Array(6).fill(0));
    }
  });
});
