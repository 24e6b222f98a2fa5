import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spreadOf } from '../../../../core/plan/workload/spread.ts';

const loads = fc.array(
  fc.oneof(
    fc.integer({ min: 0, max: 20 }),
    fc.integer({ min: 0, max: 1e9 }).map((n) => n / 1000),
  ),
  {
    minLength: 1,
    maxLength: 60,
  },
);
const near = (found: number | null, wanted: number) =>
  expect(Math.abs((found ?? Number.NaN) - wanted)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(wanted)));

describe('spread of a workload', () => {
  it('of 1, 2, 3, 4', () => {
    const spread = spreadOf([3, 1, 4, 2]);
    expect(spread).toMatchObject({ count: 4, total: 10, mean: 2.5, maxToMean: 1.6, most: 2, least: 1 });
    near(spread.variation, Math.sqrt(1.25) / 2.5);
    near(spread.gini, 0.25);
  });

  it('is undefined of nothing, even of one, and even where nobody has anything', () => {
    const none = { mean: null, variation: null, maxToMean: null, gini: null, most: -1, least: -1 };
    expect(spreadOf([])).toEqual({ count: 0, total: 0, ...none });
    const even = { variation: 0, maxToMean: 1, gini: 0, most: 0, least: 0 };
    expect(spreadOf([7])).toEqual({ count: 1, total: 7, mean: 7, ...even });
    expect(spreadOf([0])).toEqual({ count: 1, total: 0, mean: 0, ...even });
    expect(spreadOf([0, 0, 0])).toEqual({ count: 3, total: 0, mean: 0, ...even });
    expect(spreadOf([0.1, 0.1, 0.1])).toMatchObject(even);
  });

  it('is widest when one has all', () => {
    const spread = spreadOf([0, 0, 5, 0]);
    near(spread.variation, Math.sqrt(3));
    near(spread.maxToMean, 4);
    near(spread.gini, 3 / 4);
    expect(spread).toMatchObject({ most: 2, least: 0 });
  });

  it('knows tiny and vast loads', () => {
    for (const one of [Number.MIN_VALUE, 1e300]) {
      const { variation, maxToMean, gini } = spreadOf([0, one]);
      near(variation, 1);
      near(maxToMean, 2);
      near(gini, 0.5);
    }
  });

  it('has the Gini of all pairs, and the variation of its definition', () => {
    fc.assert(
      fc.property(loads, (list) => {
        const { mean, gini, variation, maxToMean, total } = spreadOf(list);
        if (total === 0) return;
        const pairs = list.flatMap((a) => list.map((b) => Math.abs(a - b)));
        near(gini, pairs.reduce((sum, one) => sum + one, 0) / (2 * list.length ** 2 * (mean ?? 0)));
        const variance = list.reduce((sum, one) => sum + (one - total / list.length) ** 2, 0) / list.length;
        near(variation, Math.sqrt(variance) / (total / list.length));
        near(maxToMean, (Math.max(...list) * list.length) / total);
      }),
    );
  });

  it('does not depend on the order or the unit', () => {
    fc.assert(
      fc.property(loads, fc.double({ min: 0.01, max: 100, noNaN: true }), (list, factor) => {
        const spread = spreadOf(list);
        const other = spreadOf(list.toReversed().map((load) => load * factor));
        for (const key of ['variation', 'maxToMean', 'gini'] as const) near(other[key], spread[key] ?? 0);
        expect(list[spread.most]).toBe(Math.max(...list));
        expect(list[spread.least]).toBe(Math.min(...list));
      }),
    );
  });

  it.each([-1, Number.NaN, Infinity])('refuses a load of %s', (load) => {
    expect(() => spreadOf([1, load])).toThrow(RangeError);
  });
});
