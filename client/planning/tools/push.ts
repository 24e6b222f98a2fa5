import type { PlanOperation } from '../../../core/contract/draft.ts';
import { metresBetween } from '../../../core/plan/noding.ts';
import { type Place, type Plan, placeAt, pointsIn } from '../../../core/plan/plan.ts';
import { nearestArc } from '../near.ts';
import { planning } from '../planning.ts';
import { choose } from './choose.ts';
import { Drag } from './drag.ts';
import { GRAB_PIXELS, type ToolHandler } from './pointer.ts';

interface Held {
  arc: number;
  from: Place;
}

/** Pushes a whole border aside; its ends stay. */
export const pushTool: ToolHandler = {
  press(plan, at) {
    const near = nearestArc(plan, at.place, GRAB_PIXELS * at.metresPerPixel);
    if (!near) return false;
    planning.set({ arc: near.arc, grids: [], vertex: null });
    drag.begin({ arc: near.arc, from: at.place }, at);
    return true;
  },
  drag(plan, at) {
    const held = drag.held;
    if (!held) return;
    const by = { lng7: at.place.lng7 - held.from.lng7, lat7: at.place.lat7 - held.from.lat7 };
    const line = pushed(plan, held.arc, by);
    const metres = metresBetween(held.from, at.place);
    drag.try(operationOf(plan, held.arc, by, line), {
      at,
      lines: [line.flatMap(({ lng7, lat7 }) => [lng7, lat7])],
      metres,
      to: at.place,
    });
  },
  release: () => drag.end(),
  click: (plan, at) => choose(plan, at),
  cancel: () => drag.cancel(),
};

const drag = new Drag<Held>();

/** The points of a border whose inner ones moved; one without any gets two, at its thirds. */
function pushed(plan: Plan, id: number, by: Place): Place[] {
  const line = plan.arcs.get(id)?.line ?? [];
  const points = Array.from({ length: pointsIn(line) }, (_, at) => placeAt(line, at));
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return points;
  const third = (share: number): Place => ({
    lng7: Math.round(first.lng7 + share * (last.lng7 - first.lng7)),
    lat7: Math.round(first.lat7 + share * (last.lat7 - first.lat7)),
  });
  const inner = points.length > 2 ? points.slice(1, -1) : [third(1 / 3), third(2 / 3)];
  return [first, ...inner.map(({ lng7, lat7 }) => ({ lng7: lng7 + by.lng7, lat7: lat7 + by.lat7 })), last];
}

function operationOf(plan: Plan, arc: number, by: Place, line: readonly Place[]): PlanOperation {
  const count = pointsIn(plan.arcs.get(arc)?.line ?? []);
  if (count > 2) return { kind: 'pushBorder', arc, first: 1, last: count - 2, by };
  return { kind: 'reshape', arc, line, snapMetres: 0.1 };
}
