import Flatbush from 'flatbush';
import { isOnSegment, segmentsCross } from '../../geometry/integer.ts';
import type { PairIds } from '../../geometry/pair-ids.ts';
import type { Steps } from './linework.ts';
import { TooTangled } from './too-tangled.ts';

/** A point this near to a step (units, about 2 cm) lies on it: the distance within which `partitionOf` matches borders. */
const ON_STEP_UNITS = 2;
const MOST_POINTS_EACH = 12;

/** A point that two pieces have to have in common, and which of them lack it. */
interface Meeting {
  point: number;
  first: boolean;
  second: boolean;
}

/**
 * The points that each step is led through (both ends included; undefined: none but them) so that steps meet only in common points. Where two
 * cross they get the crossing, rounded to the unit; that bends them by less than a centimetre and can make them cross others, so whatever
 * was bent is looked at again until nothing crosses.
 */
export function nodedSteps(places: PairIds, { ends }: Steps): (number[] | undefined)[] {
  const count = ends.first.length;
  const through: (number[] | undefined)[] = new Array(count);
  const index = boxesOf(places, ends);
  const waiting = new Uint8Array(count);
  const queue: number[] = [];
  let left = MOST_POINTS_EACH * count + 1000;
  const settle = (one: number, other: number): boolean => {
    let isBent = false;
    for (;;) {
      const [a, b] = [pathOf(ends, through, one), pathOf(ends, through, other)];
      const found = meetingOf(places, a, b);
      if (!found) return isBent;
      if (left-- <= 0) throw new TooTangled();
      isBent = true;
      const { meeting, i, k } = found;
      if (meeting.first) through[one] = a.toSpliced(i, 0, meeting.point);
      if (meeting.second) through[other] = b.toSpliced(k, 0, meeting.point);
    }
  };
  const enqueue = (step: number): void => {
    if (waiting[step]) return;
    waiting[step] = 1;
    queue.push(step);
  };
  for (let step = 0; step < count; step++) {
    for (const other of near(index, places, ends, step, (candidate) => candidate > step))
      if (settle(step, other)) {
        enqueue(step);
        enqueue(other);
      }
  }
  for (let at = 0; at < queue.length; at++) {
    const step = queue[at]!;
    waiting[step] = 0;
    for (const other of near(index, places, ends, step, (candidate) => candidate !== step))
      if (settle(step, other)) {
        enqueue(step);
        enqueue(other);
      }
  }
  return through;
}

function boxesOf({ first, second }: PairIds, ends: PairIds): Flatbush {
  const index = new Flatbush(Math.max(1, ends.first.length));
  for (let step = 0; step < ends.first.length; step++) {
    const [a, b] = [ends.first[step]!, ends.second[step]!];
    index.add(
      Math.min(first[a]!, first[b]!),
      Math.min(second[a]!, second[b]!),
      Math.max(first[a]!, first[b]!),
      Math.max(second[a]!, second[b]!),
    );
  }
  if (ends.first.length === 0) index.add(0, 0, 0, 0);
  index.finish();
  return index;
}

/** Steps near another; wide enough for what both were bent by. */
function near(
  index: Flatbush,
  { first, second }: PairIds,
  ends: PairIds,
  step: number,
  filter: (candidate: number) => boolean,
): number[] {
  const [a, b] = [ends.first[step]!, ends.second[step]!];
  const reach = 4 * ON_STEP_UNITS;
  return index.search(
    Math.min(first[a]!, first[b]!) - reach,
    Math.min(second[a]!, second[b]!) - reach,
    Math.max(first[a]!, first[b]!) + reach,
    Math.max(second[a]!, second[b]!) + reach,
    filter,
  );
}

/** The points of a step from its first end to its second. */
function pathOf(ends: PairIds, through: readonly (number[] | undefined)[], step: number): number[] {
  return through[step] ?? [ends.first[step]!, ends.second[step]!];
}

/** The first meeting of two paths, before point `i` of one and `k` of the other. */
function meetingOf(
  places: PairIds,
  one: readonly number[],
  other: readonly number[],
): { meeting: Meeting; i: number; k: number } | undefined {
  for (let i = 1; i < one.length; i++)
    for (let k = 1; k < other.length; k++) {
      const meeting = pieceMeeting(places, one[i - 1]!, one[i]!, other[k - 1]!, other[k]!);
      if (meeting) return { meeting, i, k };
    }
  return undefined;
}

function pieceMeeting(places: PairIds, a: number, b: number, c: number, d: number): Meeting | undefined {
  const { first: lng7, second: lat7 } = places;
  const [aLng, aLat, bLng, bLat] = [lng7[a]!, lat7[a]!, lng7[b]!, lat7[b]!];
  const [cLng, cLat, dLng, dLat] = [lng7[c]!, lat7[c]!, lng7[d]!, lat7[d]!];
  if (Math.max(aLng, bLng) + ON_STEP_UNITS < Math.min(cLng, dLng)) return undefined;
  if (Math.max(cLng, dLng) + ON_STEP_UNITS < Math.min(aLng, bLng)) return undefined;
  if (Math.max(aLat, bLat) + ON_STEP_UNITS < Math.min(cLat, dLat)) return undefined;
  if (Math.max(cLat, dLat) + ON_STEP_UNITS < Math.min(aLat, bLat)) return undefined;
  if (a !== c && a !== d) {
    if (liesOn(aLng, aLat, cLng, cLat, dLng, dLat)) return { point: a, first: false, second: true };
  }
  if (b !== c && b !== d) {
    if (liesOn(bLng, bLat, cLng, cLat, dLng, dLat)) return { point: b, first: false, second: true };
  }
  if (c !== a && c !== b) {
    if (liesOn(cLng, cLat, aLng, aLat, bLng, bLat)) return { point: c, first: true, second: false };
  }
  if (d !== a && d !== b) {
    if (liesOn(dLng, dLat, aLng, aLat, bLng, bLat)) return { point: d, first: true, second: false };
  }
  if (a === c || a === d || b === c || b === d) return undefined;
  if (!segmentsCross(aLng, aLat, bLng, bLat, cLng, cLat, dLng, dLat)) return undefined;
  const [abLng, abLat, cdLng, cdLat] = [bLng - aLng, bLat - aLat, dLng - cLng, dLat - cLat];
  const along = ((cLng - aLng) * cdLat - (cLat - aLat) * cdLng) / (abLng * cdLat - abLat * cdLng);
  const [lng, lat] = [Math.round(aLng + along * abLng), Math.round(aLat + along * abLat)];
  const isNear = (end: number) => Math.hypot(lng7[end]! - lng, lat7[end]! - lat) <= ON_STEP_UNITS;
  const point = [a, b, c, d].find(isNear) ?? places.idOf(lng, lat);
  return { point, first: point !== a && point !== b, second: point !== c && point !== d };
}

/** Whether the point lies on the segment, or so near that rounding may have taken it off; its ends do not count. */
function liesOn(lng: number, lat: number, aLng: number, aLat: number, bLng: number, bLat: number): boolean {
  const [dLng, dLat] = [bLng - aLng, bLat - aLat];
  const dot = (lng - aLng) * dLng + (lat - aLat) * dLat;
  const squared = dLng * dLng + dLat * dLat;
  if (dot <= 0 || dot >= squared) return false;
  if (isOnSegment(lng, lat, aLng, aLat, bLng, bLat)) return true;
  const length = Math.sqrt(squared);
  const off = Math.abs((lng - aLng) * dLat - (lat - aLat) * dLng) / length;
  const fromEnds = Math.min(dot, squared - dot) / length;
  return off <= ON_STEP_UNITS && fromEnds > ON_STEP_UNITS;
}
