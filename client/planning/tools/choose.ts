import type { Plan } from '../../../core/plan/plan.ts';
import { gridAt, nearestArc } from '../near.ts';
import { planning } from '../planning.ts';
import { surfacesOf } from '../surfaces.ts';
import { GRAB_PIXELS, type PlanPointer } from './pointer.ts';

/** Chooses the border under the pointer, or the grid. */
export function choose(plan: Plan, { place, metresPerPixel }: PlanPointer): void {
  const near = nearestArc(plan, place, GRAB_PIXELS * metresPerPixel);
  if (near) {
    const isSame = planning.get().arc === near.arc;
    planning.set({ arc: near.arc, grids: [], ...(isSame ? {} : { vertex: null }) });
    return;
  }
  const grid = gridAt(surfacesOf(plan), place);
  planning.set({ arc: null, vertex: null, grids: grid ? [grid] : [] });
}
