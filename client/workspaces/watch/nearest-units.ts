import type { Incident } from '../../../core/contract/incident.ts';
import type { UnitPositionRow } from '../../../core/contract/live.ts';
import type { Unit } from '../../../core/contract/unit.ts';
import { isOpen } from '../../state/incident-filter.ts';

const EARTH_RADIUS_METRES = 6_371_008.8;

export interface Candidate {
  unit: Unit;
  /** As the crow flies. */
  metres: number;
}

/** Units that could go, nearest first in a straight line: on duty, free, with a known position. */
export function nearestUnits(
  [lng, lat]: readonly [number, number],
  units: Iterable<Unit>,
  positions: ReadonlyMap<string, UnitPositionRow>,
  incidents: Iterable<Incident>,
): Candidate[] {
  const busy = new Set<string>();
  for (const { properties } of incidents)
    if (isOpen(properties) && properties.unitId) busy.add(properties.unitId);
  const candidates: Candidate[] = [];
  for (const unit of units) {
    const { state } = unit.properties;
    if ((state !== 'available' && state !== 'patrolling') || busy.has(unit.id)) continue;
    const row = positions.get(unit.id);
    const place = row ? ([row[1], row[2]] as const) : unit.geometry?.coordinates;
    if (place) candidates.push({ unit, metres: distanceMetres([lng, lat], place) });
  }
  return candidates.sort((a, b) => a.metres - b.metres);
}

/** Great-circle distance in metres between [lng, lat] in degrees (haversine, mean Earth radius). */
export function distanceMetres(a: readonly [number, number], b: readonly [number, number]): number {
  const rad = Math.PI / 180;
  const dLat = (b[1] - a[1]) * rad;
  const dLng = (b[0] - a[0]) * rad;
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a[1] * rad) * Math.cos(b[1] * rad) * Math.sin(dLng / 2) ** 2;
  return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(h)));
}
