import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shadeLevel, shadeRanges } from '../../../client/shade/shade-level.ts';
import { type Breaks, classOf, countBreaks, rateBreaks } from '../../../client/shade/shade-scale.ts';
import { addUp, openByArea, ratesOf } from '../../../client/shade/shade-values.ts';
import { DEFAULT_VIEW } from '../../../client/state/view-state.ts';
import type { Incident } from '../../../core/contract/incident.ts';
import { INCIDENT_STATUSES, LEVELS, OPEN_INCIDENT_STATUSES } from '../../../core/vocabulary.ts';

const GRIDS = ['630102001001001', '630102001001002', '630102001002001', '630102002001001', '630103001001001'];
const isAscending = (breaks: Breaks) => breaks.every((low, i) => i === 0 || low > breaks[i - 1]!);

describe('the level that is shaded', () => {
  it('is one at every zoom, and smaller ones as the map is zoomed in', () => {
    for (const chosen of [null, ...LEVELS]) {
      const ranges = shadeRanges(chosen);
      expect(ranges[0]?.from).toBe(0);
      for (const [i, range] of ranges.entries()) if (i > 0) expect(range.from).toBe(ranges[i - 1]!.to);
      const order = ranges.map(({ level }) => LEVELS.indexOf(level));
      expect(order).toEqual([...order].sort((a, b) => a - b));
    }
  });

  it('is the one whose borders were chosen, once the tiles hold it', () => {
    expect(shadeLevel(14, 'street')).toBe('street');
    expect(shadeLevel(7, 'street')).toBe('district');
    expect(shadeLevel(9.9, 'grid')).toBe('community');
    expect(shadeLevel(10, 'grid')).toBe('grid');
    expect(shadeLevel(12, 'city')).toBe('city');
  });
});

describe('classes', () => {
  it('of counts begin at one, rise, hold the largest in the upper half, and do not change with every incident', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), (most) => {
        const breaks = countBreaks(most);
        expect(breaks[0]).toBe(1);
        expect(isAscending(breaks) && breaks.every(Number.isInteger)).toBe(true);
        if (most >= 8) expect(classOf(most, breaks)).toBeGreaterThanOrEqual(4);
      }),
    );
    expect(new Set(Array.from({ length: 1000 }, (_, i) => countBreaks(i).join())).size).toBeLessThan(14);
  });

  it('of rates each double the one before, and nearly all areas lie in them', () => {
    const anyRates = fc.array(fc.double({ min: 0, max: 500, noNaN: true }), { maxLength: 100 });
    fc.assert(
      fc.property(anyRates, (rates) => {
        const breaks = rateBreaks(rates);
        for (const [i, low] of breaks.entries()) if (i > 0) expect(low / breaks[i - 1]!).toBe(2);
        expect(Number.isInteger(Math.log2(breaks[4]))).toBe(true);
        const above = rates.filter((rate) => rate >= breaks[4]);
        expect(above.length).toBeLessThanOrEqual(Math.ceil(rates.length * 0.05));
      }),
    );
  });

  it('are told by the greatest lower end that a value reaches', () => {
    const breaks: Breaks = [1, 2, 4, 6, 8];
    expect([0, 1, 1.9, 2, 7, 8, 100].map((value) => classOf(value, breaks))).toEqual([0, 1, 1, 2, 4, 5, 5]);
  });
});

describe('values of areas', () => {
  const anyIncident = fc.record({
    status: fc.constantFrom(...INCIDENT_STATUSES),
    priority: fc.constantFrom(1, 2, 3, 4),
    areaCode: fc.constantFrom(...GRIDS, ''),
  });

  it('are the open incidents that pass the filter, added up alike at every level', () => {
    fc.assert(
      fc.property(fc.array(anyIncident, { maxLength: 60 }), (all) => {
        const incidents = all.map((properties) => ({ properties })) as unknown as Incident[];
        const filter = { ...DEFAULT_VIEW.filter, priorities: [1, 2] as const };
        const counted = all.filter(
          ({ status, priority, areaCode }) =>
            (OPEN_INCIDENT_STATUSES as readonly string[]).includes(status) &&
            priority <= 2 &&
            areaCode !== '',
        );
        for (const level of LEVELS) {
          const sums = [...openByArea(incidents, filter, level).values()];
          expect(sums.reduce((a, b) => a + b, 0)).toBe(counted.length);
        }
        const district = openByArea(incidents, filter, 'district').get('630102') ?? 0;
        expect(district).toBe(counted.filter(({ areaCode }) => areaCode.startsWith('630102')).length);
      }),
    );
  });

  it('of a period are added up from its grids, and divided by size and days', () => {
    const counts = addUp([...GRIDS, ''], [1, 2, 3, 4, 0, 9], 'street');
    expect([...counts]).toEqual([
      ['630102001', 6],
      ['630102002', 4],
    ]);
    const rates = ratesOf({ level: 'street', counts, days: 2 }, new Map([['630102001', 1.5]]));
    expect([...rates]).toEqual([['630102001', 2]]);
  });
});
