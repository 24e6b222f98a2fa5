import { describe, expect, it } from 'vitest';
import { type Operation, reasonCannot } from '../../../../core/plan/operation.ts';
import { boardPlace, COMMUNITY, cellId } from '../board-plan.ts';
import { applied, arcBetween, areaOf, middle, newGrid, reasonOf, SNAP, straight } from '../edits.ts';

describe('locks and codes', () => {
  const arc = arcBetween(straight, middle, cellId(2, 1));
  const push = { kind: 'pushBorder', arc, first: 1, last: 2, by: { lng7: 900, lat7: 0 } } as const;

  it('hold until they are taken off', () => {
    const locks: [Operation, string][] = [
      [{ kind: 'lock', arc, isLocked: true }, 'border_locked'],
      [{ kind: 'lock', grid: middle, isLocked: true }, 'grid_locked'],
      [{ kind: 'lock', community: COMMUNITY, isLocked: true }, 'community_locked'],
    ];
    for (const [lock, code] of locks) {
      const locked = applied(straight, lock);
      expect(reasonOf(locked, push)).toBe(code);
      const freed = applied(locked, { ...lock, isLocked: false } as Operation);
      expect(reasonCannot(freed, push)).toBeNull();
    }
    expect(reasonOf(straight, { kind: 'lock', community: '630102001999', isLocked: true })).toBe(
      'area_unknown',
    );
  });

  it('a locked border stays when ground beside it goes from one grid to another', () => {
    const arc = arcBetween(straight, middle, cellId(2, 1));
    const locked = applied(straight, { kind: 'lock', arc, isLocked: true });
    const give = (to: string, west: number, east: number) => {
      const [south, north] = [boardPlace(west, 1), boardPlace(west, 2)];
      const line = [south, boardPlace(east, 1), boardPlace(east, 2), north];
      return { kind: 'transfer', from: middle, to, line, ...SNAP } as const;
    };
    expect(reasonOf(locked, give(cellId(2, 1), 1.5, 2))).toBe('border_locked');
    expect(reasonOf(locked, give(cellId(0, 1), 1, 1.5))).toBeUndefined();
  });

  it('a locked grid lets its neighbour be split at points that its border has', () => {
    const locked = applied(straight, { kind: 'lock', grid: cellId(2, 1), isLocked: true });
    const line = [boardPlace(0.9, 1.34), boardPlace(2.1, 1.34)];
    const split = {
      kind: 'split',
      grid: middle,
      line,
      made: newGrid('new'),
      keeps: 'larger',
      ...SNAP,
    } as const;
    const after = applied(locked, split);
    expect(areaOf(after, cellId(2, 1))).toBe(areaOf(straight, cellId(2, 1)));
    expect(reasonOf(locked, { ...split, line: [boardPlace(0.9, 1.5), boardPlace(2.1, 1.5)] })).toBe(
      'grid_locked',
    );
  });

  it('codes change places, retire, and are not given twice', () => {
    const [a, b] = [`${COMMUNITY}001`, `${COMMUNITY}002`];
    const swapped = applied(straight, {
      kind: 'renumber',
      codes: [
        [cellId(0, 0), b],
        [cellId(1, 0), a],
      ],
    });
    expect(swapped.grids.get(cellId(0, 0))?.code).toBe(b);
    expect(swapped.retiredCodes.size).toBe(0);
    const other = applied(straight, { kind: 'renumber', codes: [[cellId(0, 0), `${COMMUNITY}050`]] });
    expect([...other.retiredCodes]).toEqual([a]);
    expect(reasonOf(other, { kind: 'renumber', codes: [[cellId(1, 0), a]] })).toBe('code_taken');
    expect(reasonOf(straight, { kind: 'renumber', codes: [[cellId(1, 0), a]] })).toBe('code_taken');
    expect(reasonOf(straight, { kind: 'renumber', codes: [[cellId(1, 0), '630102001002001']] })).toBe(
      'grid_code_wrong',
    );
  });
});
