/** A shift of a city as the optimiser takes it, and what it answers as a plan that people read. */
import type { UnitVehicle } from '../vocabulary.ts';
import { KOPER_TARGET } from './dosage.ts';
import { NEW_STOP } from './edit-rounds.ts';
import type { PatrolPlace, PatrolPlan, PatrolProblem, PatrolUnit, PatrolWindow } from './patrol-problem.ts';
import { repeatedPairs } from './repeated-pairs.ts';
import { type PlannedRound, placeKey, type RoundPost, type StopPlace } from './shift-plan.ts';

export interface ShiftPlace extends StopPlace {
  areaCode: string;
  worth: number;
}

export interface ShiftUnit {
  id: string;
  areaCode: string;
  vehicle: UnitVehicle;
  post: RoundPost;
}

/** What is known of a shift. */
export interface ShiftGround {
  startMs: number;
  endMs: number;
  places: readonly ShiftPlace[];
  units: readonly ShiftUnit[];
  /** Seconds for each vehicle, rows and columns: the places, then the posts of the units. Null: no way. */
  travelSeconds: Readonly<Record<string, readonly (readonly (number | null)[])[]>>;
  /** Places of earlier rounds in their order, by their numbers. */
  earlier: readonly (readonly number[])[];
}

/** What a dispatcher wants. Places by `placeKey`, units by id. */
export interface ShiftWishes {
  minStayMinutes: number;
  maxStayMinutes: number;
  /** At most so many visits to a place, and at least so long between two. */
  visits: number;
  gapMinutes: number;
  /** Units go only to places of their own district. */
  homeOnly: boolean;
  required: ReadonlySet<string>;
  forbidden: ReadonlySet<string>;
  /** Only this unit goes there, and it must. */
  pinned: ReadonlyMap<string, string>;
  /** Rounds that stay as they are. */
  kept: readonly PlannedRound[];
}

/** Stays of 10 to 16 minutes; a second visit, about every two hours. */
export const DEFAULT_WISHES: ShiftWishes = {
  minStayMinutes: KOPER_TARGET.leastMinutes,
  maxStayMinutes: KOPER_TARGET.mostMinutes,
  visits: 2,
  gapMinutes: 90,
  homeOnly: true,
  required: new Set(),
  forbidden: new Set(),
  pinned: new Map(),
  kept: [],
};

/** Each further visit of a place is worth so much of the one before. */
const AGAIN = 0.6;
const TAU_SECONDS = 480;
const STAY_STEP_SECONDS = 60;
/** To repeat a step of an earlier round costs so much of what a visit is worth in the mean. */
const REPEAT_SHARE = 0.1;
const DISTRICT_DIGITS = 6;

/** The problem of the units whose rounds are not kept, times in seconds from the begin of the shift. */
export function shiftProblem(ground: ShiftGround, wishes: ShiftWishes): PatrolProblem {
  const { places } = ground;
  const mean = places.reduce((sum, { worth }) => sum + worth, 0) / Math.max(1, places.length);
  return {
    places: places.map((_, place) => problemPlace(ground, place, wishes)),
    units: freeUnits(ground, wishes).map((unit) => problemUnit(ground, unit, wishes)),
    travelSeconds: ground.travelSeconds,
    stayStepSeconds: STAY_STEP_SECONDS,
    repeats: repeatedPairs(ground.earlier, REPEAT_SHARE * mean),
  };
}

/** Units of the problem, by their numbers in the ground. */
export function freeUnits({ units }: ShiftGround, { kept }: ShiftWishes): number[] {
  const isKept = (id: string) => kept.some(({ unitId }) => unitId === id);
  return units.flatMap(({ id }, at) => (isKept(id) ? [] : [at]));
}

/** Visits of kept rounds are made already: fewer remain, at other times. */
function problemPlace(ground: ShiftGround, at: number, wishes: ShiftWishes): PatrolPlace {
  const place = ground.places[at]!;
  const key = placeKey(place);
  const made = wishes.kept.flatMap(({ stops }) => stops).filter((stop) => placeKey(stop) === key);
  const isPinned =
    wishes.pinned.has(key) &&
    freeUnits(ground, wishes).some((unit) => ground.units[unit]!.id === wishes.pinned.get(key));
  const left = Math.max(1, wishes.visits - made.length);
  return {
    id: key,
    node: at,
    visitWeights: Array.from({ length: left }, (_, visit) => place.worth * AGAIN ** (visit + made.length)),
    minStaySeconds: wishes.minStayMinutes * 60,
    maxStaySeconds: wishes.maxStayMinutes * 60,
    tauSeconds: TAU_SECONDS,
    windows: made.length === 0 ? [] : windowsBetween(ground, made, wishes.gapMinutes * 60),
    required: (wishes.required.has(key) || isPinned) && made.length === 0,
    forbidden: wishes.forbidden.has(key) || made.length >= wishes.visits,
    gapSeconds: wishes.gapMinutes * 60,
    lastLeftSeconds: null,
  };
}

/** The parts of the shift that are far enough from some visits. */
function windowsBetween(
  { startMs, endMs }: ShiftGround,
  visits: readonly { arriveMs: number; leaveMs: number }[],
  gapSeconds: number,
): PatrolWindow[] {
  const windows: PatrolWindow[] = [];
  let fromSeconds = 0;
  for (const { arriveMs, leaveMs } of [...visits].sort((a, b) => a.arriveMs - b.arriveMs)) {
    const toSeconds = (arriveMs - startMs) / 1000 - gapSeconds;
    if (toSeconds > fromSeconds) windows.push({ fromSeconds, toSeconds });
    fromSeconds = Math.max(fromSeconds, (leaveMs - startMs) / 1000 + gapSeconds);
  }
  const endSeconds = (endMs - startMs) / 1000;
  if (endSeconds > fromSeconds) windows.push({ fromSeconds, toSeconds: endSeconds });
  // No window would be any time.
  return windows.length > 0 ? windows : [{ fromSeconds: -1, toSeconds: -1 }];
}

function problemUnit(ground: ShiftGround, unit: number, wishes: ShiftWishes): PatrolUnit {
  const { id, areaCode, vehicle } = ground.units[unit]!;
  const node = ground.places.length + unit;
  const allowed = ground.places.flatMap((place, at) => (mayGo(place, id, areaCode, wishes) ? [at] : []));
  return {
    id,
    vehicle,
    startNode: node,
    endNode: node,
    startSeconds: 0,
    shiftSeconds: (ground.endMs - ground.startMs) / 1000,
    allowedPlaces: allowed.length === ground.places.length ? null : allowed,
    pin: null,
  };
}

function mayGo(
  place: ShiftPlace,
  unitId: string,
  unitArea: string,
  { homeOnly, pinned }: ShiftWishes,
): boolean {
  const pinnedTo = pinned.get(placeKey(place));
  if (pinnedTo !== undefined) return pinnedTo === unitId;
  const district = unitArea.slice(0, DISTRICT_DIGITS);
  return !homeOnly || place.areaCode.startsWith(district) || isWholeCity(unitArea);
}

function isWholeCity(areaCode: string): boolean {
  return areaCode.length === DISTRICT_DIGITS && areaCode.endsWith('00');
}

/** The rounds of a plan of `shiftProblem`, with those that are kept, in the order of the units; units that are not sent have none. Times to the second. */
export function roundsOfPlan(ground: ShiftGround, wishes: ShiftWishes, plan: PatrolPlan): PlannedRound[] {
  const free = freeUnits(ground, wishes);
  const planned = plan.routes.flatMap(({ unit, stops }): PlannedRound[] => {
    const { id, post } = ground.units[free[unit]!]!;
    if (stops.length === 0) return [];
    const own = stops.map(({ place, beginSeconds, leaveSeconds }) => {
      const { kind, placeId, nameZh, nameEn, lng, lat } = ground.places[place]!;
      const arriveMs = ground.startMs + Math.round(beginSeconds) * 1000;
      const leaveMs = ground.startMs + Math.round(leaveSeconds) * 1000;
      return { ...NEW_STOP, kind, placeId, nameZh, nameEn, lng, lat, arriveMs, leaveMs };
    });
    return [{ unitId: id, post, stops: own }];
  });
  const order = new Map(ground.units.map(({ id }, at) => [id, at]));
  const place = ({ unitId }: PlannedRound) => order.get(unitId) ?? ground.units.length;
  return [...planned, ...wishes.kept].sort((a, b) => place(a) - place(b));
}
