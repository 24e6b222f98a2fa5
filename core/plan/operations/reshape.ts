import { because } from '../../contract/reason.ts';
import { footOn, metresBetween } from '../noding.ts';
import { isSamePlace, type Place, placeAt, pointsIn } from '../plan.ts';
import type { PlanEdit } from '../plan-edit.ts';
import { Refused } from '../refusal.ts';
import type { Drawn } from './grids.ts';

/**
 * Leads a border along a drawn line between the two points of it that are nearest to the line's ends. Of a ring the shorter of both ways round is
 * replaced.
 */
export function reshape(made: PlanEdit, { arc, line, snapMetres }: Drawn & { arc: number }): void {
  made.mustBeFree(arc);
  const [start, end] = [line[0], line.at(-1)];
  if (!start || !end || line.length < 2) throw new Refused(because('line_too_short'), { arc });
  for (const place of line) made.mustBePlace(place);
  const from = pointNear(made, arc, start, snapMetres);
  const to = pointNear(made, arc, end, snapMetres);
  if (isSamePlace(from, to)) throw new Refused(because('line_too_short'), { arc });
  const drawn = [from, ...line.slice(1, -1), to];
  const points = placesOf(made, arc);
  const { from: first, to: last } = made.arc(arc);
  const [i, j] = [indexOf(points, from), indexOf(points, to)];
  const [low, high, along] = i < j ? [i, j, drawn] : [j, i, [...drawn].reverse()];
  const isRing = first === last && made.arcsAt.get(first)?.length === 1;
  const isRoundShorter = isRing && lengthOf(points.slice(low, high + 1)) > lengthOf(points) / 2;
  if (isRoundShorter) {
    // The ring begins where it is kept.
    made.nodeAt(arc, low);
    made.dissolve(first);
    const kept = [...points.slice(low, high + 1), ...[...along].reverse().slice(1)];
    made.change(arc, { line: flat(withoutRepeats(kept)) });
    return;
  }
  const kept = [...points.slice(0, low), ...along, ...points.slice(high + 1)];
  made.change(arc, { line: flat(withoutRepeats(kept)) });
}

/** The point of an arc nearest to a place; a new one if the way between two of its points comes nearer. */
function pointNear(made: PlanEdit, arc: number, place: Place, snapMetres: number): Place {
  const points = placesOf(made, arc);
  let best: { metres: number; at: Place; index: number } | undefined;
  for (let i = 1; i < points.length; i++) {
    const at = footOn(points[i - 1] as Place, points[i] as Place, place);
    const metres = metresBetween(at, place);
    if (metres <= (best ? best.metres : snapMetres)) best = { metres, at, index: i };
  }
  if (!best) throw new Refused(because('line_off_border', { metres: snapMetres }), { arc, place });
  const { at, index } = best;
  if (!points.some((point) => isSamePlace(point, at))) made.insert(arc, index, at);
  return at;
}

function placesOf(made: PlanEdit, arc: number): Place[] {
  const { line } = made.arc(arc);
  return Array.from({ length: pointsIn(line) }, (_, i) => placeAt(line, i));
}

function indexOf(points: readonly Place[], place: Place): number {
  return points.findIndex((point) => isSamePlace(point, place));
}

function lengthOf(points: readonly Place[]): number {
  return points.slice(1).reduce((sum, point, i) => sum + metresBetween(points[i] as Place, point), 0);
}

function withoutRepeats(points: readonly Place[]): Place[] {
  return points.filter((point, i) => i === 0 || !isSamePlace(points[i - 1] as Place, point));
}

function flat(points: readonly Place[]): number[] {
  return points.flatMap(({ lng7, lat7 }) => [lng7, lat7]);
}
