import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Polygons7 } from '../../../core/plan/proof.ts';
import { type CodedGrid, codesAnew, codesForNew, type Renumbering } from '../../../core/plan/renumber.ts';

const COMMUNITY = '630102001001';
const code = (sequence: number) => COMMUNITY + String(sequence).padStart(3, '0');
/** The cell of a board of ten columns, in reading order. */
const cell = (place: number): Polygons7 => {
  const [west, south] = [(place % 10) * 100, -Math.floor(place / 10) * 100];
  return [[[west, south, west + 100, south, west + 100, south + 100, west, south + 100, west, south]]];
};
const gridsOf = (codes: readonly (string | null)[]): CodedGrid[] =>
  codes.map((one, place) => ({ code: one, polygons: cell(place) }));
const sequencesOf = (found: Renumbering): number[] =>
  'codes' in found ? found.codes.map((one) => Number(one.slice(12))) : [];

describe('codes for new grids', () => {
  it('follow the highest that ever was, in reading order; all others stay', () => {
    const found = codesForNew(COMMUNITY, gridsOf([null, code(2), null, code(5)]), [code(7), code(1)]);
    expect(found).toEqual({ codes: [code(8), code(2), code(9), code(5)] });
  });

  it('change where one is doubled, of a retired grid, of another community or none', () => {
    const odd = [code(1), code(1), code(3), '630102001002001', '63010200100100', code(0), code(4)];
    expect(sequencesOf(codesForNew(COMMUNITY, gridsOf(odd), [code(3)]))).toEqual([1, 5, 6, 7, 8, 9, 4]);
  });

  it('are the lowest free ones when none is above', () => {
    const found = codesForNew(COMMUNITY, gridsOf([code(999), null, null]), [code(1), code(3)]);
    expect(sequencesOf(found)).toEqual([999, 2, 4]);
  });

  it('are refused when there are not enough, and say how many', () => {
    const retired = Array.from({ length: 997 }, (_, i) => code(i + 1));
    expect(codesForNew(COMMUNITY, gridsOf([code(998), null, null]), retired)).toMatchObject({
      refusal: { reason: 'grid_codes_used_up', params: { areaCode: COMMUNITY, grids: 2, free: 1 } },
    });
    expect(sequencesOf(codesForNew(COMMUNITY, gridsOf([code(998), null]), retired))).toEqual([998, 999]);
  });
});

describe('codes anew', () => {
  it('run west to east in rows from north to south, without those of retired grids', () => {
    const grids = [11, 0, 10, 1].map(cell);
    expect(sequencesOf(codesAnew(COMMUNITY, grids, [code(2), '630102001002001']))).toEqual([5, 1, 4, 3]);
  });

  it('are refused when there are not enough', () => {
    const retired = Array.from({ length: 998 }, (_, i) => code(i + 2));
    expect(codesAnew(COMMUNITY, [cell(0), cell(1)], retired)).toMatchObject({
      refusal: { reason: 'grid_codes_used_up', params: { grids: 2, free: 1 } },
    });
    expect(codesAnew(COMMUNITY, [cell(0)], retired)).toEqual({ codes: [code(1)] });
    expect(codesAnew(COMMUNITY, [], retired)).toEqual({ codes: [] });
  });
});

describe('both', () => {
  const sequence = fc.integer({ min: 1, max: 30 }).map(code);
  const grids = fc.array(fc.option(sequence), { maxLength: 25 }).map(gridsOf);
  const retired = fc.array(sequence, { maxLength: 20 });

  it('give each grid a code of its own that no retired grid had, and the same when asked again', () => {
    fc.assert(
      fc.property(grids, retired, (list, gone) => {
        const ways = [
          (all: readonly CodedGrid[]) => codesForNew(COMMUNITY, all, gone),
          (all: readonly CodedGrid[]) =>
            codesAnew(
              COMMUNITY,
              all.map(({ polygons }) => polygons),
              gone,
            ),
        ];
        for (const way of ways) {
          const found = way(list);
          const codes = 'codes' in found ? found.codes : [];
          expect(new Set(codes).size).toBe(list.length);
          expect(codes.every((one) => /^630102001001\d{3}$/.test(one) && !gone.includes(one))).toBe(true);
          expect(way(list.map((grid, i) => ({ ...grid, code: codes[i] ?? null })))).toEqual(found);
        }
      }),
    );
  });

  it('change no code that need not change, where grids are new', () => {
    fc.assert(
      fc.property(grids, retired, (list, gone) => {
        const found = codesForNew(COMMUNITY, list, gone);
        const codes = 'codes' in found ? found.codes : [];
        const had = list.map((grid) => grid.code);
        had.forEach((own, i) => {
          const mayKeep = own !== null && !gone.includes(own) && had.indexOf(own) === i;
          if (mayKeep) expect(codes[i]).toBe(own);
        });
      }),
    );
  });

  it.each(['630102', '630102001', '630102001001001', 'x'])('know no community %s', (wrong) => {
    expect(() => codesForNew(wrong, [], [])).toThrow(RangeError);
    expect(() => codesAnew(wrong, [], [])).toThrow(RangeError);
  });
});
