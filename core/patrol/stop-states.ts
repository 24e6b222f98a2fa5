/** What became of the stops of a round: each stay is for the stop of its place whose time it fits best. */
import type { CheckInWay } from '../vocabulary.ts';

/** A stop as it was planned. Milliseconds since 1970. */
export interface PlannedStop {
  id: string;
  placeId: string;
  /** When it should begin; null: at any time. */
  plannedMs: number | null;
  /** From and until when it may begin; null: without bound. */
  earliestMs: number | null;
  latestMs: number | null;
  /** How long it should last. */
  dwellSeconds: number;
}

/** A stay that was seen or told. */
export interface CheckIn {
  placeId: string;
  /** Told for this stop: by hand or by its code. */
  stopId: string | null;
  arrivedMs: number;
  leftMs: number | null;
  how: CheckInWay;
}

export const STOP_STATES = ['ahead', 'visited', 'late', 'missed', 'skipped'] as const;
/** `late`: its time is over, it can still be made; `missed`: it can not. */
export type StopState = (typeof STOP_STATES)[number];

export interface StopOutcome {
  stopId: string;
  state: StopState;
  checkIn: CheckIn | null;
  /** Behind the planned time: of a visited stop at its arrival, of a late one now; 0 when in time or at any time. */
  lateSeconds: number;
  /** It was left before its time was done. */
  isShort: boolean;
}

export interface RoundTimes {
  startMs: number;
  endMs: number;
  nowMs: number;
  /** Behind the planned time by less is in time. */
  graceSeconds: number;
}

/** The outcome of each stop, in the order given. `skipped` are the stops that somebody left out with a reason. */
export function stopOutcomes(
  stops: readonly PlannedStop[],
  checkIns: readonly CheckIn[],
  times: RoundTimes,
  skipped: ReadonlySet<string> = new Set(),
): StopOutcome[] {
  const taken = matchCheckIns(stops, checkIns, times);
  return stops.map((stop) => {
    const checkIn = taken.get(stop.id) ?? null;
    const isShort = checkIn !== null && isLeftEarly(checkIn, stop);
    const lateSeconds = latenessOf(stop, checkIn?.arrivedMs ?? times.nowMs, times.graceSeconds);
    const state = stateOf(stop, checkIn, skipped.has(stop.id), lateSeconds, times);
    const isBehind = state === 'visited' || state === 'late' || state === 'missed';
    return { stopId: stop.id, state, checkIn, lateSeconds: isBehind ? lateSeconds : 0, isShort };
  });
}

function stateOf(
  stop: PlannedStop,
  checkIn: CheckIn | null,
  isSkipped: boolean,
  lateSeconds: number,
  { endMs, nowMs }: RoundTimes,
): StopState {
  if (checkIn) return 'visited';
  if (isSkipped) return 'skipped';
  if (nowMs >= Math.min(endMs, stop.latestMs ?? endMs)) return 'missed';
  return lateSeconds > 0 ? 'late' : 'ahead';
}

function latenessOf({ plannedMs, latestMs }: PlannedStop, atMs: number, graceSeconds: number): number {
  const dueMs = plannedMs ?? latestMs;
  const seconds = dueMs === null ? 0 : (atMs - dueMs) / 1000;
  return seconds > graceSeconds ? Math.round(seconds) : 0;
}

function isLeftEarly({ arrivedMs, leftMs }: CheckIn, { dwellSeconds }: PlannedStop): boolean {
  return leftMs !== null && leftMs - arrivedMs < dwellSeconds * 1000;
}

/** Told ones take their stop; each seen stay, nearest to a planned time first, takes the stop of its place that may begin then. */
function matchCheckIns(
  stops: readonly PlannedStop[],
  checkIns: readonly CheckIn[],
  { startMs, endMs }: RoundTimes,
): Map<string, CheckIn> {
  const taken = new Map<string, CheckIn>();
  for (const checkIn of checkIns) if (checkIn.stopId !== null) taken.set(checkIn.stopId, checkIn);
  const pairs = checkIns.flatMap((checkIn) =>
    stops.flatMap((stop) => {
      const { placeId, arrivedMs, leftMs } = checkIn;
      if (checkIn.stopId !== null || stop.placeId !== placeId) return [];
      const isWithin = (leftMs ?? arrivedMs) >= (stop.earliestMs ?? startMs) && arrivedMs < endMs;
      const isSoon = stop.latestMs === null || arrivedMs <= stop.latestMs;
      const apartMs = stop.plannedMs === null ? 0 : Math.abs(arrivedMs - stop.plannedMs);
      return isWithin && isSoon ? [{ stop, checkIn, apartMs }] : [];
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
