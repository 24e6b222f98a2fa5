/** What became of the stops of a round: each stay is for the stop of its place whose time it fits best. Times are milliseconds since 1970. */
import type { CheckInWay } from '../vocabulary.ts';

/** A stop as it was planned. */
export interface PlannedStop {
  id: string;
  placeId: string;
  arriveMs: number;
  leaveMs: number;
  /** Who begins so much earlier or later is in time; who was there before that was not there for this stop. */
  windowMinutes: number;
}

/** A stay that was seen or told. */
export interface CheckIn {
  placeId: string;
  /** Told for this stop: by hand or by its code. */
  stopId: string | null;
  arrivedMs: number;
  /** Null: it goes on. */
  leftMs: number | null;
  how: CheckInWay;
}

export const STOP_STATES = ['ahead', 'visited', 'late', 'missed', 'unknown'] as const;
/**
 * `late`: its window is over, it can still be made; `missed`: since then the unit was at a later stop, or the round is over; `unknown`: its window is over, and
 * nothing was heard of the unit after that.
 */
export type StopState = (typeof STOP_STATES)[number];

export interface StopOutcome {
  stopId: string;
  state: StopState;
  checkIn: CheckIn | null;
  /** Behind the planned time: of a visited stop at its arrival, of a late or missed one now; 0 within the window. */
  lateSeconds: number;
  /** It was left before its time was done. */
  isShort: boolean;
}

export interface RoundTimes {
  startMs: number;
  endMs: number;
  nowMs: number;
  /** Up to when the unit was heard. */
  knownMs: number;
}

const MINUTE_MS = 60_000;
/** Who tells that it is there may be seen in the place so much later. */
const TOLD_AHEAD_MS = 2 * MINUTE_MS;

/** The outcome of each stop, in the order in which they are to be visited. */
export function stopOutcomes(
  stops: readonly PlannedStop[],
  checkIns: readonly CheckIn[],
  times: RoundTimes,
): StopOutcome[] {
  const taken = matchCheckIns(stops, checkIns, times);
  const lastVisited = stops.findLastIndex(({ id }) => taken.has(id));
  return stops.map((stop, at) => {
    const checkIn = taken.get(stop.id) ?? null;
    const state = checkIn ? 'visited' : stateOf(stop, at < lastVisited, times);
    const isBehind = state !== 'ahead' && state !== 'unknown';
    const lateSeconds = isBehind ? latenessOf(stop, checkIn?.arrivedMs ?? times.nowMs) : 0;
    return {
      stopId: stop.id,
      state,
      checkIn,
      lateSeconds,
      isShort: checkIn !== null && isLeftEarly(checkIn, stop),
    };
  });
}

/** The stop that a unit is at, or else goes to next; null: it has none left. */
export function nextStop(stops: readonly StopOutcome[]): string | null {
  const here = stops.find(({ checkIn }) => checkIn?.leftMs === null);
  const lastVisited = stops.findLastIndex(({ state }) => state === 'visited');
  const next = here ?? stops.find(({ state }, at) => at > lastVisited && state !== 'missed');
  return next?.stopId ?? null;
}

function stateOf(
  { arriveMs, windowMinutes }: PlannedStop,
  isPassed: boolean,
  { endMs, nowMs, knownMs }: RoundTimes,
): StopState {
  const overMs = arriveMs + windowMinutes * MINUTE_MS;
  if (nowMs < overMs) return 'ahead';
  if (isPassed || Math.min(nowMs, knownMs) >= endMs) return 'missed';
  return knownMs < overMs ? 'unknown' : 'late';
}

function latenessOf({ arriveMs, windowMinutes }: PlannedStop, atMs: number): number {
  return atMs - arriveMs > windowMinutes * MINUTE_MS ? Math.round((atMs - arriveMs) / 1000) : 0;
}

function isLeftEarly({ arrivedMs, leftMs: left }: CheckIn, { arriveMs, leaveMs }: PlannedStop): boolean {
  return left !== null && left - arrivedMs < leaveMs - arriveMs;
}

/** Told ones take their stop; each seen stay, nearest to a planned time first, takes the stop of its place that may have begun then. */
function matchCheckIns(
  stops: readonly PlannedStop[],
  checkIns: readonly CheckIn[],
  { endMs, nowMs }: RoundTimes,
): Map<string, CheckIn> {
  const taken = new Map<string, CheckIn>();
  for (const checkIn of checkIns)
    if (checkIn.stopId !== null)
      taken.set(checkIn.stopId, { ...checkIn, leftMs: checkIn.leftMs ?? seenLeaving(checkIn, checkIns) });
  const pairs = checkIns.flatMap((checkIn) =>
    stops.flatMap((stop) => {
      const { placeId, arrivedMs, leftMs } = checkIn;
      if (checkIn.stopId !== null || stop.placeId !== placeId) return [];
      const earliestMs = stop.arriveMs - stop.windowMinutes * MINUTE_MS;
      const isWithin = (leftMs ?? nowMs) >= earliestMs && arrivedMs < endMs;
      return isWithin ? [{ stop, checkIn, apartMs: Math.abs(arrivedMs - stop.arriveMs) }] : [];
    }),
  );
  pairs.sort((a, b) => a.apartMs - b.apartMs || a.checkIn.arrivedMs - b.checkIn.arrivedMs);
  const used = new Set<CheckIn>();
  for (const { stop, checkIn } of pairs) {
    if (taken.has(stop.id) || used.has(checkIn)) continue;
    taken.set(stop.id, checkIn);
    used.add(checkIn);
  }
  return taken;
}

/** When the unit that was told to be at a place was seen to leave it, in the stay that it was told in; null: it was not. */
function seenLeaving({ placeId, arrivedMs }: CheckIn, checkIns: readonly CheckIn[]): number | null {
  const seen = checkIns.find(
    (one) =>
      one.stopId === null &&
      one.placeId === placeId &&
      one.arrivedMs - TOLD_AHEAD_MS <= arrivedMs &&
      arrivedMs <= (one.leftMs ?? Number.POSITIVE_INFINITY),
  );
  return seen?.leftMs ?? null;
}
