import { describe, expect, it } from 'vitest';
import { levelOfArc, type Place, planOf } from '../../../core/plan/plan.ts';
import { boardPlan, cellId } from './board-plan.ts';
import { arcBetween } from './edits.ts';

describe('a plan', () => {
  it('is refused whole if its arcs do not end at their nodes, or know a grid that is not there', () => {
    const arc = { from: 0, to: 1, line: [0, 0, 5, 5], left: null, right: null, isLocked: false };
    const nodes: [number, Place][] = [
      [0, { lng7: 0, lat7: 0 }],
      [1, { lng7: 5, lat7: 6 }],
    ];
    expect(() => planOf(nodes, [[0, arc]], [])).toThrow(/does not end/);
    expect(() => planOf(nodes, [[0, { ...arc, line: [0, 0, 5, 6], left: 'x' }]], [])).toThrow(/no grid x/);
  });

  it('knows the level of every border', () => {
    const plan = boardPlan({ columns: 4, rows: 2, communityColumns: 2 });
    expect(levelOfArc(plan, plan.arcs.get(arcBetween(plan, cellId(0, 0), cellId(1, 0)))!)).toBe('grid');
    expect(levelOfArc(plan, plan.arcs.get(arcBetween(plan, cellId(1, 0), cellId(2, 0)))!)).toBe('community');
    expect(levelOfArc(plan, plan.arcs.get(arcBetween(plan, cellId(0, 0), null))!)).toBe('city');
  });
});
