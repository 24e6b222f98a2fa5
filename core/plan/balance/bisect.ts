import { segmentsTouch } from '../../geometry/integer.ts';
import { type LocalMetres, localMetres, squaredMetresToSegment } from '../../geometry/metres.ts';
import { locateInPolygon } from '../../geometry/ring.ts';
import { nodeAt } from '../cut.ts';
import type { Face } from '../faces.ts';
import { metresBetween } from '../noding.ts';
import { isSamePlace, type Place, placeAt, pointsIn } from '../plan.ts';
import type { PlanEdit } from '../plan-edit.ts';
import type { AddedPoints } from './added-points.ts';
import { polsbyPopper } from './grid-sums.ts';
import type { Piece } from './ground-lines.ts';

/** Between points at which a cut may end: at least so far, and no more than so many round a face. */
const SPACING_METRES = 30;
const MOST_ENDS = 48;
/** A cut keeps so far off other corners. */
const CLEAR_METRES = 2;
/** Of the best cuts so many are tried. */
const MOST_TRIES = 80;
/** The smaller part has at least this share. */
const LEAST_SHARE = 0.25;

/** A place on the border of a face where a cut can end: the point `a` of it, or between its points `a` and `b`. */
interface End {
  place: Place;
  a: Place;
  b: Place;
  /** Metres round the face to it, and where it is on a plane. */
  along: number;
  x: number;
  y: number;
}

interface Cut {
  u: End;
  v: End;
  worth: number;
}

/**
 * Cuts a face of a grid in two along a straight line, so that both parts are about equal and compact; it ends in points of borders, which those that may
 * be moved get if need be. False if there is no such line.
 */
export function bisect(made: PlanEdit, grid: string, face: Face, added: AddedPoints): boolean {
  const [shell] = face;
  const plane = localMetres(shell!.ring[0]!, shell!.ring[1]!);
  const cuts = cutsOf(endsOf(made, face, plane), lengthOf(face));
  const cut = cuts.slice(0, MOST_TRIES).find((one) => isClear(face, plane, one));
  if (!cut) return false;
  const [from, to] = [cut.u, cut.v].map((end) => nodeOf(made, grid, end, added)) as [number, number];
  const [{ place: u }, { place: v }] = [cut.u, cut.v];
  made.addArc({
    from,
    to,
    line: [u.lng7, u.lat7, v.lng7, v.lat7],
    left: grid,
    right: grid,
    isLocked: false,
  });
  return true;
}

function lengthOf([shell]: Face): number {
  const { ring } = shell!;
  let metres = 0;
  for (let i = 1; i < pointsIn(ring); i++) metres += metresBetween(placeAt(ring, i - 1), placeAt(ring, i));
  return metres;
}

function endsOf(made: PlanEdit, face: Face, plane: LocalMetres): End[] {
  const spacing = Math.max(SPACING_METRES, lengthOf(face) / MOST_ENDS);
  const ends: End[] = [];
  let along = 0;
  for (const { arc, isForward } of face[0]!.sides) {
    const { line } = made.arc(arc);
    const last = pointsIn(line) - 1;
    const mayGain = made.isFree(arc);
    for (let i = 0; i < last; i++) {
      const [a, b] = isForward
        ? [placeAt(line, i), placeAt(line, i + 1)]
        : [placeAt(line, last - i), placeAt(line, last - i - 1)];
      const metres = metresBetween(a, b);
      const parts = mayGain ? Math.max(1, Math.floor(metres / spacing)) : 1;
      for (let k = 0; k < parts; k++) {
        const place = between(a, b, k / parts);
        const [x, y] = [
          (place.lng7 - plane.originLng7) * plane.metresPerLng7,
          (place.lat7 - plane.originLat7) * plane.metresPerLat7,
        ];
        ends.push({ place, a, b, along: along + (k / parts) * metres, x, y });
      }
      along += metres;
    }
  }
  return ends;
}

function between(a: Place, b: Place, part: number): Place {
  return {
    lng7: Math.round(a.lng7 + part * (b.lng7 - a.lng7)),
    lat7: Math.round(a.lat7 + part * (b.lat7 - a.lat7)),
  };
}

/** Cuts between any two ends, the best first: what counts is how compact the less compact part is, and how equal both are. */
function cutsOf(ends: readonly End[], round: number): Cut[] {
  const swept = [0];
  for (const [i, { x, y }] of ends.entries()) {
    const next = ends[(i + 1) % ends.length]!;
    swept.push(swept[i]! + (x * next.y - next.x * y) / 2);
  }
  const whole = swept.at(-1)!;
  const cuts: Cut[] = [];
  for (const [i, u] of ends.entries())
    for (let j = i + 1; j < ends.length; j++) {
      const v = ends[j]!;
      const part = swept[j]! - swept[i]! + (v.x * u.y - u.x * v.y) / 2;
      const [less, more] = [Math.min(part, whole - part), Math.max(part, whole - part)];
      if (less < LEAST_SHARE * whole) continue;
      const chord = Math.hypot(u.x - v.x, u.y - v.y);
      const compactness = Math.min(
        polsbyPopper(part, v.along - u.along + chord),
        polsbyPopper(whole - part, round - v.along + u.along + chord),
      );
      cuts.push({ u, v, worth: (compactness * less) / more });
    }
  return cuts.sort((one, other) => other.worth - one.worth);
}

/** Whether a cut lies inside the face and off its corners and border. */
function isClear(face: Face, plane: LocalMetres, { u, v }: Cut): boolean {
  const cut: Piece = [u.place.lng7, u.place.lat7, v.place.lng7, v.place.lat7];
  for (const { ring } of face)
    for (let i = 1; i < pointsIn(ring); i++) {
      const [a, b] = [placeAt(ring, i - 1), placeAt(ring, i)];
      const isEnd = isSamePlace(a, u.place) || isSamePlace(a, v.place);
      if (!isEnd && squaredMetresToSegment(plane, a.lng7, a.lat7, ...cut) < CLEAR_METRES ** 2) return false;
      const meets = [u, v].some((end) => isOn(end, a, b));
      if (!meets && segmentsTouch(...cut, a.lng7, a.lat7, b.lng7, b.lat7)) return false;
    }
  const doubled = face.map(({ ring }) => Array.from(ring, (unit) => 2 * unit));
  return locateInPolygon(cut[0] + cut[2], cut[1] + cut[3], doubled) === 1;
}

/** Whether an end lies on a step of the border of its face. */
function isOn({ place, a, b }: End, from: Place, to: Place): boolean {
  if (isSamePlace(place, from) || isSamePlace(place, to)) return true;
  return isSamePlace(a, from) && isSamePlace(b, to);
}

function nodeOf(made: PlanEdit, grid: string, { place, a, b }: End, added: AddedPoints): number {
  if (!isSamePlace(place, a)) {
    const { arc, index } = stepBetween(made, grid, a, b);
    const { left, right } = made.arc(arc);
    if (left !== right) added.add(place);
    made.insert(arc, index, place);
  }
  return nodeAt(made, grid, place);
}

function stepBetween(made: PlanEdit, grid: string, a: Place, b: Place): { arc: number; index: number } {
  for (const arc of made.arcsOf.get(grid) ?? []) {
    const { line } = made.arc(arc);
    for (let index = 1; index < pointsIn(line); index++) {
      const [from, to] = [placeAt(line, index - 1), placeAt(line, index)];
      const isForward = isSamePlace(from, a) && isSamePlace(to, b);
      if (isForward || (isSamePlace(from, b) && isSamePlace(to, a))) return { arc, index };
    }
  }
  throw new RangeError('no such step of a border');
}
