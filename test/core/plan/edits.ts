import { expect } from 'vitest';
import type { Edited } from '../../../core/plan/edit.ts';
import { polygonsOf } from '../../../core/plan/faces.ts';
import { apply, type Operation, reasonCannot } from '../../../core/plan/operation.ts';
import { type Place, type Plan, placeAt } from '../../../core/plan/plan.ts';
import { boardPlan, COMMUNITY, cellId } from './board-plan.ts';
import { exactArea2, expectPartition, plainPlan, surfacesOf } from './plan-checks.ts';

/** A board of 3 x 3 with straight borders that have two points in between, at a third and two thirds. */
export const straight = boardPlan({ columns: 3, rows: 3, wander: 0 });
export const middle = cellId(1, 1);
export const SNAP = { snapMetres: 5 };

/** The border between two grids, null being outside. */
export function arcBetween(plan: Plan, a: string | null, b: string | null): number {
  for (const [id, { left, right }] of plan.arcs)
    if ((left === a && right === b) || (left === b && right === a)) return id;
  throw new RangeError(`no border between ${a} and ${b}`);
}

export function planAfter(edited: Edited): Plan {
  if ('refusal' in edited) throw new Error(`refused: ${JSON.stringify(edited.refusal)}`);
  return edited.plan;
}

/** The plan after an operation, which must leave the old one as it was and partition the same ground. */
export function applied(plan: Plan, operation: Operation): Plan {
  const before = plainPlan(plan);
  const after = planAfter(apply(plan, operation));
  expect(plainPlan(plan)).toEqual(before);
  expectPartition(after, surfacesOf(straight));
  return after;
}

export const reasonOf = (plan: Plan, operation: Operation): string | undefined =>
  reasonCannot(plan, operation)?.reason;
export const areaOf = (plan: Plan, id: string): bigint => exactArea2([polygonsOf(plan, id) ?? []]);
export const pointOf = (plan: Plan, arc: number, index: number): Place =>
  placeAt(plan.arcs.get(arc)?.line ?? [], index);
export const moved = ({ lng7, lat7 }: Place, east: number, north: number): Place => ({
  lng7: lng7 + east,
  lat7: lat7 + north,
});
export const newGrid = (id: string, sequence = 100) => ({ id, code: `${COMMUNITY}${sequence}` });
