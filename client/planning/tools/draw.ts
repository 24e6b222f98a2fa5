import { ancestorCode } from '../../../core/contract/area-code.ts';
import type { PlanOperation } from '../../../core/contract/draft.ts';
import { because } from '../../../core/contract/reason.ts';
import { metresBetween } from '../../../core/plan/noding.ts';
import type { Place, Plan } from '../../../core/plan/plan.ts';
import { codesForNew } from '../../../core/plan/renumber.ts';
import { draftSession } from '../draft-session.ts';
import { dragNote } from '../drag-note.ts';
import { gridAt, nearestArc, nearestOn } from '../near.ts';
import { planning } from '../planning.ts';
import { surfacesOf } from '../surfaces.ts';
import { choose } from './choose.ts';
import { GRAB_PIXELS, type PlanPointer, type ToolHandler } from './pointer.ts';
import { Sketch } from './sketch.ts';
import { triedNote } from './tried-note.ts';

/** Ends of what is drawn are led to a border this near, at least in metres. */
const LEAST_SNAP_METRES = 1;

/** Two clicks this near are one. */
const SAME_PIXELS = 4;

let snapMetres = LEAST_SNAP_METRES;

/** A tool that draws: `operationOf` says what the line or ring means, null: nothing yet; `isDone`: it ends with the point just drawn. */
function drawingTool(
  isClosed: boolean,
  operationOf: (plan: Plan, drawn: readonly Place[]) => PlanOperation | null,
  isDone: (plan: Plan, drawn: readonly Place[], at: PlanPointer) => boolean,
  begins: (plan: Plan, at: PlanPointer) => boolean = () => true,
): ToolHandler {
  const sketch = new Sketch(isClosed);
  const finish = (plan: Plan): void => {
    const drawn = sketch.take();
    dragNote.set(null);
    if (drawn.length < 2) return;
    const operation = operationOf(plan, drawn);
    if (operation) draftSession.act(operation);
    else draftSession.refuse(because('line_too_short'));
  };
  return {
    hover(plan, at) {
      sketch.hover(plan, at);
      if (sketch.points.length === 0) return;
      const to = sketch.placeOf(plan, at);
      snapMetres = Math.max(LEAST_SNAP_METRES, GRAB_PIXELS * at.metresPerPixel);
      const operation = operationOf(plan, [...sketch.points, to]);
      const metres = sketch.metres + metresBetween(sketch.points.at(-1) ?? to, to);
      dragNote.set(
        operation
          ? triedNote(operation, at, metres)
          : { x: at.x, y: at.y, tried: null, refusal: null, metres },
      );
    },
    click(plan, at) {
      if (sketch.points.length === 0 && !begins(plan, at)) return;
      snapMetres = Math.max(LEAST_SNAP_METRES, GRAB_PIXELS * at.metresPerPixel);
      sketch.add(sketch.placeOf(plan, at), SAME_PIXELS * at.metresPerPixel);
      if (isDone(plan, sketch.points, at)) finish(plan);
    },
    finish,
    back: () => sketch.back(),
    cancel: () => {
      dragNote.set(null);
      return sketch.cancel();
    },
  };
}

/** Draws the way that a border is to take; the first point chooses the border, one more on it ends. */
export const reshapeTool = drawingTool(
  false,
  (_, line) => {
    const { arc } = planning.get();
    return arc === null || line.length < 2 ? null : { kind: 'reshape', arc, line, snapMetres };
  },
  (plan, drawn, { place, metresPerPixel }) => {
    const arc = plan.arcs.get(planning.get().arc ?? -1);
    const near = arc && nearestOn(arc, place);
    return (
      drawn.length > 2 && near !== undefined && near !== null && near.metres <= GRAB_PIXELS * metresPerPixel
    );
  },
  (plan, at) => {
    const near = nearestArc(plan, at.place, GRAB_PIXELS * at.metresPerPixel);
    if (near) planning.set({ arc: near.arc, grids: [], vertex: null });
    else
      draftSession.refuse(because('line_off_border', { metres: Math.ceil(GRAB_PIXELS * at.metresPerPixel) }));
    return near !== null;
  },
);

/** Draws a line across a grid, or a ring in it, that parts it. */
export const splitTool = drawingTool(
  false,
  (plan, line) => {
    const grid = gridOfLine(plan, line);
    const made = grid && newGrid(plan, grid);
    return made ? { kind: 'split', grid, made, keeps: 'larger', line, snapMetres } : null;
  },
  (plan, drawn, { place, metresPerPixel }) =>
    drawn.length > 1 &&
    nearestArc(plan, place, GRAB_PIXELS * metresPerPixel) !== null &&
    gridOfLine(plan, drawn) !== null,
);

/** Draws round a piece of a neighbour that the chosen grid takes. */
export const transferTool = drawingTool(
  true,
  (plan, line) => {
    const [to] = planning.get().grids;
    const from = to === undefined ? null : gridOfRing(plan, line, to);
    return to !== undefined && from && line.length > 2
      ? { kind: 'transfer', from, to, line, snapMetres }
      : null;
  },
  (_, drawn, { place, metresPerPixel }) =>
    drawn.length > 3 && metresBetween(drawn[0] as Place, place) <= GRAB_PIXELS * metresPerPixel,
  (plan, at) => {
    if (planning.get().grids.length > 0) return true;
    choose(plan, at);
    return false;
  },
);

/** The grid in which most of the steps of a line lie, by their middles. */
function gridOfLine(plan: Plan, line: readonly Place[]): string | null {
  const surfaces = surfacesOf(plan);
  const middles = line.slice(1).map((b, i) => middleOf(line[i] as Place, b));
  return mostOf(middles.map((place) => gridAt(surfaces, place)));
}

/** The grid, but one, that a ring is drawn over most. */
function gridOfRing(plan: Plan, ring: readonly Place[], but: string): string | null {
  const surfaces = surfacesOf(plan);
  const centre = { lng7: meanOf(ring, 'lng7'), lat7: meanOf(ring, 'lat7') };
  const inner = ring.map((place) => middleOf(place, centre));
  return mostOf(
    [centre, ...inner, ...ring].map((place) => gridAt(surfaces, place)).filter((id) => id !== but),
  );
}

function newGrid(plan: Plan, grid: string): { id: string; code: string } | null {
  const community = ancestorCode(plan.grids.get(grid)?.code ?? '', 'community');
  if (community === undefined) return null;
  const surfaces = surfacesOf(plan);
  const own = [...plan.grids].filter(([, { code }]) => code.startsWith(community));
  const coded = own.map(([id, { code }]) => ({ code, polygons: surfaces.get(id)?.polygons ?? [] }));
  const numbered = codesForNew(
    community,
    [...coded, { code: null, polygons: surfaces.get(grid)?.polygons ?? [] }],
    plan.retiredCodes,
  );
  const code = 'codes' in numbered ? numbered.codes.at(-1) : undefined;
  return code === undefined ? null : { id: crypto.randomUUID(), code };
}

function middleOf(a: Place, b: Place): Place {
  return { lng7: Math.round((a.lng7 + b.lng7) / 2), lat7: Math.round((a.lat7 + b.lat7) / 2) };
}

function meanOf(places: readonly Place[], key: keyof Place): number {
  return Math.round(places.reduce((sum, place) => sum + place[key], 0) / places.length);
}

function mostOf(ids: readonly (string | null)[]): string | null {
  const counts = new Map<string, number>();
  for (const id of ids) if (id) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}
