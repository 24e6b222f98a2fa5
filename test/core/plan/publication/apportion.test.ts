import fc from 'fast-check';
import { expect, it } from 'vitest';
import { apportion } from '../../../../core/plan/publication/apportion.ts';

const total = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((sum, count) => sum + count, 0);

it('gives what is left over to the largest remainders', () => {
  const shares = [
    { from: 'a', to: 'x', weight: 1 },
    { from: 'a', to: 'y', weight: 1 },
    { from: 'a', to: 'z', weight: 1.2 },
  ];
  expect(apportion(new Map([['a', 10]]), shares)).toEqual(
    new Map([
      ['x', 3],
      ['y', 3],
      ['z', 4],
    ]),
  );
  expect(apportion(new Map([['a', 1]]), shares.slice(0, 2))).toEqual(
    new Map([
      ['x', 1],
      ['y', 0],
    ]),
  );
});

it('keeps every sum, whole and within one of the exact share', () => {
  const names = ['p', 'q', 'r', 's'];
  const share = fc.record({
    to: fc.constantFrom(...names),
    weight: fc.double({ min: 0.001, max: 1e6, noNaN: true }),
  });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(5000), fc.array(share, { minLength: 1, maxLength: 6 })), { maxLength: 6 }),
      (olds) => {
        const counts = new Map(olds.map(([count], at) => [`old ${at}`, count]));
        const shares = olds.flatMap(([, own], at) => own.map((one) => ({ ...one, from: `old ${at}` })));
        const made = apportion(counts, shares);
        expect(total(made)).toBe(total(counts));
        for (const name of names) {
          const exact = olds.reduce((sum, [count, own]) => {
            const all = own.reduce((part, { weight }) => part + weight, 0);
            const mine = own.reduce((part, { to, weight }) => part + (to === name ? weight : 0), 0);
            return sum + (count * mine) / all;
          }, 0);
          const most = shares.filter(({ to }) => to === name).length;
          expect(Math.abs((made.get(name) ?? 0) - exact)).toBeLessThanOrEqual(most + 1e-6);
          expect(Number.isInteger(made.get(name) ?? 0)).toBe(true);
        }
      },
    ),
  );
});
