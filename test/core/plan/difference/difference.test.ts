import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { polygonsAreaM2 } from '../../../../core/geometry/metres.ts';
import {
  type GridChange,
  type PlanGrid,
  planDifference,
} from '../../../../core/plan/difference/difference.ts';
import type { Polygons7 } from '../../../../core/plan/proof.ts';
import { type MadePartition, partitionOfCells, partitionsInTurn } from '../../../support/made-partition.ts';

/** The grids of a board of 4 x 4 cells, row by row from the south-west; '.' is no grid. */
function plan(rows: readonly string[], idOf: (letter: string) => string = (letter) => letter): PlanGrid[] {
  const letters = rows.toReversed().join('');
  const names = [...new Set(letters.replaceAll('.', ''))].sort();
  const { grids } = partitionOfCells(
    4,
    names.length,
    (cell) => names.indexOf(letters[cell] ?? ''),
    () => 0,
  );
  return names.map((name, i) => ({ id: idOf(name), code: `code ${name}`, polygons: grids[i]! }));
}
const told = ({ kind, before, after, from, to }: GridChange): string => {
  const shares = (list: GridChange['from']) =>
    list
      .map(({ id }) => id)
      .sort()
      .join('+');
  return `${before?.id ?? '-'}>${after?.id ?? '-'} ${kind} from:${shares(from)} to:${shares(to)}`;
};
const toldOf = (before: PlanGrid[], after: PlanGrid[]) => planDifference(before, after).grids.map(told);

const start = plan(['aabb', 'aabb', 'ccdd', 'ccdd']);

describe('difference of two plans', () => {
  it('of equal ones is nothing', () => {
    const { borders, grids, movedM2 } = planDifference(start, start);
    expect({ borders, movedM2 }).toEqual({ borders: { added: [], removed: [] }, movedM2: 0 });
    expect(grids.map(({ kind }) => kind)).toEqual(['unchanged', 'unchanged', 'unchanged', 'unchanged']);
  });

  it('tells who gave area to whom, and how much', () => {
    const after = plan(['aaab', 'aaab', 'ccdd', 'ccdd']);
    expect(toldOf(start, after)).toEqual([
      'a>a changed from:b to:',
      'b>b changed from: to:a',
      'c>c unchanged from: to:',
      'd>d unchanged from: to:',
    ]);
    const { movedM2, grids } = planDifference(start, after);
    const gained = (grids[0]?.after?.areaM2 ?? 0) - (grids[0]?.before?.areaM2 ?? 0);
    expect(movedM2).toBeCloseTo(gained, 1);
    expect(grids[1]?.to[0]?.areaM2).toBeCloseTo(gained, 1);
  });

  it('knows a split, a merge, a grid made of several and one shared out', () => {
    expect(toldOf(start, plan(['aaeb', 'aaeb', 'ccdd', 'ccdd']))).toContain('->e split from:b to:');
    expect(toldOf(start, plan(['aabb', 'aabb', 'aadd', 'aadd']))).toContain('c>- merged from: to:a');
    expect(toldOf(start, plan(['aabb', 'aeeb', 'ceed', 'ccdd']))).toContain('->e created from:a+b+c+d to:');
    expect(toldOf(start, plan(['aabb', 'aabb', 'aadd', 'bbdd']))).toContain('c>- retired from: to:a+b');
    expect(toldOf(start, plan(['aa..', 'aa..', 'ccdd', 'ccdd']))).toContain('b>- retired from: to:');
  });

  it('follows grids by what they cover where ids do not tell', () => {
    const renamed = plan(['aaab', 'aabb', 'ccdd', 'ccde'], (letter) => letter.toUpperCase());
    expect(toldOf(start, renamed)).toEqual([
      'a>A changed from:b to:',
      'b>B changed from: to:A',
      'c>C unchanged from: to:',
      'd>D changed from: to:E',
      '->E split from:d to:',
    ]);
    const quartered = plan(['aabb', 'aabb', 'ccde', 'ccfg'], (letter) => letter.toUpperCase());
    expect(toldOf(start, quartered).slice(3)).toEqual([
      '->D split from:d to:',
      '->E split from:d to:',
      '->F split from:d to:',
      '->G split from:d to:',
      'd>- retired from: to:D+E+F+G',
    ]);
  });

  it('believes ids, wherever the grid has gone', () => {
    const swapped = plan(['bbaa', 'bbaa', 'ccdd', 'ccdd']);
    expect(toldOf(start, swapped).slice(0, 2)).toEqual([
      'a>a changed from:b to:b',
      'b>b changed from:a to:a',
    ]);
  });

  it('adds up: what a grid has more is what it was given less what it gave', () => {
    const named = ({ grids }: MadePartition): PlanGrid[] =>
      grids.flatMap((polygons: Polygons7, i) =>
        polygons.length > 0 ? [{ id: `${i}`, code: `${i}`, polygons }] : [],
      );
    fc.assert(
      fc.property(partitionsInTurn, ([first, second]) => {
        const [before, after] = [named(first!), named(second!)];
        const { grids, movedM2, borders } = planDifference(before, after);
        const sum = (shares: GridChange['from']) => shares.reduce((total, { areaM2 }) => total + areaM2, 0);
        for (const change of grids) {
          const more = (change.after?.areaM2 ?? 0) - (change.before?.areaM2 ?? 0);
          const whole = 1 + Math.max(change.after?.areaM2 ?? 0, change.before?.areaM2 ?? 0);
          expect(Math.abs(more - sum(change.from) + sum(change.to))).toBeLessThan(1e-5 * whole);
        }
        const given = grids.reduce((total, { from }) => total + sum(from), 0);
        expect(Math.abs(given - movedM2)).toBeLessThan(1);
        expect(movedM2).toBeLessThanOrEqual(polygonsAreaM2(first!.whole) + 1);
        const isEqual = grids.every(({ kind }) => kind === 'unchanged');
        if (isEqual)
          expect({ borders, movedM2 }).toEqual({ borders: { added: [], removed: [] }, movedM2: 0 });
      }),
    );
  });
});
