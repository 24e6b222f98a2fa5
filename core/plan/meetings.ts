import { isOnSegment, segmentsTouch } from '../geometry/integer.ts';
import { type Arc, isSamePlace, type Place, placeAt, pointsIn } from './plan.ts';

/** A step of an arc between two of its points. */
interface Step {
  arc: number;
  isChanged: boolean;
  a: Place;
  b: Place;
  /** What each end is: steps may meet where both have the same. */
  start: string;
  end: string;
  west: number;
  east: number;
}

/** Two borders meet where they have no node in common. */
export interface Meeting {
  arc: number;
  other: number;
  place: Place;
}

/**
 * The first place where a changed arc meets itself or another of the arcs, but for the nodes and points that its steps have in common; null if
 * there is none. Exact: touching counts as meeting, and so does a step back over the last one. A sweep over the steps by their west ends.
 */
export function meetingOf(
  arcs: Iterable<readonly [number, Arc]>,
  changed: ReadonlySet<number>,
): Meeting | null {
  const steps: Step[] = [];
  for (const [id, arc] of arcs) addSteps(steps, id, arc, changed.has(id));
  steps.sort((a, b) => a.west - b.west);
  let active: Step[] = [];
  for (const step of steps) {
    active = active.filter(({ east }) => east >= step.west);
    for (const other of active)
      if ((step.isChanged || other.isChanged) && doMeet(step, other))
        return step.isChanged
          ? { arc: step.arc, other: other.arc, place: step.a }
          : { arc: other.arc, other: step.arc, place: other.a };
    active.push(step);
  }
  return null;
}

function addSteps(steps: Step[], id: number, { from, to, line }: Arc, isChanged: boolean): void {
  const last = pointsIn(line) - 1;
  const nameOf = (index: number): string =>
    index === 0 ? `n${from}` : index === last ? `n${to}` : `${id}.${index}`;
  for (let i = 0; i < last; i++) {
    const [a, b] = [placeAt(line, i), placeAt(line, i + 1)];
    const [west, east] = a.lng7 < b.lng7 ? [a.lng7, b.lng7] : [b.lng7, a.lng7];
    steps.push({ arc: id, isChanged, a, b, start: nameOf(i), end: nameOf(i + 1), west, east });
  }
}

function doMeet(one: Step, other: Step): boolean {
  if (Math.max(one.a.lat7, one.b.lat7) < Math.min(other.a.lat7, other.b.lat7)) return false;
  if (Math.max(other.a.lat7, other.b.lat7) < Math.min(one.a.lat7, one.b.lat7)) return false;
  const shared = sharedEnds(one, other);
  if (shared.length === 0) return touches(one.a, one.b, other.a, other.b);
  if (shared.length > 1) return true;
  const [[far, otherFar]] = shared as [[Place, Place]];
  return lies(far, other.a, other.b) || lies(otherFar, one.a, one.b);
}

/** For each end that both have in common, the ends that they have not. */
function sharedEnds(one: Step, other: Step): [Place, Place][] {
  const found: [Place, Place][] = [];
  if (one.start === other.start) found.push([one.b, other.b]);
  if (one.start === other.end) found.push([one.b, other.a]);
  if (one.end === other.start) found.push([one.a, other.b]);
  if (one.end === other.end) found.push([one.a, other.a]);
  return found;
}

function touches(a: Place, b: Place, c: Place, d: Place): boolean {
  return segmentsTouch(a.lng7, a.lat7, b.lng7, b.lat7, c.lng7, c.lat7, d.lng7, d.lat7);
}

function lies(p: Place, a: Place, b: Place): boolean {
  return isOnSegment(p.lng7, p.lat7, a.lng7, a.lat7, b.lng7, b.lat7);
}

/** Whether a line, closed or not, meets itself but where its ends are the same place. */
export function lineMeetsItself(line: readonly Place[]): boolean {
  const [first, last] = [line[0], line.at(-1)];
  if (!first || !last) return false;
  const flat = line.flatMap(({ lng7, lat7 }) => [lng7, lat7]);
  const to = line.length > 2 && isSamePlace(first, last) ? 0 : 1;
  const arc: Arc = { from: 0, to, line: flat, left: null, right: null, isLocked: false };
  return meetingOf([[0, arc]], new Set([0])) !== null;
}
