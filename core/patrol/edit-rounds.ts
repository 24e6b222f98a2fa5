/** Moves on the time axis of a plan: each gives new rounds and leaves the old ones as they are. */
import type { PlannedRound, PlannedStop, RoundLegs, StopPlace } from './shift-plan.ts';

/** Which stop of which round. */
export interface StopAt {
  round: number;
  stop: number;
}

export interface Moved {
  rounds: readonly PlannedRound[];
  /** Where the stop is now. */
  at: StopAt;
}

/** Puts a stop to another time or another unit: it begins at `arriveMs`, stays as long as before, and stands in its round by its time. */
export function moveStop(
  rounds: readonly PlannedRound[],
  from: StopAt,
  toRound: number,
  arriveMs: number,
): Moved {
  const moved = stopAt(rounds, from);
  const without = removeStop(rounds, from);
  const stop = { ...moved, arriveMs, leaveMs: arriveMs + (moved.leaveMs - moved.arriveMs) };
  return putStop(without, toRound, stop);
}

/** Puts a stop into a round where its time says. */
export function putStop(rounds: readonly PlannedRound[], round: number, stop: PlannedStop): Moved {
  const { stops } = roundAt(rounds, round);
  const later = stops.findIndex(({ arriveMs }) => arriveMs > stop.arriveMs);
  const place = later < 0 ? stops.length : later;
  const changed = [...stops.slice(0, place), stop, ...stops.slice(place)];
  return { rounds: withStops(rounds, round, changed), at: { round, stop: place } };
}

/** Takes a stop out of its round; throws a RangeError if there is no such round. */
export function removeStop(rounds: readonly PlannedRound[], { round, stop }: StopAt): PlannedRound[] {
  return withStops(
    rounds,
    round,
    roundAt(rounds, round).stops.filter((_, at) => at !== stop),
  );
}

/** Changes a stay by some milliseconds; it is never below a minute. */
export function stretchStop(rounds: readonly PlannedRound[], at: StopAt, byMs: number): PlannedRound[] {
  const stop = stopAt(rounds, at);
  const stayMs = Math.max(60_000, stop.leaveMs - stop.arriveMs + byMs);
  return changeStop(rounds, at, { leaveMs: stop.arriveMs + stayMs });
}

/** Changes what a stop is, where it stands; throws a RangeError if there is no such round. */
export function changeStop(
  rounds: readonly PlannedRound[],
  { round, stop }: StopAt,
  change: Partial<PlannedStop>,
): PlannedRound[] {
  const { stops } = roundAt(rounds, round);
  return withStops(
    rounds,
    round,
    stops.map((one, at) => (at === stop ? { ...one, ...change } : one)),
  );
}

/**
 * Makes a round possible: each stop begins as planned, but not before its way from the one before is travelled and not before the unit can be there from
 * its post after `startMs`. Stays are kept. A leg without a way takes no time.
 */
export function retimeRound(round: PlannedRound, legs: RoundLegs, startMs: number): PlannedRound {
  let freeMs = startMs;
  const stops = round.stops.map((stop, at) => {
    const earliestMs = freeMs + Math.ceil(legs[at] ?? 0) * 1000;
    const arriveMs = Math.max(stop.arriveMs, earliestMs);
    freeMs = arriveMs + (stop.leaveMs - stop.arriveMs);
    return { ...stop, arriveMs, leaveMs: freeMs };
  });
  return { ...round, stops };
}

/** How the next stop of a round begins: after the last one, `waySeconds` later; in an empty round so long after `startMs`. */
export function stopAfter(
  { stops }: PlannedRound,
  place: StopPlace,
  { startMs, waySeconds, stayMs }: { startMs: number; waySeconds: number; stayMs: number },
): PlannedStop {
  const arriveMs = (stops.at(-1)?.leaveMs ?? startMs) + Math.ceil(waySeconds) * 1000;
  return { ...place, ...NEW_STOP, arriveMs, leaveMs: arriveMs + stayMs };
}

/** What a stop is but for its place and time, unless somebody says otherwise. */
export const NEW_STOP = { id: null, windowMinutes: 15, radiusMetres: 100, checkIn: 'geofence' } as const;

/** A stop by its place; throws a RangeError if there is none. */
export function stopAt(rounds: readonly PlannedRound[], { round, stop }: StopAt): PlannedStop {
  const found = rounds[round]?.stops[stop];
  if (!found) throw new RangeError(`There is no stop ${stop} in round ${round}.`);
  return found;
}

function roundAt(rounds: readonly PlannedRound[], round: number): PlannedRound {
  const found = rounds[round];
  if (!found) throw new RangeError(`There is no round ${round}.`);
  return found;
}

function withStops(
  rounds: readonly PlannedRound[],
  round: number,
  stops: readonly PlannedStop[],
): PlannedRound[] {
  return rounds.map((one, at) => (at === round ? { ...one, stops } : one));
}
