import { describe, expect, test } from 'vitest';
import { withSameArcs } from '../../../core/plan/change.ts';
import { apply } from '../../../core/plan/operation.ts';
import { packPlan, unpackPlan } from '../../../core/plan/packed.ts';
import { cellId } from './board-plan.ts';
import { arcBetween, middle, moved, planAfter, pointOf, straight } from './edits.ts';
import { plainPlan } from './plan-checks.ts';

describe('a plan with the arcs of another', () => {
  const arc = arcBetween(straight, middle, cellId(2, 1));
  const to = moved(pointOf(straight, arc, 1), 500, 0);
  const edited = planAfter(apply(straight, { kind: 'moveVertex', arc, index: 1, to }));

  test('is the plan it was, and shares all arcs but those that differ', () => {
    const again = unpackPlan(packPlan(straight));
    const shared = withSameArcs(again, edited);
    expect(plainPlan(shared)).toEqual(plainPlan(straight));
    const own = [...shared.arcs].filter(([id, one]) => edited.arcs.get(id) !== one).map(([id]) => id);
    expect(own).toEqual([arc]);
  });
});
