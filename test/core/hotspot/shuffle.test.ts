import { expect, it } from 'vitest';
import { shuffle } from '../../../core/hotspot/shuffle.ts';

const shuffled = (count: number, seed: number, replication: number) => {
  const items = Uint16Array.from({ length: count }, (_, i) => i);
  shuffle(items, seed, replication);
  return Array.from(items);
};

it('keeps the items, and gives the same order for the same seed and replication only', () => {
  const one = shuffled(50, 20261124, 3);
  expect(one.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
  expect(shuffled(50, 20261124, 3)).toEqual(one);
  expect(shuffled(50, 20261124, 4)).not.toEqual(one);
  expect(shuffled(50, 20261125, 3)).not.toEqual(one);
  expect(shuffled(50, 20261124 + 2 ** 32, 3)).not.toEqual(one);
  expect(shuffled(0, 1, 1)).toEqual([]);
});

it('gives every order as often, over replications of one seed and over seeds', () => {
  const draws: ((i: number) => [seed: number, replication: number])[] = [(i) => [7, i], (i) => [i, 0]];
  for (const draw of draws) {
    const times = new Map<string, number>();
    for (let i = 0; i < 24_000; i++) {
      const order = shuffled(4, ...draw(i)).join('');
      times.set(order, (times.get(order) ?? 0) + 1);
    }
    const chiSquare = [...times.values()].reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0);
    expect(times.size).toBe(24);
    // 23 degrees of freedom: beyond 49.7 once in a thousand.
    expect(chiSquare).toBeLessThan(49.7);
  }
});
