import type { RuleSetting, RuleSettings } from '../../../../core/contract/alarm-rule.ts';
import type { Geofence } from '../../../../core/contract/geofence.ts';
import type { LiveNouns } from '../../../../core/contract/live.ts';
import type { Unit } from '../../../../core/contract/unit.ts';
import { localMetres } from '../../../../core/geometry/metres.ts';
import type { Condition } from '../../../../core/live/alarm-record.ts';
import type { Fix } from '../../../../core/live/geofence.ts';
import { DEFAULT_RULES } from '../../../../core/live/rules/defaults.ts';
import type { RuleLook } from '../../../../core/live/rules/rule.ts';
import type { WatchedUnit } from '../../../../core/live/rules/watched-unit.ts';
import type { RuleKind } from '../../../../core/vocabulary.ts';

const [LNG7, LAT7] = [1017800000, 366200000];
const PLANE = localMetres(LNG7, LAT7);
export const ZONE = 'Asia/Shanghai';
/** Monday, 12:00 in the city. */
export const START_MS = Date.parse('2026-11-23T04:00:00Z');
export const HOME = '630102001001001';

/** The instant `seconds` after the start, ISO 8601 UTC. */
export const iso = (seconds: number) => new Date(START_MS + seconds * 1000).toISOString();

/** A place by metres east and north of a point in the city. */
export function at(east: number, north: number): { lng7: number; lat7: number } {
  return {
    lng7: Math.round(LNG7 + east / PLANE.metresPerLng7),
    lat7: Math.round(LAT7 + north / PLANE.metresPerLat7),
  };
}

export function fixAt(
  second: number,
  east: number,
  north: number,
  accuracyMetres: number | null = 5,
  unitId = 'u',
): Fix {
  return { unitId, ...at(east, north), accuracyMetres, fixMs: START_MS + second * 1000 };
}

/** A rule's look `second` seconds after the start: its default setting, on, with other limits if given. */
export function look<K extends RuleKind>(
  kind: K,
  second: number,
  limits: Partial<RuleSettings[K]['limits']> = {},
  held: readonly Condition[] = [],
): RuleLook<K> {
  const standard = DEFAULT_RULES[kind] as RuleSetting<K>;
  return {
    setting: { ...standard, isOn: true, limits: { ...standard.limits, ...limits } },
    nowMs: START_MS + second * 1000,
    zone: ZONE,
    held: new Map(held.map((condition) => [condition.key, condition])),
  };
}

/** Any live thing with just the properties that a test is about. */
export function thing<N extends keyof LiveNouns>(
  _noun: N,
  id: string,
  properties: Partial<LiveNouns[N]['properties']>,
  coordinates: unknown = [101.78, 36.62],
): LiveNouns[N] {
  const type = Array.isArray((coordinates as unknown[])[0]) ? 'LineString' : 'Point';
  const all = { version: 1, updatedAt: iso(0), areaCode: HOME, code: id.toUpperCase(), ...properties };
  return { type: 'Feature', id, geometry: { type, coordinates }, properties: all } as unknown as LiveNouns[N];
}

/** A car on patrol since an hour before the start. */
export function watched(
  properties: Partial<Unit['properties']> = {},
  fix: Fix | null = null,
  gridCode = HOME,
): WatchedUnit {
  const unit = thing('units', fix?.unitId ?? 'u', {
    kind: 'squad',
    vehicle: 'car',
    state: 'patrolling',
    stateSince: iso(-3600),
    routeId: null,
    ...properties,
  });
  return { unit, fix, gridCode };
}

/** A square fence by metres. */
export function fence(
  id: string,
  west: number,
  south: number,
  size: number,
  given: Partial<Geofence['properties']> = {},
): Geofence {
  const corners = [
    at(west, south),
    at(west + size, south),
    at(west + size, south + size),
    at(west, south + size),
  ];
  const ring = [...corners, corners[0]!].map(({ lng7, lat7 }) => [lng7 / 1e7, lat7 / 1e7]);
  return {
    type: 'Feature',
    id,
    geometry: { type: 'Polygon', coordinates: [ring] },
    properties: {
      version: 1,
      updatedAt: iso(0),
      areaCode: HOME,
      nameZh: id,
      nameEn: id,
      direction: 'both',
      hours: null,
      validFrom: null,
      validUntil: null,
      persistenceSeconds: 0,
      units: { areaCode: null, kinds: [], vehicles: [], states: [], unitIds: [] },
      isOn: true,
      ...given,
    },
  } as Geofence;
}
