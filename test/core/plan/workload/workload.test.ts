import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Carried } from '../../../../core/plan/workload/carried.ts';
import {
  loadsOf,
  type Measures,
  measuresOf,
  WORKLOAD_MEASURES,
  type WorkloadShares,
} from '../../../../core/plan/workload/workload.ts';

const carried: Carried = {
  priority1: 1,
  priority2: 2,
  priority3: 3,
  priority4: 4,
  responses: 4,
  responseSeconds: 1000,
  residents: 3200,
  dwellings: 1100,
  institutions: 5,
  roadMetres: 2500,
  areaM2: 750_000,
};
const grid = (values: Partial<Measures>): Measures => ({
  incidentsPerDay: 0,
  residents: 0,
  dwellings: 0,
  roadKm: 0,
  areaKm2: 0,
  institutions: 0,
  responseSeconds: null,
  ...values,
});

describe('measures of a grid', () => {
  it('weigh incidents by priority, per day of the window', () => {
    expect(measuresOf(carried, 10)).toEqual({
      incidentsPerDay: (8 + 2 * 4 + 3 * 2 + 4) / 10,
      residents: 3200,
      dwellings: 1100,
      roadKm: 2.5,
      areaKm2: 0.75,
      institutions: 5,
      responseSeconds: 250,
    });
    expect(measuresOf(carried, 5, { 1: 1, 2: 1, 3: 1, 4: 0 }).incidentsPerDay).toBe(1.2);
  });

  it('know no response time where no unit has come', () => {
    expect(measuresOf({ ...carried, responses: 0, responseSeconds: 0 }, 1).responseSeconds).toBeNull();
  });

  it.each([0, -1, Number.NaN, Infinity])('refuse a window of %s days', (days) => {
    expect(() => measuresOf(carried, days)).toThrow(RangeError);
  });

  it('refuse a weight below 0', () => {
    expect(() => measuresOf(carried, 1, { 1: 1, 2: -1, 3: 1, 4: 1 })).toThrow(RangeError);
  });
});

describe('workload of grids', () => {
  const [a, b] = [grid({ residents: 3000, roadKm: 1 }), grid({ residents: 1000, roadKm: 3 })];

  it('by one measure is the measure beside its mean', () => {
    expect(loadsOf([a, b], { residents: 1 })).toEqual([1.5, 0.5]);
    expect(loadsOf([a, b], { residents: 40 })).toEqual([1.5, 0.5]);
  });

  it('by several is their sum in shares', () => {
    expect(loadsOf([a, b], { residents: 3, roadKm: 1 })).toEqual([1.25, 0.75]);
  });

  it('leaves out what no grid has; of nothing it is 0', () => {
    expect(loadsOf([a, b], { residents: 1, institutions: 1 })).toEqual([1.5, 0.5]);
    expect(loadsOf([a, b], { institutions: 1 })).toEqual([0, 0]);
    expect(loadsOf([], { residents: 1 })).toEqual([]);
  });

  it('takes a grid without a response as a mean one', () => {
    const grids = [300, 100, null].map((responseSeconds) => grid({ responseSeconds }));
    expect(loadsOf(grids, { responseSeconds: 1 })).toEqual([1.5, 0.5, 1]);
    expect(loadsOf([grid({}), grid({})], { responseSeconds: 1 })).toEqual([0, 0]);
  });

  it.each([{}, { residents: 0 }, { residents: -1, roadKm: 2 }, { residents: Number.NaN }])(
    'refuses the shares %j',
    (shares) => {
      expect(() => loadsOf([a, b], shares)).toThrow(RangeError);
    },
  );

  it('has the mean 1 and does not depend on units', () => {
    const value = fc.double({ min: 0.01, max: 1e4, noNaN: true });
    const measures = fc.record(
      Object.fromEntries(WORKLOAD_MEASURES.map((name) => [name, value])) as Record<string, typeof value>,
    );
    const shares = fc.record(
      Object.fromEntries(WORKLOAD_MEASURES.map((name) => [name, value])) as Record<string, typeof value>,
    );
    fc.assert(
      fc.property(fc.array(measures, { minLength: 1, maxLength: 9 }), shares, value, (list, wanted, unit) => {
        const grids = list as unknown as Measures[];
        const loads = loadsOf(grids, wanted as WorkloadShares);
        expect(loads.reduce((sum, load) => sum + load, 0) / loads.length).toBeCloseTo(1, 9);
        const other = grids.map((one) => ({ ...one, residents: one.residents * unit }));
        loadsOf(other, wanted as WorkloadShares).forEach((load, i) => {
          expect(load).toBeCloseTo(loads[i] ?? 0, 9);
        });
      }),
    );
  });
});
