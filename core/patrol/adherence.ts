import type { Fix } from '../live/geofence.ts';
import { fixesInOrder } from './fixes-in-order.ts';
import { type VisitedPlace, visitsOf } from './place-visits.ts';
import { type Driven, drivenOf, metresOff, onPlaneOf, plannedLine } from './planned-line.ts';
import { type CheckIn, type PlannedStop, type StopOutcome, stopOutcomes } from './stop-states.ts';
import { type RouteStraying, type StrayingRule, strayingsOf } from './strayings.ts';

/** A round as it was planned. Times are milliseconds since 1970, places degrees times 1e7, EPSG:4326, longitude first. */
export interface PlannedRound {
  startMs: number;
  endMs: number;
  /** Flat [lng7, lat7, ...]; null: the way is free. */
  line: ArrayLike<number> | null;
  stops: readonly PlannedStop[];
  /** The places of the stops. */
  places: readonly VisitedPlace[];
  rule: StrayingRule & { graceSeconds: number };
}

/** What was told of a round beside the fixes. */
export interface RoundRemarks {
  checkIns: readonly CheckIn[];
  skippedStopIds: ReadonlySet<string>;
  /** Strayings that were detected by then are acknowledged. */
  acknowledgedMs: number | null;
}

export interface Adherence {
  stops: StopOutcome[];
  strayings: (RouteStraying & { isAcknowledged: boolean })[];
  /** Null: the way is free. */
  driven: Driven | null;
  /** The newest fix that counts; null: there is none, nothing can be told. */
  asOfMs: number | null;
}

/**
 * How a unit kept to its round until `nowMs`, from its fixes in any order: late ones change what is told, the order in which they came does
 * not. A straying that is over is told as such; the next one must be acknowledged anew.
 */
export function adherenceOf(
  round: PlannedRound,
  fixes: readonly Omit<Fix, 'unitId'>[],
  remarks: RoundRemarks,
  nowMs: number,
): Adherence {
  const { startMs, endMs, line, stops, places, rule } = round;
  const own = fixes.filter(({ fixMs }) => fixMs >= startMs && fixMs <= Math.min(endMs, nowMs));
  const seen = visitsOf(own, places).visits.map(
    ({ placeId, arrivedMs, leftMs, goesOn }): CheckIn => ({
      placeId,
      stopId: null,
      arrivedMs,
      leftMs: goesOn ? null : leftMs,
      how: 'geofence',
    }),
  );
  const times = { startMs, endMs, nowMs, graceSeconds: rule.graceSeconds };
  const outcomes = stopOutcomes(stops, [...seen, ...remarks.checkIns], times, remarks.skippedStopIds);
  const used = fixesInOrder(own);
  const planned = line && line.length >= 2 ? plannedLine(line) : null;
  const strayings = planned ? strayingsOf(used, metresOff(planned, onPlaneOf(planned, used)), rule) : [];
  return {
    stops: outcomes,
    strayings: strayings.map((one) => ({
      ...one,
      isAcknowledged: remarks.acknowledgedMs !== null && one.detectedMs <= remarks.acknowledgedMs,
    })),
    driven: planned && drivenOf(planned, used),
    asOfMs: used.at(-1)?.fixMs ?? null,
  };
}
