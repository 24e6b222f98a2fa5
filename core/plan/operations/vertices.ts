import { because } from '../../contract/reason.ts';
import { distanceMetres, localMetres, squaredMetresToSegment } from '../../geometry/metres.ts';
import type { FlatRing } from '../../geometry/ring.ts';
import { isSamePlace, type Place, placeAt, pointsIn } from '../plan.ts';
import type { PlanEdit } from '../plan-edit.ts';
import { Refused } from '../refusal.ts';

/** Moves one point of a border, not its ends; both neighbours follow. */
export function moveVertex(
  made: PlanEdit,
  { arc, index, to }: { arc: number; index: number; to: Place },
): void {
  pushBorder(made, { arc, first: index, last: index, by: difference(vertexOf(made, arc, index), to) });
}

/** Moves a place where borders end, and every border's end with it. */
export function moveNode(made: PlanEdit, { node, to }: { node: number; to: Place }): void {
  const place = made.node(node);
  if (isSamePlace(place, to)) throw new Refused(because('nothing_changes'), { node });
  const ids = made.arcsAt.get(node) ?? [];
  for (const id of ids) made.mustBeFree(id);
  made.nodes.set(node, to);
  for (const id of ids) {
    const { line, from, to: end } = made.arc(id);
    const flat = Array.from(line);
    if (from === node) flat.splice(0, 2, to.lng7, to.lat7);
    if (end === node) flat.splice(-2, 2, to.lng7, to.lat7);
    made.change(id, { line: flat });
  }
}

/** Puts a new point between points `index - 1` and `index` of a border. */
export function insertVertex(
  made: PlanEdit,
  { arc, index, at }: { arc: number; index: number; at: Place },
): void {
  made.mustBeFree(arc);
  if (!(index >= 1 && index < pointsIn(made.arc(arc).line)))
    throw new Refused(because('point_unknown'), { arc });
  made.insert(arc, index, at);
}

/** Takes one point out of a border, not its ends. */
export function deleteVertex(made: PlanEdit, { arc, index }: { arc: number; index: number }): void {
  made.mustBeFree(arc);
  vertexOf(made, arc, index);
  const line = Array.from(made.arc(arc).line);
  line.splice(2 * index, 2);
  made.change(arc, { line });
}

/** Moves the points `first` to `last` of a border by so many units; its ends stay. */
export function pushBorder(
  made: PlanEdit,
  { arc, first, last, by }: { arc: number; first: number; last: number; by: Place },
): void {
  made.mustBeFree(arc);
  vertexOf(made, arc, first);
  vertexOf(made, arc, last);
  if (first > last || (by.lng7 === 0 && by.lat7 === 0))
    throw new Refused(because('nothing_changes'), { arc });
  const line = Array.from(made.arc(arc).line);
  for (let i = first; i <= last; i++) {
    const { lng7, lat7 } = placeAt(line, i);
    line.splice(2 * i, 2, lng7 + by.lng7, lat7 + by.lat7);
  }
  made.change(arc, { line });
}

/** Takes out every point between the points `first` and `last` of a border. */
export function straighten(
  made: PlanEdit,
  { arc, first, last }: { arc: number; first: number; last: number },
): void {
  made.mustBeFree(arc);
  const flat = Array.from(made.arc(arc).line);
  if (!(first >= 0 && last < flat.length / 2)) throw new Refused(because('point_unknown'), { arc });
  if (last - first < 2) throw new Refused(because('nothing_changes'), { arc });
  flat.splice(2 * (first + 1), 2 * (last - first - 1));
  made.change(arc, { line: flat });
}

/**
 * Takes points out of a border as long as none of them lies further from it than so many metres; its ends stay.
 * Source: Douglas & Peucker, Algorithms for the reduction of the number of points (Cartographica 10, 1973).
 */
export function simplify(
  made: PlanEdit,
  { arc, toleranceMetres }: { arc: number; toleranceMetres: number },
): void {
  made.mustBeFree(arc);
  const { line } = made.arc(arc);
  const kept = [...keptPoints(line, 0, pointsIn(line) - 1, toleranceMetres), pointsIn(line) - 1];
  if (kept.length === pointsIn(line)) throw new Refused(because('nothing_changes'), { arc });
  made.change(arc, { line: kept.flatMap((i) => [line[2 * i] as number, line[2 * i + 1] as number]) });
}

/** Indices of the points that stay from `first` on, without `last`. */
function keptPoints(line: FlatRing, first: number, last: number, toleranceMetres: number): number[] {
  const [a, b] = [placeAt(line, first), placeAt(line, last)];
  const plane = localMetres(a.lng7, (a.lat7 + b.lat7) / 2);
  let [furthest, most] = [-1, toleranceMetres ** 2];
  for (let i = first + 1; i < last; i++) {
    const { lng7, lat7 } = placeAt(line, i);
    const off = isSamePlace(a, b)
      ? distanceMetres(lng7, lat7, a.lng7, a.lat7) ** 2
      : squaredMetresToSegment(plane, lng7, lat7, a.lng7, a.lat7, b.lng7, b.lat7);
    if (off > most) [furthest, most] = [i, off];
  }
  if (furthest < 0) return [first];
  return [
    ...keptPoints(line, first, furthest, toleranceMetres),
    ...keptPoints(line, furthest, last, toleranceMetres),
  ];
}

function vertexOf(made: PlanEdit, arc: number, index: number): Place {
  const { line } = made.arc(arc);
  if (!Number.isInteger(index) || index < 1 || index >= pointsIn(line) - 1)
    throw new Refused(because('point_unknown'), { arc });
  return placeAt(line, index);
}

function difference(from: Place, to: Place): Place {
  return { lng7: to.lng7 - from.lng7, lat7: to.lat7 - from.lat7 };
}
