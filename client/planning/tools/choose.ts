import { metresBetween } from '../../../core/plan/noding.ts';
import type { Plan } from '../../../core/plan/plan.ts';
import { gridAt, nearestArc } from '../near.ts';
import { planPicture } from '../plan-picture.ts';
import { planning } from '../planning.ts';
import { surfacesOf } from '../surfaces.ts';
import { GRAB_PIXELS, type PlanPointer } from './pointer.ts';

/** Radius of a comment's mark. */
export const COMMENT_PIXELS = 12;

/** Chooses the comment under the pointer, or the border, or the grid. */
export function choose(plan: Plan, at: PlanPointer): void {
  const { place, metresPerPixel } = at;
  const comment = commentUnder(at);
  if (comment) {
    planning.set({ tab: 'comments', comment });
    return;
  }
  const near = nearestArc(plan, place, GRAB_PIXELS * metresPerPixel);
  if (near) {
    const isSame = planning.get().arc === near.arc;
    planning.set({ arc: near.arc, grids: [], ...(isSame ? {} : { vertex: null }) });
    return;
  }
  const grid = gridAt(surfacesOf(plan), place);
  planning.set({ arc: null, vertex: null, grids: grid ? [grid] : [] });
}

function commentUnder({ place, metresPerPixel }: PlanPointer): string | undefined {
  const near = planPicture.get().comments.map(({ id, lng, lat }) => ({
    id,
    metres: metresBetween(place, { lng7: lng * 1e7, lat7: lat * 1e7 }),
  }));
  const [first] = near
    .filter(({ metres }) => metres <= COMMENT_PIXELS * metresPerPixel)
    .sort((a, b) => a.metres - b.metres);
  return first?.id;
}
