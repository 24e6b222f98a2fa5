import { because } from '../contract/reason.ts';
import { type FlatRing, locateInPolygon } from '../geometry/ring.ts';
import { type Face, facesOf, polygonsOf } from './faces.ts';
import { lineMeetsItself } from './meetings.ts';
import { isClosed, nodedLine } from './noding.ts';
import { type Place, placeAt, pointsIn } from './plan.ts';
import { indexOfPlace, type PlanEdit } from './plan-edit.ts';
import { Refused } from './refusal.ts';

/**
 * Cuts a grid along a line: whatever part of it lies inside becomes an arc with the grid on either side. Answers the new arcs, along the line; none
 * if the line stays outside or on the border. Throws a refusal if the line ends inside or meets itself.
 */
export function cut(made: PlanEdit, grid: string, drawn: readonly Place[], snapMetres: number): number[] {
  const { code } = made.grid(grid);
  for (const place of drawn) made.mustBePlace(place);
  if (drawn.length < 2) throw new Refused(because('line_too_short'), { grid });
  const line = nodedLine(made, grid, drawn, snapMetres);
  if (line.length < 2) throw new Refused(because('line_too_short'), { grid });
  if (lineMeetsItself(line)) throw new Refused(because('cut_meets_itself'), { grid });
  const chords = chordsOf(made, grid, line);
  if (!chords) throw new Refused(because('cut_ends_inside', { code, metres: snapMetres }), { grid });
  return chords.map((chord) => addChord(made, grid, chord));
}

/** The faces that a cut has made, the largest first. */
export function cutFaces(made: PlanEdit, grid: string): Face[] {
  const faces = facesOf(made, grid);
  if (!faces) throw new Refused(because('borders_would_meet'), { grid });
  return faces;
}

/** Gives a face to a grid. */
export function relabel(made: PlanEdit, face: Face, to: string): void {
  for (const { arc, isForward } of face.flatMap(({ sides }) => sides))
    made.change(arc, isForward ? { left: to } : { right: to });
}

/** Takes away the arcs with one grid on either side, and the nodes that are none any more. Throws a refusal if one of them is locked. */
export function clean(made: PlanEdit): void {
  for (const id of made.changed) {
    const { left, right, isLocked } = made.arc(id);
    if (left !== right) continue;
    if (isLocked) throw new Refused(because('border_locked'), { arc: id });
    made.removeArc(id);
  }
  for (const node of made.loose) if (made.nodes.has(node)) made.dissolve(node);
}

/** The stretches of a noded line inside the grid, from border to border, or the line itself if it is a ring inside; null if it ends inside. */
function chordsOf(made: PlanEdit, grid: string, line: readonly Place[]): Place[][] | null {
  const border = borderOf(made, grid);
  const closed = isClosed(line);
  const isApart = line.slice(1).map((place, i) => isInside(border, line[i] as Place, place));
  const isBorder = (place: Place | undefined): boolean =>
    place !== undefined && border.places.has(keyOf(place));
  if (closed && isApart.every(Boolean) && !line.some(isBorder)) return [[...line]];
  const start = closed ? line.findIndex((place, i) => isBorder(place) || !isApart[i]) : 0;
  const count = isApart.length;
  const chords: Place[][] = [];
  let chord: Place[] = [];
  for (let k = 0; k < count; k++) {
    const i = (start + k) % count;
    if (!isApart[i]) continue;
    const [from, to] = [line[i] as Place, line[i + 1] as Place];
    if (chord.length === 0) chord.push(from);
    chord.push(to);
    if (!isBorder(to)) continue;
    chords.push(chord);
    chord = [];
  }
  const isLoose = chord.length > 0 || chords.some(([first]) => !isBorder(first));
  return isLoose ? null : chords;
}

interface Border {
  places: ReadonlySet<string>;
  /** Steps along it, in both directions. */
  steps: ReadonlySet<string>;
  /** In half units, where the middle of any step is a whole number. */
  polygons: FlatRing[][];
}

function borderOf(made: PlanEdit, grid: string): Border {
  const places = new Set<string>();
  const steps = new Set<string>();
  for (const id of made.arcsOf.get(grid) ?? []) {
    const { line } = made.arc(id);
    for (let i = 0; i < pointsIn(line); i++) {
      const key = keyOf(placeAt(line, i));
      places.add(key);
      if (i > 0) {
        const before = keyOf(placeAt(line, i - 1));
        steps.add(`${before} ${key}`).add(`${key} ${before}`);
      }
    }
  }
  const polygons = (polygonsOf(made, grid) ?? []).map((polygon) =>
    polygon.map((ring) => Array.from(ring, (unit) => 2 * unit)),
  );
  return { places, steps, polygons };
}

/** Whether a step of a noded line lies inside; it lies all inside, all outside or along the border. */
function isInside({ steps, polygons }: Border, a: Place, b: Place): boolean {
  if (steps.has(`${keyOf(a)} ${keyOf(b)}`)) return false;
  return polygons.some((polygon) => locateInPolygon(a.lng7 + b.lng7, a.lat7 + b.lat7, polygon) === 1);
}

function addChord(made: PlanEdit, grid: string, chord: readonly Place[]): number {
  const [first, last] = [chord[0] as Place, chord.at(-1) as Place];
  const isRing = isClosed(chord) && !isAtBorder(made, grid, first);
  const from = isRing ? made.addNode(first) : nodeAt(made, grid, first);
  const to = isRing ? from : nodeAt(made, grid, last);
  const line = chord.flatMap(({ lng7, lat7 }) => [lng7, lat7]);
  return made.addArc({ from, to, line, left: grid, right: grid, isLocked: false });
}

function isAtBorder(made: PlanEdit, grid: string, place: Place): boolean {
  return (made.arcsOf.get(grid) ?? []).some((id) => indexOfPlace(made.arc(id).line, place) >= 0);
}

/** The node at a point of a grid's border, which is cut in two there if it is none yet. Throws a RangeError if the border has no such point. */
export function nodeAt(made: PlanEdit, grid: string, place: Place): number {
  for (const id of made.arcsOf.get(grid) ?? []) {
    const index = indexOfPlace(made.arc(id).line, place);
    if (index >= 0) return made.nodeAt(id, index);
  }
  throw new RangeError('no point of the border');
}

function keyOf({ lng7, lat7 }: Place): string {
  return `${lng7},${lat7}`;
}
