import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BalanceMeasure, loadScale } from '../../../../core/plan/balance/load-scale.ts';
import type { Carried } from '../../../../core/plan/workload/carried.ts';
import { POINT_AMOUNTS } from '../../../../core/plan/workload/thing-index.ts';
import { loadsOf, measuresOf } from '../../../../core/plan/workload/workload.ts';

const NAMES = [...POINT_AMOUNTS, 'roadMetres', 'areaM2'] as const;
const carried: fc.Arbitrary<Carried> = fc
  .tuple(...NAMES.map(() => fc.nat(1000)))
  .map((amounts) => Object.fromEntries(NAMES.map((name, i) => [name, amounts[i]])) as unknown as Carried);
const share = fc.nat(5);
const measure: fc.Arbitrary<BalanceMeasure> = fc
  .record({ incidentsPerDay: share, residents: share, roadKm: share, areaKm2: share, institutions: share })
  .filter((shares) => Object.values(shares).some((one) => one > 0))
  .map((shares) => ({ shares, days: 30 }));

describe('the load of a part of a grid', () => {
  it('is for whole grids what loads are elsewhere', () => {
    fc.assert(
      fc.property(fc.array(carried, { minLength: 1, maxLength: 6 }), measure, (grids, asked) => {
        const expected = loadsOf(
          grids.map((one) => measuresOf(one, asked.days)),
          asked.shares,
        );
        const loadOf = loadScale(grids, asked);
        grids.forEach((one, i) => {
          expect(loadOf(one)).toBeCloseTo(expected[i]!, 9);
        });
      }),
    );
  });

  it('adds up to that of the whole', () => {
    fc.assert(
      fc.property(carried, carried, measure, (a, b, asked) => {
        const whole = Object.fromEntries(
          NAMES.map((name) => [name, a[name] + b[name]]),
        ) as unknown as Carried;
        const loadOf = loadScale([whole, a], asked);
        expect(loadOf(a) + loadOf(b)).toBeCloseTo(loadOf(whole), 9);
      }),
    );
  });

  it('is not of a measure that counts nothing', () => {
    expect(() => loadScale([], { shares: {}, days: 1 })).toThrow(RangeError);
    expect(() => loadScale([], { shares: { residents: -1 }, days: 1 })).toThrow(RangeError);
  });
});
