/** What is hidden in the incidents of the demo city, and whether a finding is one of them. */

import type { HeldIncidents } from '../client/analysis/jobs.ts';
import { incidentColumnsOf } from '../core/columns/incident-columns.ts';
import { distanceMetres } from '../core/geometry/metres.ts';
import { mercatorPoints } from '../core/hotspot/density.ts';
import {
  INCIDENT_SOURCES,
  INCIDENT_STATUSES,
  INCIDENT_TYPES,
  type IncidentType,
  NETS,
  type Priority,
} from '../core/vocabulary.ts';
import type { DemoCity, Planted } from '../data/city/city.ts';

/** A place, a time (milliseconds since 1970) and the types of incident that a method pointed at. */
export interface Flagged {
  lng: number;
  lat: number;
  radiusMetres: number;
  fromMs: number;
  toMs: number;
  types: readonly string[];
}

/** Whether place, time and type of a finding overlap those of something planted. */
export function isOverlap(flagged: Flagged, planted: Planted): boolean {
  const [lng7, lat7] = planted.centre;
  const apart = distanceMetres(flagged.lng * 1e7, flagged.lat * 1e7, lng7, lat7);
  return (
    apart <= flagged.radiusMetres + planted.radiusMetres &&
    flagged.fromMs < Date.parse(planted.to) &&
    flagged.toMs > Date.parse(planted.from) &&
    planted.types.some((type) => flagged.types.includes(type))
  );
}

/** How many of `wanted` were flagged, and how many flags hit one of `allowed` (the wanted, and what is no mistake to flag). */
export function score(flags: readonly Flagged[], wanted: readonly Planted[], allowed: readonly Planted[]) {
  const found = wanted.filter((planted) => flags.some((flag) => isOverlap(flag, planted))).length;
  const right = flags.filter((flag) => allowed.some((planted) => isOverlap(flag, planted))).length;
  return {
    flagged: flags.length,
    wrong: flags.length - right,
    precision: flags.length > 0 ? right / flags.length : null,
    planted: wanted.length,
    found,
    recall: wanted.length > 0 ? found / wanted.length : null,
  };
}

/** The incidents of a demo city as the analysis holds them; all count. */
export function heldCity({ incidents, grids, asOf }: DemoCity, zone: string): HeldIncidents {
  const columns = incidentColumnsOf(
    Array.from({ length: incidents.count }, (_, i) => ({
      reportedAt: incidents.reportedAt[i]!,
      lng7: incidents.lng7[i]!,
      lat7: incidents.lat7[i]!,
      type: INCIDENT_TYPES[incidents.type[i]!]!,
      priority: incidents.priority[i] as Priority,
      status: INCIDENT_STATUSES[incidents.status[i]!]!,
      net: NETS[incidents.net[i]!]!,
      source: INCIDENT_SOURCES[incidents.source[i]!]!,
      gridCode: grids[incidents.grid[i]!]?.code ?? '',
    })),
  );
  const toMs = Date.parse(asOf);
  const span = { fromMs: toMs - 365 * 86_400_000, toMs };
  return {
    columns,
    points: mercatorPoints(columns.lng7, columns.lat7),
    hours: new Uint8Array(columns.count),
    rows: Uint32Array.from({ length: columns.count }, (_, row) => row),
    fails: new Uint8Array(columns.count),
    window: span,
    span,
    zone,
    level: 'grid',
    within: null,
  };
}

/** The same, with only the incidents of one type counting. */
export function ofType(held: HeldIncidents, type: IncidentType): HeldIncidents {
  const number = INCIDENT_TYPES.indexOf(type);
  return { ...held, rows: held.rows.filter((row) => held.columns.type[row] === number) };
}
