import type { Plan } from '../../core/plan/plan.ts';
import { type GridFigures, PlanFigures } from './plan-figures.ts';

const figures = new PlanFigures(null);

/** Surfaces of the grids of the open draft; only what changed is traced anew. */
export function surfacesOf(plan: Plan): ReadonlyMap<string, GridFigures> {
  return figures.of(plan);
}
