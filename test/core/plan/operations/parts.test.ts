import { describe, expect, it } from 'vitest';
import { polygonsOf } from '../../../../core/plan/faces.ts';
import { apply, type Operation } from '../../../../core/plan/operation.ts';
import { planOf } from '../../../../core/plan/plan.ts';
import { provePartition } from '../../../../core/plan/proof.ts';
import { type MadeStep, takeStep } from '../../../../core/plan/take-step.ts';
import { boardPlace, boardPlan, cellId } from '../board-plan.ts';
import { applied, middle, planAfter, reasonOf, SNAP, straight } from '../edits.ts';
import { surfacesOf } from '../plan-checks.ts';

const FAR = cellId(0, 0);
const NEAR = cellId(2, 2);
const allow = (grid: string, isMultipart = true): Operation => ({ kind: 'allowParts', grid, isMultipart });
const island: Operation = {
  kind: 'transfer',
  from: NEAR,
  to: FAR,
  line: [boardPlace(2.3, 2.3), boardPlace(2.7, 2.3), boardPlace(2.7, 2.7), boardPlace(2.3, 2.7)],
  ...SNAP,
};
const partsOf = (plan: typeof straight, id: string) => polygonsOf(plan, id)?.length;

describe('a grid in several parts', () => {
  it('comes of no transfer and no merger that nobody allowed', () => {
    expect(reasonOf(straight, island)).toBe('grid_would_part');
    expect(reasonOf(straight, { kind: 'merge', keeps: FAR, goes: NEAR })).toBe('grids_not_adjacent');
    const other = applied(straight, allow(NEAR));
    expect(reasonOf(other, island)).toBe('grid_would_part');
    expect(reasonOf(other, { kind: 'merge', keeps: FAR, goes: NEAR })).toBe('grids_not_adjacent');
  });

  it('comes of either once it is allowed, and is part of a partition', () => {
    const allowed = applied(straight, allow(FAR));
    for (const operation of [island, { kind: 'merge', keeps: FAR, goes: NEAR } as const]) {
      const after = planAfter(apply(allowed, operation));
      expect(partsOf(after, FAR)).toBe(2);
      expect(provePartition(surfacesOf(after), surfacesOf(straight))).toEqual([]);
    }
  });

  it('may be forbidden again once it is in one part, not before', () => {
    const inParts = planAfter(apply(applied(straight, allow(FAR)), island));
    expect(reasonOf(inParts, allow(FAR, false))).toBe('grid_would_part');
    const joined = planAfter(apply(inParts, { ...island, from: FAR, to: NEAR } as Operation));
    const forbidden = applied(joined, allow(FAR, false));
    expect(reasonOf(forbidden, island)).toBe('grid_would_part');
  });

  it('stays allowed where an undo by another would forbid it', () => {
    const rights = { level: 'grid' } as const;
    const steps: MadeStep[] = [];
    let plan = straight;
    const take = (accountId: string, asked: { act: 'do'; operation: Operation } | { act: 'undo' }) => {
      const numbers = { firstNode: plan.nextNode, firstArc: plan.nextArc };
      const taken = takeStep({ origin: straight, plan, steps }, { accountId, ...numbers, ...asked }, rights);
      if ('refusal' in taken) return taken.refusal.reason;
      plan = taken.plan;
      steps.push({ ...taken, seq: steps.length + 1, accountId, act: asked.act });
      return undefined;
    };
    expect(take('ann', { act: 'do', operation: allow(FAR) })).toBeUndefined();
    expect(take('ben', { act: 'do', operation: island })).toBeUndefined();
    expect(take('ann', { act: 'undo' })).toBe('undo_built_upon');
    expect(take('ben', { act: 'undo' })).toBeUndefined();
    expect(take('ann', { act: 'undo' })).toBeUndefined();
    expect(plan.grids.get(FAR)?.isMultipart).toBe(false);
  });

  it('is not allowed for a locked grid, and reaches into no other community', () => {
    const locked = applied(straight, { kind: 'lock', grid: middle, isLocked: true });
    expect(reasonOf(locked, allow(middle))).toBe('grid_locked');
    const board = boardPlan({ columns: 4, rows: 1, communityColumns: 2 });
    const two = planAfter(apply(planOf(board.nodes, board.arcs, board.grids), allow(cellId(0, 0))));
    expect(reasonOf(two, { kind: 'merge', keeps: cellId(0, 0), goes: cellId(3, 0) })).toBe('border_frozen');
  });
});
