import { describe, expect, it } from 'vitest';
import { polygonsOf } from '../../../../core/plan/faces.ts';
import { apply } from '../../../../core/plan/operation.ts';
import { type Place, placeAt } from '../../../../core/plan/plan.ts';
import { boardPlace, boardPlan, COMMUNITY, cellId } from '../board-plan.ts';
import {
  applied,
  arcBetween,
  areaOf,
  middle,
  newGrid,
  planAfter,
  reasonOf,
  SNAP,
  straight,
} from '../edits.ts';
import { expectPartition, surfacesOf } from '../plan-checks.ts';

describe('splitting a grid', () => {
  const across = [boardPlace(0.8, 1.4), boardPlace(2.2, 1.6)];

  it('along a line makes a grid of the smaller part, or of the side that is asked for', () => {
    const after = applied(straight, {
      kind: 'split',
      grid: middle,
      line: across,
      made: newGrid('new'),
      keeps: 'larger',
      ...SNAP,
    });
    expect(after.grids.get('new')).toMatchObject({ parents: [middle], code: `${COMMUNITY}100` });
    expect(areaOf(after, 'new') + areaOf(after, middle)).toBe(areaOf(straight, middle));
    const lower = [boardPlace(0.9, 1.2), boardPlace(2.1, 1.2)];
    const split = (keeps: 'left' | 'right' | 'larger') =>
      areaOf(
        applied(straight, { kind: 'split', grid: middle, line: lower, made: newGrid('new'), keeps, ...SNAP }),
        'new',
      );
    expect(split('larger')).toBe(split('left'));
    expect(split('right')).toBeGreaterThan(split('left'));
  });

  it('takes ends near the border to it, and ends at a point of a frozen border that is near enough', () => {
    const line = [boardPlace(1.01, 1.5), boardPlace(1.99, 1.5)];
    applied(straight, {
      kind: 'split',
      grid: middle,
      line,
      made: newGrid('new'),
      keeps: 'larger',
      snapMetres: 5,
    });
    expect(
      reasonOf(straight, {
        kind: 'split',
        grid: middle,
        line,
        made: newGrid('new'),
        keeps: 'larger',
        snapMetres: 1,
      }),
    ).toBe('cut_ends_inside');
    const corner = cellId(0, 0);
    const out = [boardPlace(-0.2, 0.34), boardPlace(1.2, 0.5)];
    expect(
      reasonOf(straight, {
        kind: 'split',
        grid: corner,
        line: out,
        made: newGrid('new'),
        keeps: 'larger',
        snapMetres: 1,
      }),
    ).toBe('border_frozen');
    const after = applied(straight, {
      kind: 'split',
      grid: corner,
      line: out,
      made: newGrid('new'),
      keeps: 'larger',
      snapMetres: 8,
    });
    expect(areaOf(after, 'new') + areaOf(after, corner)).toBe(areaOf(straight, corner));
  });

  it('along a ring makes an enclave, which can be merged away again', () => {
    const ring = [boardPlace(1.3, 1.3), boardPlace(1.7, 1.3), boardPlace(1.5, 1.7), boardPlace(1.3, 1.3)];
    const after = applied(straight, {
      kind: 'split',
      grid: middle,
      line: ring,
      made: newGrid('new'),
      keeps: 'larger',
      ...SNAP,
    });
    expect(polygonsOf(after, middle)?.[0]).toHaveLength(2);
    const within = applied(after, {
      kind: 'split',
      grid: 'new',
      line: [boardPlace(1.45, 1), boardPlace(1.52, 2)],
      made: newGrid('half', 101),
      keeps: 'left',
      ...SNAP,
    });
    const apart = applied(within, { kind: 'merge', keeps: 'new', goes: 'half' });
    expect(areaOf(apart, 'new')).toBe(areaOf(within, 'new') + areaOf(within, 'half'));
    const whole = applied(apart, { kind: 'merge', keeps: middle, goes: 'new' });
    expect(areaOf(whole, middle)).toBe(areaOf(straight, middle));
    expect(whole.grids.get(middle)?.parents).toEqual(['new']);
    expect([...whole.retiredCodes].sort()).toEqual([`${COMMUNITY}100`, `${COMMUNITY}101`]);
    expect(
      reasonOf(whole, {
        kind: 'split',
        grid: middle,
        line: ring,
        made: newGrid('again'),
        keeps: 'larger',
        ...SNAP,
      }),
    ).toBe('code_taken');
  });

  it('is refused where the line does not divide it in two, or the new grid can not be', () => {
    const split = (line: Place[], other = newGrid('new')) =>
      reasonOf(straight, { kind: 'split', grid: middle, line, made: other, keeps: 'larger', ...SNAP });
    expect(split([boardPlace(0.2, 0.2), boardPlace(0.8, 0.8)])).toBe('cut_misses');
    expect(split([boardPlace(0.5, 1.5), boardPlace(1.5, 1.5)])).toBe('cut_ends_inside');
    const zigzag = [boardPlace(0.5, 1.2), boardPlace(2.5, 1.4), boardPlace(2.5, 1.6), boardPlace(0.5, 1.8)];
    expect(split(zigzag)).toBe('cut_too_often');
    const knot = [boardPlace(0.5, 1.5), boardPlace(1.8, 1.5), boardPlace(1.5, 1.8), boardPlace(1.2, 0.5)];
    expect(split(knot)).toBe('cut_meets_itself');
    expect(split([boardPlace(1.5, 1.5)])).toBe('line_too_short');
    expect(split(across, { id: middle, code: `${COMMUNITY}100` })).toBe('grid_exists');
    expect(split(across, { id: 'new', code: `${COMMUNITY}001` })).toBe('code_taken');
    expect(split(across, { id: 'new', code: '630102001002001' })).toBe('grid_code_wrong');
    expect(split([boardPlace(0.9, 1.0001), boardPlace(2.1, 1.0001)])).toBe('grid_too_small');
    expect(
      reasonOf(straight, {
        kind: 'split',
        grid: 'none',
        line: across,
        made: newGrid('new'),
        keeps: 'larger',
        ...SNAP,
      }),
    ).toBe('area_unknown');
  });
});

describe('merging and transferring', () => {
  it('makes one grid of two, and refuses what do not touch along a border', () => {
    const after = applied(straight, { kind: 'merge', keeps: middle, goes: cellId(2, 1) });
    expect(after.grids.size).toBe(8);
    expect(areaOf(after, middle)).toBe(areaOf(straight, middle) + areaOf(straight, cellId(2, 1)));
    expect(reasonOf(straight, { kind: 'merge', keeps: middle, goes: cellId(2, 2) })).toBe(
      'grids_not_adjacent',
    );
    expect(reasonOf(straight, { kind: 'merge', keeps: middle, goes: middle })).toBe('grids_same');
    const ringed = [
      cellId(0, 1),
      cellId(0, 2),
      cellId(1, 2),
      cellId(2, 2),
      cellId(2, 1),
      cellId(2, 0),
      cellId(1, 0),
    ];
    const round = ringed.reduce(
      (plan, goes) => applied(plan, { kind: 'merge', keeps: cellId(0, 0), goes }),
      straight,
    );
    expect(polygonsOf(round, cellId(0, 0))?.[0]).toHaveLength(2);
    expect(round.grids.size).toBe(2);
  });

  it('gives a drawn patch to a neighbour', () => {
    const patch = [boardPlace(1.6, 1.2), boardPlace(2.3, 1.2), boardPlace(2.3, 1.7), boardPlace(1.6, 1.7)];
    const after = applied(straight, {
      kind: 'transfer',
      from: middle,
      to: cellId(2, 1),
      line: patch,
      ...SNAP,
    });
    expect(areaOf(after, middle) + areaOf(after, cellId(2, 1))).toBe(
      areaOf(straight, middle) + areaOf(straight, cellId(2, 1)),
    );
    expect(areaOf(after, middle)).toBeLessThan(areaOf(straight, middle));
    const clockwise = applied(straight, {
      kind: 'transfer',
      from: middle,
      to: cellId(2, 1),
      line: [...patch].reverse(),
      ...SNAP,
    });
    expect(surfacesOf(clockwise)).toEqual(surfacesOf(after));
  });

  it('gives a block that ends in the midst of a border, which gets points there first', () => {
    const plan = boardPlan({ columns: 3, rows: 3 });
    const arc = arcBetween(plan, middle, cellId(2, 1));
    const { line } = plan.arcs.get(arc)!;
    const [a, b] = [placeAt(line, 1), placeAt(line, 2)];
    const between = (from: number, to: number, share: number) => Math.round(from + share * (to - from));
    const points = [0.31, 0.77].map((share) => ({
      lng7: between(a.lng7, b.lng7, share),
      lat7: between(a.lat7, b.lat7, share),
    }));
    const block = [...points, boardPlace(1.6, 1.6), boardPlace(1.6, 1.4)];
    const transfer = {
      kind: 'transfer',
      from: middle,
      to: cellId(2, 1),
      line: block,
      snapMetres: 0,
    } as const;
    const after = applied(plan, { ...transfer, points });
    const corners = polygonsOf(after, cellId(2, 1))!
      .flat()
      .map((ring) => Array.from(ring).join());
    for (const { lng7, lat7 } of block)
      expect(corners.some((ring) => ring.includes(`${lng7},${lat7}`))).toBe(true);
    expect(reasonOf(plan, { ...transfer, points: [boardPlace(1.5, 1.5)] })).toBe('line_off_border');
    const locked = applied(plan, { kind: 'lock', arc, isLocked: true });
    expect(reasonOf(locked, { ...transfer, points })).toBe('border_locked');
  });

  it('gives a block whose outline runs along the border', () => {
    const block = [boardPlace(2, 1), boardPlace(2, 2), boardPlace(1.5, 2), boardPlace(1.5, 1)];
    const after = applied(straight, {
      kind: 'transfer',
      from: middle,
      to: cellId(2, 1),
      line: block,
      ...SNAP,
    });
    expect(2n * areaOf(after, middle)).toBe(areaOf(straight, middle));
  });

  it('is refused if a grid fell apart, nothing or everything were taken', () => {
    const transfer = (line: Place[], to = cellId(2, 1)) =>
      reasonOf(straight, { kind: 'transfer', from: middle, to, line, ...SNAP });
    const through = [boardPlace(0.9, 1.4), boardPlace(2.1, 1.4), boardPlace(2.1, 1.6), boardPlace(0.9, 1.6)];
    expect(transfer(through)).toBe('grid_would_part');
    const inside = [boardPlace(1.4, 1.4), boardPlace(1.6, 1.4), boardPlace(1.6, 1.6)];
    expect(transfer(inside)).toBe('grid_would_part');
    expect(transfer(inside, cellId(2, 2))).toBe('grid_would_part');
    expect(transfer([boardPlace(0.1, 0.1), boardPlace(0.5, 0.1), boardPlace(0.5, 0.5)])).toBe(
      'patch_takes_nothing',
    );
    expect(
      transfer([boardPlace(0.9, 0.9), boardPlace(2.1, 0.9), boardPlace(2.1, 2.1), boardPlace(0.9, 2.1)]),
    ).toBe('patch_takes_all');
    expect(transfer(inside, middle)).toBe('grids_same');
  });

  it('does not reach over the border of a community', () => {
    const plan = boardPlan({ columns: 4, rows: 1, communityColumns: 2, wander: 0 });
    const patch = [boardPlace(1.5, 0.2), boardPlace(2.2, 0.2), boardPlace(2.2, 0.8), boardPlace(1.5, 0.8)];
    const operation = {
      kind: 'transfer',
      from: cellId(1, 0),
      to: cellId(2, 0),
      line: patch,
      ...SNAP,
    } as const;
    expect(reasonOf(plan, operation)).toBe('border_frozen');
    expect(reasonOf(plan, { kind: 'merge', keeps: cellId(1, 0), goes: cellId(2, 0) })).toBe('border_frozen');
    const after = planAfter(apply(plan, operation, { level: 'community' }));
    expectPartition(after, surfacesOf(plan));
  });
});
