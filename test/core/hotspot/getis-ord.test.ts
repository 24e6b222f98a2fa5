import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { g, gStar, gStarOfCube } from '../../../core/hotspot/getis-ord.ts';
import { listedNeighbourhood, type Neighbours, neighboursWithin } from '../../../core/hotspot/neighbours.ts';

const near = (a: ArrayLike<number>, b: ArrayLike<number>, within = 1e-9) => {
  expect(a.length).toBe(b.length);
  for (let i = 0; i < a.length; i++)
    if (Number.isNaN(b[i])) expect(a[i]).toBeNaN();
    else expect(Math.abs(a[i]! - b[i]!)).toBeLessThanOrEqual(within);
};

/** The formula as it stands in the books, with a weight for each pair. */
function byTheBook(values: number[], weights: number[][], star: boolean): number[] {
  return values.map((_, i) => {
    const others = [...values.keys()].filter((j) => star || j !== i);
    const n = others.length;
    const mean = others.reduce((sum, j) => sum + values[j]!, 0) / n;
    const s2 = others.reduce((sum, j) => sum + (values[j]! - mean) ** 2, 0) / n;
    const w = others.map((j) => weights[i]![j]!);
    const total = w.reduce((a, b) => a + b, 0);
    const squares = w.reduce((a, b) => a + b * b, 0);
    const sum = others.reduce((a, j, at) => a + w[at]! * values[j]!, 0);
    const spread2 = (s2 * (n * squares - total ** 2)) / (n - 1);
    return spread2 > 1e-12 ? (sum - mean * total) / Math.sqrt(spread2) : Number.NaN;
  });
}

function weightsOf({ count, starts, items }: Neighbours, self: boolean, rows: boolean): number[][] {
  return Array.from({ length: count }, (_, i) => {
    const list = [...items.subarray(starts[i], starts[i + 1]), ...(self ? [i] : [])];
    return Array.from({ length: count }, (_, j) => (list.includes(j) ? (rows ? 1 / list.length : 1) : 0));
  });
}

describe('Getis-Ord', () => {
  const x = [10, 20, 40, 15, 30, 30];
  const y = [10, 10, 10, 20, 20, 30];
  const values = [2, 3, 3.2, 5, 8, 7];
  const neighbours = neighboursWithin(x, y, 15);
  const hood = listedNeighbourhood(neighbours);

  it('Gi and Gi* of the published six points', () => {
    near(g(values, hood).z, [-1.0136729, -0.04361589, 1.31558703, -0.31412676, 1.15373986, 1.77833941], 6e-9);
    near(
      gStar(values, hood).z,
      [-1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331],
      6e-9,
    );
    near(g(values, hood).z, byTheBook(values, weightsOf(neighbours, false, false), false));
    near(gStar(values, hood).z, byTheBook(values, weightsOf(neighbours, true, false), true));
    near(gStar(values, hood).z, byTheBook(values, weightsOf(neighbours, true, true), true));
  });

  it('are what the formula gives on any places', () => {
    const place = fc.tuple(fc.nat(20), fc.nat(20), fc.nat(9));
    fc.assert(
      fc.property(
        fc.array(place, { minLength: 4, maxLength: 25 }),
        fc.integer({ min: 1, max: 12 }),
        (all, d) => {
          const found = neighboursWithin(
            all.map(([x]) => x),
            all.map(([, y]) => y),
            d,
          );
          const counts = all.map(([, , count]) => count);
          const listed = listedNeighbourhood(found);
          near(gStar(counts, listed).z, byTheBook(counts, weightsOf(found, true, false), true));
          near(g(counts, listed).z, byTheBook(counts, weightsOf(found, false, false), false));
        },
      ),
    );
  });

  it('say nothing where there is nothing to compare', () => {
    expect([...gStar([4, 4, 4, 4, 4, 4], hood).z]).toEqual(Array(6).fill(Number.NaN));
    expect([...gStar([], listedNeighbourhood(neighboursWithin([], [], 1))).z]).toEqual([]);
    const all = listedNeighbourhood(neighboursWithin(x, y, 1000));
    expect(gStar(values, all).p[0]).toBeNaN();
  });

  it.each([0.1, 1 / 3, 1e6 / 7])(
    'say nothing of rates that are all %f, whatever rounding makes of their mean',
    (rate) => {
      const rates = Array<number>(6).fill(rate);
      for (const { z, p } of [gStar(rates, hood), g(rates, hood)])
        expect([...z, ...p]).toEqual(Array(12).fill(Number.NaN));
      expect([...gStarOfCube(Float64Array.from([...rates, ...rates]), 2, hood).z]).toEqual(
        Array(12).fill(Number.NaN),
      );
      // Beside the one that differs all others are equal: Gi has nothing to compare at that place.
      const one = [...Array<number>(5).fill(rate), 5];
      expect(g(one, hood).z[5]).toBeNaN();
      expect(g(one, hood).z[4]).not.toBeNaN();
    },
  );

  it('lose no digits to values far from 0, nor to one that is far from all others', () => {
    const far = values.map((value) => value + 2 ** 24);
    near(gStar(far, hood).z, gStar(values, hood).z, 1e-8);
    near(g(far, hood).z, g(values, hood).z, 1e-8);
    const own = [...values.slice(0, 5), 1e7];
    near(g(own, hood).z, byTheBook(own, weightsOf(neighbours, false, false), false));
    const others = g([...values.slice(0, 5), 7], hood).z[5]!;
    expect(Math.abs(g(own, hood).z[5]! - others)).toBeLessThan(1e-9);
  });

  it('of a cube are those of its places and steps as one long list', () => {
    const steps = 4;
    const cube = Array.from({ length: 6 * steps }, (_, i) => (i * i * 7) % 11);
    const weights = cube.map((_, i) => {
      const [place, step] = [i % 6, Math.floor(i / 6)];
      const list = [
        place,
        ...neighbours.items.subarray(neighbours.starts[place], neighbours.starts[place + 1]),
      ];
      return cube.map((_, j) => {
        const back = step - Math.floor(j / 6);
        return list.includes(j % 6) && (back === 0 || back === 1) ? 1 : 0;
      });
    });
    near(gStarOfCube(Float64Array.from(cube), steps, hood).z, byTheBook(cube, weights, true));
  });
});
