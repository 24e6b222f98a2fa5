import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceMetres } from '../../../core/geometry/metres.ts';
import {
  hotCells,
  placeWorths,
  reportWeight,
  type WeighedReport,
  WORTH_METRES,
} from '../../../core/patrol/place-worth.ts';

const GRIDS = ['630102001001001', '630102001001002'];
const near = fc.record({
  lng7: fc.integer({ min: 1_017_000_000, max: 1_017_200_000 }),
  lat7: fc.integer({ min: 366_000_000, max: 366_200_000 }),
});
const reports: fc.Arbitrary<WeighedReport[]> = fc.array(
  fc
    .tuple(near, fc.constantFrom(...GRIDS), fc.constantFrom(0.25, 1, 4))
    .map(([place, gridCode, weight]) => ({ ...place, gridCode, weight })),
  { maxLength: 60 },
);

describe('worth of places', () => {
  it('is the reports within 250 m, as if each were measured', () => {
    fc.assert(
      fc.property(fc.array(near, { maxLength: 20 }), reports, (places, all) => {
        const worths = placeWorths(
          places.map((place) => ({ ...place, kind: 'posts', areaCode: '' })),
          all,
        );
        for (const [at, { lng7, lat7 }] of places.entries()) {
          const own = all.filter((one) => distanceMetres(lng7, lat7, one.lng7, one.lat7) <= WORTH_METRES);
          expect(worths[at]).toEqual({
            incidents: own.length,
            worth: own.reduce((sum, { weight }) => sum + weight, 0),
          });
        }
      }),
    );
  });

  it('is what lies in it, of a grid', () => {
    const all = [
      { lng7: 0, lat7: 0, gridCode: GRIDS[0]!, weight: 4 },
      { lng7: 0, lat7: 0, gridCode: GRIDS[1]!, weight: 1 },
      { lng7: 9, lat7: 9, gridCode: GRIDS[0]!, weight: 1 },
    ];
    const grid = (areaCode: string) => ({ kind: 'grids' as const, lng7: 5, lat7: 5, areaCode });
    expect(placeWorths([grid(GRIDS[0]!), grid('630102001001003')], all)).toEqual([
      { worth: 5, incidents: 2 },
      { worth: 0, incidents: 0 },
    ]);
  });

  it('counts what is urgent and what is of the shift more', () => {
    expect([reportWeight(1, true), reportWeight(4, true), reportWeight(1, false)]).toEqual([4, 1, 1]);
  });
});

describe('hot cells', () => {
  it('hold each report once, lie among their own, and come in order of worth', () => {
    fc.assert(
      fc.property(reports, (all) => {
        const cells = hotCells(all);
        expect(cells.reduce((sum, { incidents }) => sum + incidents, 0)).toBe(all.length);
        expect(new Set(cells.map(({ id }) => id)).size).toBe(cells.length);
        const worths = cells.map(({ worth }) => worth);
        expect(worths).toEqual([...worths].sort((a, b) => b - a));
        for (const { lng7, lat7 } of cells)
          expect(Math.min(...all.map((one) => distanceMetres(lng7, lat7, one.lng7, one.lat7)))).toBeLessThan(
            360,
          );
      }),
    );
  });

  it('have the same mesh whatever was reported', () => {
    const one = { lng7: 1_017_100_000, lat7: 366_100_000, gridCode: GRIDS[0]!, weight: 1 };
    const far = { ...one, lng7: 1_010_000_000, lat7: 360_000_000, weight: 9 };
    expect(hotCells([far, one])[1]?.id).toBe(hotCells([one])[0]?.id);
  });
});
