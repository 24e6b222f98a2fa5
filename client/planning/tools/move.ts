import type { PlanOperation } from '../../../core/contract/draft.ts';
import type { FlatRing } from '../../../core/geometry/ring.ts';
import { metresBetween } from '../../../core/plan/noding.ts';
import { isSamePlace, type Place, type Plan, placeAt, pointsIn } from '../../../core/plan/plan.ts';
import { draftSession } from '../draft-session.ts';
import { nearestArc, nearestPoint } from '../near.ts';
import { planning } from '../planning.ts';
import { snapped } from '../snap.ts';
import { choose } from './choose.ts';
import { Drag } from './drag.ts';
import { GRAB_PIXELS, type PlanPointer, type ToolHandler } from './pointer.ts';

/** What is dragged: an inner point or an end of a border, or a new point between two of it. */
type Held = { arc: number; index: number; isNew: boolean } | { node: number; arc: number };

/** Moves points of the chosen border; a press elsewhere chooses a border or a grid. */
export const moveTool: ToolHandler = {
  press(plan, at) {
    const held = heldAt(plan, at);
    if (!held) return false;
    planning.set({ vertex: 'index' in held && !held.isNew ? held.index : null });
    drag.begin(held, at);
    return true;
  },
  drag(plan, at) {
    const held = drag.held;
    if (!held) return;
    const but = 'node' in held ? (plan.arcsAt.get(held.node) ?? []) : [held.arc];
    const isSnapping = planning.get().isSnapping;
    const to =
      (isSnapping ? snapped(plan, at.place, at.metresPerPixel, { toBorders: false, but }) : null) ?? at.place;
    drag.try(operationOf(plan, held, to), {
      at,
      lines: linesOf(plan, held, to),
      metres: metresBetween(startOf(plan, held), to),
      to,
    });
  },
  release: () => drag.end(),
  click: (plan, at) => choose(plan, at),
  cancel: () => drag.cancel(),
};

const drag = new Drag<Held>();

function heldAt(plan: Plan, { place, metresPerPixel }: PlanPointer): Held | null {
  const { arc: id } = planning.get();
  const arc = id === null ? undefined : plan.arcs.get(id);
  if (id === null || !arc) return null;
  const reach = GRAB_PIXELS * metresPerPixel;
  const point = nearestPoint(arc, place, reach);
  if (point) {
    if (point.index === 0) return { node: arc.from, arc: id };
    if (point.index === pointsIn(arc.line) - 1) return { node: arc.to, arc: id };
    return { arc: id, index: point.index, isNew: false };
  }
  const near = nearestArc(plan, place, reach);
  return near?.arc === id ? { arc: id, index: near.segment, isNew: true } : null;
}

function startOf(plan: Plan, held: Held): Place {
  if ('node' in held) return plan.nodes.get(held.node) ?? { lng7: 0, lat7: 0 };
  return placeAt(plan.arcs.get(held.arc)?.line ?? [], held.isNew ? held.index - 1 : held.index);
}

function operationOf(plan: Plan, held: Held, to: Place): PlanOperation {
  if ('node' in held) return { kind: 'moveNode', node: held.node, to };
  const { arc, index } = held;
  if (!held.isNew) return { kind: 'moveVertex', arc, index, to };
  const { line } = plan.arcs.get(arc) ?? { line: [] };
  return {
    kind: 'reshape',
    arc,
    line: [placeAt(line, index - 1), to, placeAt(line, index)],
    snapMetres: 0.1,
  };
}

function linesOf(plan: Plan, held: Held, to: Place): FlatRing[] {
  const arcs = 'node' in held ? (plan.arcsAt.get(held.node) ?? []) : [held.arc];
  return arcs.map((id) => {
    const arc = plan.arcs.get(id);
    const line = Array.from(arc?.line ?? []);
    if ('index' in held) line.splice(2 * held.index, held.isNew ? 0 : 2, to.lng7, to.lat7);
    else {
      if (arc?.from === held.node) line.splice(0, 2, to.lng7, to.lat7);
      if (arc?.to === held.node) line.splice(-2, 2, to.lng7, to.lat7);
    }
    return line;
  });
}

/** Takes the point that was pressed last out of the chosen border. */
export function deletePoint(): void {
  const { arc, vertex } = planning.get();
  if (arc === null || vertex === null) return;
  draftSession.act({ kind: 'deleteVertex', arc, index: vertex });
  planning.set({ vertex: null });
}

/** Moves the point that was pressed last by so many units. */
export function nudgePoint(lng7: number, lat7: number): void {
  const { arc, vertex } = planning.get();
  const line = draftSession.get().plan?.arcs.get(arc ?? -1)?.line;
  if (arc === null || vertex === null || !line) return;
  const from = placeAt(line, vertex);
  const to = { lng7: from.lng7 + lng7, lat7: from.lat7 + lat7 };
  if (!isSamePlace(from, to)) draftSession.act({ kind: 'moveVertex', arc, index: vertex, to });
}
