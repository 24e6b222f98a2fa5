import { localMetres } from '../../geometry/metres.ts';
import type { Condition } from '../alarm-record.ts';
import type { Fix } from '../geofence.ts';
import { holding, isoOf, keyOf, type RuleLook } from './rule.ts';
import { isFresh, LONGEST_SILENCE_MS, unitSubject, type WatchedUnit } from './watched-unit.ts';

/** Where a unit has been standing, and since when. */
export interface Standing {
  lng7: number;
  lat7: number;
  accuracyMetres: number;
  sinceMs: number;
  /** Its newest fix. */
  seenMs: number;
}
/** By unit id. */
export type Standings = Map<string, Standing>;

const UNKNOWN_ACCURACY_METRES = 20;

/**
 * Takes a fix: farther from where the unit stood than `metres`, and than the fixes can err, is a move. After a silence the time starts
 * again; late fixes count for nothing.
 */
export function noteStanding(standings: Standings, fix: Fix, metres: number): void {
  const { lng7, lat7, fixMs } = fix;
  const accuracyMetres = fix.accuracyMetres ?? UNKNOWN_ACCURACY_METRES;
  const before = standings.get(fix.unitId);
  if (before && fixMs <= before.seenMs) return;
  const reach = Math.max(metres, 2 * ((before?.accuracyMetres ?? 0) + accuracyMetres));
  const isSilent = !before || fixMs - before.seenMs > LONGEST_SILENCE_MS;
  if (isSilent || metresApart(before, fix) > reach)
    standings.set(fix.unitId, { lng7, lat7, accuracyMetres, sinceMs: fixMs, seenMs: fixMs });
  else if (accuracyMetres < before.accuracyMetres)
    Object.assign(before, { lng7, lat7, accuracyMetres, seenMs: fixMs });
  else before.seenMs = fixMs;
}

function metresApart(a: { lng7: number; lat7: number }, b: { lng7: number; lat7: number }): number {
  const plane = localMetres(a.lng7, a.lat7);
  return Math.hypot((b.lng7 - a.lng7) * plane.metresPerLng7, (b.lat7 - a.lat7) * plane.metresPerLat7);
}

/**
 * Units that stand in one place for longer than the limit of their state and vehicle, counted within that state. Not those on scene or
 * off duty. Of a unit that is not heard nothing new is told.
 */
export function unitStationary(
  look: RuleLook<'unit_stationary'>,
  units: Iterable<WatchedUnit>,
  standings: Standings,
): Condition[] {
  const found: Condition[] = [];
  for (const watched of units) {
    const { id, properties } = watched.unit;
    const standing = standings.get(id);
    const limitMs = limitMsOf(look, watched);
    if (!standing || limitMs === undefined) continue;
    const sinceMs = Math.max(standing.sinceMs, Date.parse(properties.stateSince));
    if (look.nowMs - sinceMs < limitMs) continue;
    const before = look.held.get(keyOf('unit_stationary', id));
    if (!isFresh(watched, look.nowMs)) {
      if (before) found.push(before);
      continue;
    }
    const facts = {
      sinceAt: isoOf(sinceMs),
      limitSeconds: limitMs / 1000,
      accuracyMetres: standing.accuracyMetres,
    };
    found.push(holding(look, unitSubject(watched), sinceMs + limitMs, facts));
  }
  return found;
}

function limitMsOf({ setting }: RuleLook<'unit_stationary'>, { unit }: WatchedUnit): number | undefined {
  const { patrollingMinutes, enRouteMinutes, availableMinutes } = setting.limits;
  const { state, vehicle } = unit.properties;
  const byVehicle =
    state === 'patrolling'
      ? patrollingMinutes
      : state === 'en_route'
        ? enRouteMinutes
        : state === 'available'
          ? availableMinutes
          : undefined;
  const minutes = byVehicle?.[vehicle];
  return minutes ? minutes * 60_000 : undefined;
}
