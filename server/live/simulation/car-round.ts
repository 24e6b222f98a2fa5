import { distanceMetres } from '../../../core/geometry/metres.ts';
import { Drive, type Place } from './drive.ts';
import type { Random } from './random.ts';

/** A stop of a round, milliseconds since 1970. */
export interface RoundStop extends Place {
  arriveMs: number;
  leaveMs: number;
  /** The way to it from the stop before, flat [lng7, lat7, ...]; null: by whichever way. */
  line: number[] | null;
  seconds: number;
}

/** How a unit goes a round. */
export interface CarRound {
  planId: string;
  stops: readonly RoundStop[];
  /** The stop that it goes to or is at. */
  at: number;
  isThere: boolean;
  /** When it leaves that stop, once it is there. */
  leaveMs: number;
  /** It dawdles: leaves so much later each time. */
  dawdleMs: number;
  /** It leaves its way now and then; until when it is off now. */
  strays: boolean;
  offUntilMs: number;
}

const NEAR_METRES = 120;
/** Who is so late goes on to what can still be done in time. */
const HOPELESS_MS = 25 * 60_000;
const STRAY_CHANCE = 0.3;
const STRAY_MS = 13 * 60_000;
const STRAY_UNITS = 110_000;
const SHORT_CHANCE = 0.08;
const SKIP_CHANCE = 0.05;

/** Where a unit at `place` that stands goes next: along a way or to a place; undefined: it stays; 'over': the round is done. */
export function nextOfRound(
  round: CarRound,
  place: Place,
  nowMs: number,
  random: Random,
): Drive | Place | 'over' | undefined {
  const stop = round.stops[round.at];
  if (!stop) return 'over';
  if (nowMs < round.offUntilMs) return undefined;
  if (!round.isThere) return reach(round, stop, place, nowMs, random);
  if (nowMs < round.leaveMs) return undefined;
  return goOn(round, place, nowMs, random);
}

function reach(
  round: CarRound,
  stop: RoundStop,
  place: Place,
  nowMs: number,
  random: Random,
): Place | 'over' | undefined {
  if (nowMs > stop.leaveMs + HOPELESS_MS) {
    round.at = round.stops.findIndex(({ leaveMs }) => leaveMs > nowMs);
    return round.at < 0 ? 'over' : round.stops[round.at];
  }
  if (distanceMetres(place.lng7, place.lat7, stop.lng7, stop.lat7) > NEAR_METRES) return stop;
  round.isThere = true;
  const stayMs = stop.leaveMs - stop.arriveMs;
  const isShort = random.chance(SHORT_CHANCE);
  const due = isShort ? nowMs + 0.4 * stayMs : Math.max(stop.leaveMs, nowMs + 0.7 * stayMs);
  round.leaveMs = random.chance(SKIP_CHANCE) ? nowMs : due + round.dawdleMs;
  return undefined;
}

function goOn(round: CarRound, place: Place, nowMs: number, random: Random): Drive | Place | 'over' {
  round.isThere = false;
  round.at += 1;
  const next = round.stops[round.at];
  if (!next) return 'over';
  if (round.strays && random.chance(STRAY_CHANCE)) {
    round.offUntilMs = nowMs + STRAY_MS;
    const turn = random.between(0, 2 * Math.PI);
    return {
      lng7: Math.round(place.lng7 + STRAY_UNITS * Math.cos(turn)),
      lat7: Math.round(place.lat7 + STRAY_UNITS * Math.sin(turn)),
    };
  }
  return next.line ? Drive.along(next.line, next.seconds) : next;
}
