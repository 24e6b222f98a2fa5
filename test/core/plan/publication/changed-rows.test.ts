import { describe, expect, it } from 'vitest';
import { polygonsOf } from '../../../../core/plan/faces.ts';
import { planOf } from '../../../../core/plan/plan.ts';
import { changedRows, surfacesOf } from '../../../../core/plan/publication/changed-rows.ts';
import { movedAreas } from '../../../../core/plan/publication/moved-areas.ts';
import { boardPlace, cellId } from '../board-plan.ts';
import { applied, arcBetween, middle, moved, newGrid, pointOf, SNAP, straight } from '../edits.ts';

const copied = planOf(
  straight.nodes,
  [...straight.arcs].map(([id, arc]) => [id, { ...arc, line: Array.from(arc.line) }] as const),
  straight.grids,
);

describe('what differs between two plans', () => {
  it('is nothing between a plan and its copy', () => {
    expect(changedRows(straight, copied)).toEqual({ nodes: new Set(), arcs: new Set(), grids: new Set() });
  });

  it('is both sides of a border that moved', () => {
    const arc = arcBetween(straight, middle, cellId(2, 1));
    const after = applied(straight, {
      kind: 'moveVertex',
      arc,
      index: 1,
      to: moved(pointOf(straight, arc, 1), 900, 0),
    });
    expect(changedRows(copied, after)).toEqual({
      nodes: new Set(),
      arcs: new Set([arc]),
      grids: new Set([middle, cellId(2, 1)]),
    });
    expect(movedAreas(straight, after, [arc]).size).toBe(0);
  });

  it('is a grid that was divided, what it became and the neighbours whose borders got a point', () => {
    const line = [boardPlace(0.9, 1.45), boardPlace(2.1, 1.45)];
    const split = {
      kind: 'split',
      grid: middle,
      line,
      made: newGrid('new'),
      keeps: 'larger',
      ...SNAP,
    } as const;
    const after = applied(straight, split);
    const { grids } = changedRows(straight, after);
    expect(grids).toEqual(new Set([middle, 'new', cellId(0, 1), cellId(2, 1)]));
    for (const id of after.grids.keys()) expect(surfacesOf(after).get(id)).toEqual(polygonsOf(after, id));
  });

  it('is a grid whose code alone is another', () => {
    const { code } = straight.grids.get(middle) ?? { code: '' };
    const codes = [[middle, newGrid('').code]] as const;
    const after = applied(straight, { kind: 'renumber', codes });
    expect(after.grids.get(middle)?.code).not.toBe(code);
    expect(changedRows(straight, after)).toEqual({
      nodes: new Set(),
      arcs: new Set(),
      grids: new Set([middle]),
    });
  });
});
