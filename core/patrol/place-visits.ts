import { localMetres } from '../geometry/metres.ts';
import type { Fix } from '../live/geofence.ts';
import { fixesInOrder, LONGEST_SILENCE_MS, LONGEST_WAY_MS, type UsedFix } from './fixes-in-order.ts';
import { type SideRun, sidesOf } from './sides.ts';

/** A place that is visited by being near it for a while. Degrees times 1e7, EPSG:4326. */
export interface VisitedPlace {
  id: string;
  lng7: number;
  lat7: number;
  radiusMetres: number;
  /** A shorter stay is no visit. */
  leastSeconds: number;
}

/** A stay at a place, milliseconds since 1970. */
export interface PlaceVisit {
  placeId: string;
  arrivedMs: number;
  /** While it goes on: the newest fix there. */
  leftMs: number;
  goesOn: boolean;
}

export interface UnitVisits {
  /** In the order of arrival. */
  visits: PlaceVisit[];
  /** What is told of before will not be told otherwise by fixes after: the next look may begin with the fixes from here on. Null: no fix. */
  settledMs: number | null;
}

/** Leaving for less time than this is no leaving. */
const BACK_WITHIN_MS = 60_000;

/**
 * The visits of one unit to places, from its fixes in any order: the result depends on which fixes there are, not on when they came. A border
 * is crossed where the straight way between two fixes crosses it.
 */
export function visitsOf(fixes: readonly Omit<Fix, 'unitId'>[], places: readonly VisitedPlace[]): UnitVisits {
  const used = fixesInOrder(fixes);
  const last = used.at(-1);
  if (!last) return { visits: [], settledMs: null };
  const stays: Stay[] = [];
  let settled = used.length - 1;
  for (const place of placesNear(places, used)) {
    const at = staysAt(used, place);
    stays.push(...at.stays);
    settled = Math.min(settled, at.openFrom);
  }
  const visits = stays.filter(({ arrivedMs, leftMs, leastMs }) => leftMs - arrivedMs >= leastMs);
  visits.sort((a, b) => a.arrivedMs - b.arrivedMs || (a.placeId < b.placeId ? -1 : 1));
  return {
    visits: visits.map(({ placeId, arrivedMs, leftMs, goesOn }) => ({ placeId, arrivedMs, leftMs, goesOn })),
    settledMs: used[outOfStays(settled, stays)]!.fixMs,
  };
}

interface Stay extends PlaceVisit {
  /** Indices of its first and last fix. */
  first: number;
  last: number;
  leastMs: number;
}

/** The newest fix up to `index` that lies in no stay. */
function outOfStays(index: number, stays: readonly Stay[]): number {
  let at = index;
  for (const { first, last } of [...stays].sort((a, b) => b.last - a.last))
    if (first <= at && last >= at) at = Math.max(0, first - 1);
  return at;
}

/** Those that lie within the bounds of the fixes. */
function placesNear(places: readonly VisitedPlace[], fixes: readonly UsedFix[]): VisitedPlace[] {
  const bounds = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (const { lng7, lat7 } of fixes) {
    bounds.west = Math.min(bounds.west, lng7);
    bounds.east = Math.max(bounds.east, lng7);
    bounds.south = Math.min(bounds.south, lat7);
    bounds.north = Math.max(bounds.north, lat7);
  }
  return places.filter(({ lng7, lat7, radiusMetres }) => {
    const { metresPerLng7, metresPerLat7 } = localMetres(lng7, lat7);
    const [wide, high] = [radiusMetres / metresPerLng7, radiusMetres / metresPerLat7];
    const isBeside = lng7 < bounds.west - wide || lng7 > bounds.east + wide;
    return !isBeside && lat7 >= bounds.south - high && lat7 <= bounds.north + high;
  });
}

function staysAt(fixes: readonly UsedFix[], place: VisitedPlace): { stays: Stay[]; openFrom: number } {
  const metres = metresFrom(fixes, place);
  const sides = sidesOf(fixes, (i) => place.radiusMetres - metres[i]!, LONGEST_SILENCE_MS);
  const lastMs = fixes.at(-1)!.fixMs;
  const stays: Stay[] = [];
  sides.runs.forEach((run, i) => {
    if (!run.isIn) return;
    const stay = stayOf(fixes, place, metres, run, i === sides.runs.length - 1);
    const before = stays.at(-1);
    if (before && stay.arrivedMs - before.leftMs <= BACK_WITHIN_MS) {
      const { leftMs, goesOn, last } = stay;
      Object.assign(before, { leftMs, goesOn, last });
    } else stays.push(stay);
  });
  const newest = stays.at(-1);
  const isOpen = newest !== undefined && (newest.goesOn || lastMs - newest.leftMs <= BACK_WITHIN_MS);
  const from = Math.min(isOpen ? newest.first : fixes.length, sides.doubtFrom ?? fixes.length);
  return { stays, openFrom: Math.max(0, from - 1) };
}

function metresFrom(fixes: readonly UsedFix[], { lng7, lat7 }: VisitedPlace): Float64Array {
  const { metresPerLng7, metresPerLat7 } = localMetres(lng7, lat7);
  const metres = new Float64Array(fixes.length);
  for (let i = 0; i < fixes.length; i += 1) {
    const east = (fixes[i]!.lng7 - lng7) * metresPerLng7;
    const north = (fixes[i]!.lat7 - lat7) * metresPerLat7;
    metres[i] = Math.sqrt(east * east + north * north);
  }
  return metres;
}

function stayOf(
  fixes: readonly UsedFix[],
  { id, radiusMetres, leastSeconds }: VisitedPlace,
  metres: Float64Array,
  run: SideRun,
  goesOn: boolean,
): Stay {
  let { first, last } = run;
  // At the ends of a run lie fixes beyond the border that told too little to end it.
  while (last > first && metres[last]! > radiusMetres) last -= 1;
  while (first < last && metres[first]! > radiusMetres) first += 1;
  const crossing = (from: number, to: number) => crossedMs(fixes, metres, radiusMetres, from, to);
  return {
    placeId: id,
    arrivedMs: crossing(first - 1, first) ?? fixes[first]!.fixMs,
    leftMs: (goesOn ? undefined : crossing(last + 1, last)) ?? fixes[last]!.fixMs,
    goesOn,
    first: run.first,
    last: run.last,
    leastMs: leastSeconds * 1000,
  };
}

/** When the way from a fix outside to one inside crosses the border, going straight toward the middle; undefined: that is not known. */
function crossedMs(
  fixes: readonly UsedFix[],
  metres: Float64Array,
  radius: number,
  outside: number,
  inside: number,
): number | undefined {
  const [from, to] = [fixes[outside], fixes[inside]];
  if (!from || !to || Math.abs(to.fixMs - from.fixMs) > LONGEST_WAY_MS) return undefined;
  const [far, near] = [metres[outside]!, metres[inside]!];
  if (far <= radius || near > radius) return undefined;
  return Math.round(to.fixMs + ((radius - near) / (far - near)) * (from.fixMs - to.fixMs));
}
