/** Makes a drawn line and the border of a grid meet in points that both have. */
import { because } from '../contract/reason.ts';
import { isOnSegment, segmentsCross } from '../geometry/integer.ts';
import { distanceMetres, localMetres } from '../geometry/metres.ts';
import { locateInPolygon } from '../geometry/ring.ts';
import { polygonsOf } from './faces.ts';
import { isSamePlace, type Place, placeAt, pointsIn } from './plan.ts';
import type { PlanEdit } from './plan-edit.ts';
import { Refused } from './refusal.ts';

/** A point that is rounded bends what it is put into by less than a centimetre, which can make another crossing; after so many points for each of the line it is given up. */
const MOST_POINTS_EACH = 64;

/** A step of a border: points `index - 1` and `index` of an arc. */
interface BorderStep {
  arc: number;
  index: number;
  a: Place;
  b: Place;
}

/**
 * The line with a point wherever it meets the border of the grid, which gets the same points. A border that may not be moved gets none: the line is led
 * through the nearest point it has, if that is within `snapMetres`. An end inside the grid is led to the border if that is as near.
 */
export function nodedLine(
  made: PlanEdit,
  grid: string,
  drawn: readonly Place[],
  snapMetres: number,
): Place[] {
  let line = withoutRepeats(drawn);
  if (!isClosed(line)) line = withEndsAtBorder(made, grid, line, snapMetres);
  for (let left = MOST_POINTS_EACH * line.length; left > 0; left--) {
    const next = nodeOnce(made, grid, line, snapMetres);
    if (!next) return line;
    line = withoutRepeats(next);
  }
  throw new Refused(because('borders_would_meet'), { grid });
}

/** Whether a line is a ring: at least three points, and the first again. */
export function isClosed(line: readonly Place[]): boolean {
  const [first, last] = [line[0], line.at(-1)];
  return line.length > 3 && first !== undefined && last !== undefined && isSamePlace(first, last);
}

function withoutRepeats(line: readonly Place[]): Place[] {
  return line.filter((place, i) => {
    const before = line[i - 1];
    return !before || !isSamePlace(before, place);
  });
}

/** One more common point; null if there is none to make. */
function nodeOnce(made: PlanEdit, grid: string, line: readonly Place[], snapMetres: number): Place[] | null {
  for (const step of stepsOf(made, grid))
    for (let i = 1; i < line.length; i++) {
      const [p, q] = [line[i - 1] as Place, line[i] as Place];
      if (!areNear(step, p, q)) continue;
      for (const corner of [step.a, step.b])
        if (isBetween(corner, p, q)) return [...line.slice(0, i), corner, ...line.slice(i)];
      for (const at of [i - 1, i]) {
        const place = line[at] as Place;
        if (!isBetween(place, step.a, step.b)) continue;
        const taken = takeIn(made, step, place, snapMetres);
        return isSamePlace(taken, place) ? [...line] : replaced(line, at, taken);
      }
      if (!cross(step.a, step.b, p, q)) continue;
      const taken = takeIn(made, step, crossing(step.a, step.b, p, q), snapMetres);
      return [...line.slice(0, i), taken, ...line.slice(i)];
    }
  return null;
}

/** Puts a place into a step of a border; where that may not be, the nearer end of the step. */
function takeIn(made: PlanEdit, { arc, index, a, b }: BorderStep, place: Place, snapMetres: number): Place {
  if (isSamePlace(place, a) || isSamePlace(place, b)) return place;
  if (made.isFree(arc)) {
    made.insert(arc, index, place);
    return place;
  }
  const nearer = metresBetween(a, place) <= metresBetween(b, place) ? a : b;
  if (metresBetween(nearer, place) > snapMetres) made.mustBeFree(arc);
  return nearer;
}

/** A closed line keeps its ends together. */
function replaced(line: readonly Place[], at: number, place: Place): Place[] {
  const ends = isClosed(line) && (at === 0 || at === line.length - 1) ? [0, line.length - 1] : [at];
  return line.map((one, i) => (ends.includes(i) ? place : one));
}

function withEndsAtBorder(made: PlanEdit, grid: string, line: Place[], snapMetres: number): Place[] {
  const polygons = polygonsOf(made, grid) ?? [];
  const isInside = ({ lng7, lat7 }: Place): boolean =>
    polygons.some((polygon) => locateInPolygon(lng7, lat7, polygon) === 1);
  const [first, last] = [line[0], line.at(-1)];
  if (!first || !last || line.length < 2) throw new Refused(because('line_too_short'), { grid });
  const start = isInside(first) ? [borderNear(made, grid, first, snapMetres)] : [];
  const end = isInside(last) ? [borderNear(made, grid, last, snapMetres)] : [];
  return withoutRepeats([...start, ...line, ...end]);
}

/** The nearest point of the border, put into it if need be. */
function borderNear(made: PlanEdit, grid: string, place: Place, snapMetres: number): Place {
  let best: { metres: number; take: () => Place } | undefined;
  const offer = (metres: number, take: () => Place): void => {
    if (metres <= (best ? best.metres : snapMetres)) best = { metres, take };
  };
  for (const step of stepsOf(made, grid)) {
    const foot = footOn(step.a, step.b, place);
    if (made.isFree(step.arc)) offer(metresBetween(foot, place), () => takeIn(made, step, foot, snapMetres));
    for (const corner of [step.a, step.b]) offer(metresBetween(corner, place), () => corner);
  }
  const { code } = made.grid(grid);
  if (!best) throw new Refused(because('cut_ends_inside', { code, metres: snapMetres }), { grid, place });
  return best.take();
}

function stepsOf(made: PlanEdit, grid: string): BorderStep[] {
  return (made.arcsOf.get(grid) ?? []).flatMap((arc) => {
    const { line } = made.arc(arc);
    return Array.from({ length: pointsIn(line) - 1 }, (_, i) => ({
      arc,
      index: i + 1,
      a: placeAt(line, i),
      b: placeAt(line, i + 1),
    }));
  });
}

function areNear({ a, b }: BorderStep, p: Place, q: Place): boolean {
  return (
    Math.max(a.lng7, b.lng7) >= Math.min(p.lng7, q.lng7) &&
    Math.max(p.lng7, q.lng7) >= Math.min(a.lng7, b.lng7) &&
    Math.max(a.lat7, b.lat7) >= Math.min(p.lat7, q.lat7) &&
    Math.max(p.lat7, q.lat7) >= Math.min(a.lat7, b.lat7)
  );
}

/** On the segment, and not at its ends. */
function isBetween(place: Place, a: Place, b: Place): boolean {
  if (isSamePlace(place, a) || isSamePlace(place, b)) return false;
  return isOnSegment(place.lng7, place.lat7, a.lng7, a.lat7, b.lng7, b.lat7);
}

function cross(a: Place, b: Place, c: Place, d: Place): boolean {
  return segmentsCross(a.lng7, a.lat7, b.lng7, b.lat7, c.lng7, c.lat7, d.lng7, d.lat7);
}

/** Where two segments cross, rounded. */
function crossing(a: Place, b: Place, c: Place, d: Place): Place {
  const [abLng, abLat] = [b.lng7 - a.lng7, b.lat7 - a.lat7];
  const [cdLng, cdLat] = [d.lng7 - c.lng7, d.lat7 - c.lat7];
  const along = ((c.lng7 - a.lng7) * cdLat - (c.lat7 - a.lat7) * cdLng) / (abLng * cdLat - abLat * cdLng);
  return { lng7: Math.round(a.lng7 + along * abLng), lat7: Math.round(a.lat7 + along * abLat) };
}

/** The nearest place of a segment, rounded. */
export function footOn(a: Place, b: Place, { lng7, lat7 }: Place): Place {
  const { metresPerLng7, metresPerLat7 } = localMetres(lng7, lat7);
  const [east, north] = [(b.lng7 - a.lng7) * metresPerLng7, (b.lat7 - a.lat7) * metresPerLat7];
  const [toEast, toNorth] = [(lng7 - a.lng7) * metresPerLng7, (lat7 - a.lat7) * metresPerLat7];
  const along = Math.min(1, Math.max(0, (toEast * east + toNorth * north) / (east * east + north * north)));
  return {
    lng7: Math.round(a.lng7 + along * (b.lng7 - a.lng7)),
    lat7: Math.round(a.lat7 + along * (b.lat7 - a.lat7)),
  };
}

/** Metres between two places of a city. */
export function metresBetween(a: Place, b: Place): number {
  return distanceMetres(a.lng7, a.lat7, b.lng7, b.lat7);
}
