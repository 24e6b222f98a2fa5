import type { FlatRing } from '../../core/geometry/ring.ts';
import { type Arc, type Place, placeAt, pointsIn } from '../../core/plan/plan.ts';
import type { GridFigures } from '../planning/plan-figures.ts';
import type { PlanPicture } from '../planning/plan-picture.ts';

/** Lines of what somebody does with a draft, from the lowest on. `piece` and `patch` are areas. */
export type HandLineKind = 'giver' | 'taker' | 'piece' | 'patch' | 'arc' | 'tried' | 'sketch';
export type HandMarkKind = 'point' | 'end' | 'held' | 'corner' | 'snap' | 'refused' | 'comment' | 'settled';

/** What is drawn of it: lines below marks. */
export interface HandParts {
  lines: { kind: HandLineKind; line: FlatRing }[];
  marks: { kind: HandMarkKind; at: Place }[];
}

export const NO_HAND: HandParts = { lines: [], marks: [] };

/** What somebody does with the open draft; `vertex`: the point of the chosen border that is held, `surfaces`: of its grids. */
export function handParts(
  picture: PlanPicture,
  vertex: number | null,
  surfaces: ReadonlyMap<string, GridFigures>,
): HandParts {
  const { plan, chosenArc, tried, sketch, isSketchClosed, snap, moving, refusedAt, comments } = picture;
  const arc = plan?.arcs.get(chosenArc ?? -1);
  const isPatch = isSketchClosed && sketch.length >= 3;
  return {
    lines: [
      ...(moving ? movingLines(moving, surfaces) : []),
      ...(isPatch ? [{ kind: 'patch' as const, line: closed(sketch) }] : []),
      ...(arc ? [{ kind: 'arc' as const, line: arc.line }] : []),
      ...tried.map((line) => ({ kind: 'tried' as const, line })),
      ...(isPatch || sketch.length === 0 ? [] : [{ kind: 'sketch' as const, line: flat(sketch) }]),
    ],
    marks: [
      ...(arc ? handles(arc, vertex) : []),
      ...sketch.slice(0, -1).map((at) => ({ kind: 'corner' as const, at })),
      ...(snap ? [{ kind: 'snap' as const, at: snap }] : []),
      ...(refusedAt ? [{ kind: 'refused' as const, at: refusedAt }] : []),
      ...comments.map(({ lng, lat, isSettled }) => ({
        kind: isSettled ? ('settled' as const) : ('comment' as const),
        at: { lng7: lng * 1e7, lat7: lat * 1e7 },
      })),
    ],
  };
}

/** The piece, and the grids that it would leave and come to. */
function movingLines(
  { ring, from, to }: NonNullable<PlanPicture['moving']>,
  surfaces: ReadonlyMap<string, GridFigures>,
): HandParts['lines'] {
  const outline = (id: string, kind: HandLineKind) =>
    (surfaces.get(id)?.polygons ?? []).flat().map((line) => ({ kind, line }));
  return [{ kind: 'piece', line: flat(ring) }, ...outline(from, 'giver'), ...outline(to, 'taker')];
}

function handles({ line }: Arc, held: number | null): HandParts['marks'] {
  const last = pointsIn(line) - 1;
  return Array.from({ length: last + 1 }, (_, index) => ({
    kind: index === held ? 'held' : index === 0 || index === last ? 'end' : 'point',
    at: placeAt(line, index),
  }));
}

function flat(places: readonly Place[]): FlatRing {
  return places.flatMap(({ lng7, lat7 }) => [lng7, lat7]);
}

function closed(places: readonly Place[]): FlatRing {
  return flat([...places, ...places.slice(0, 1)]);
}
