import { toInt7 } from '../geometry/integer.ts';
import { distanceMetres } from '../geometry/metres.ts';
import type { IncidentStatus, IncidentType } from '../vocabulary.ts';

export const DUPLICATE_RADIUS_METRES = 200;
export const DUPLICATE_WINDOW_SECONDS = 3600;
/** What the likeness of another type is worth against the same one; null is a report whose type is not chosen yet. */
const TYPE_FACTORS = { same: 1, unknown: 0.7, other: 0.4 } as const;
const LEAST_LIKENESS = 0.12;
/** These are not somebody's open case that a new report could repeat. */
const NOT_ORIGINALS: readonly IncidentStatus[] = ['duplicate', 'false_alarm', 'cancelled'];

/** A report that is being taken in; degrees (EPSG:4326), milliseconds since 1970. */
export interface Report {
  lng: number;
  lat: number;
  reportedAtMs: number;
  type: IncidentType | null;
}

/** What is looked through: the live incidents. */
export interface KnownIncident {
  id: string;
  geometry: { coordinates: readonly [number, number] };
  properties: { type: IncidentType; status: IncidentStatus; reportedAt: string };
}

export interface LikelyDuplicate<I> {
  incident: I;
  distanceMetres: number;
  /** Seconds from the known report to the new one; negative when the known one came later. */
  laterSeconds: number;
  /** 0 to 1: nearness in space times nearness in time times likeness of type. */
  likeness: number;
}

/**
 * Known incidents that a new report probably repeats, most likely first, at most `most`: within 200 m and an hour. Likeness
 * falls linearly with distance and with time, and is less when the type differs.
 */
export function likelyDuplicates<I extends KnownIncident>(
  report: Report,
  known: Iterable<I>,
  most = 3,
): LikelyDuplicate<I>[] {
  const found: LikelyDuplicate<I>[] = [];
  for (const incident of known) {
    const match = compare(report, incident);
    if (match && match.likeness >= LEAST_LIKENESS) found.push(match);
  }
  return found.sort((a, b) => b.likeness - a.likeness || compareIds(a, b)).slice(0, most);
}

function compare<I extends KnownIncident>(report: Report, incident: I): LikelyDuplicate<I> | undefined {
  const { type, status, reportedAt } = incident.properties;
  if (NOT_ORIGINALS.includes(status)) return undefined;
  const laterSeconds = (report.reportedAtMs - Date.parse(reportedAt)) / 1000;
  const timeFactor = 1 - Math.abs(laterSeconds) / DUPLICATE_WINDOW_SECONDS;
  if (timeFactor <= 0) return undefined;
  const [lng, lat] = incident.geometry.coordinates;
  const metres = distanceMetres(toInt7(report.lng), toInt7(report.lat), toInt7(lng), toInt7(lat));
  const placeFactor = 1 - metres / DUPLICATE_RADIUS_METRES;
  if (placeFactor <= 0) return undefined;
  const typeFactor = TYPE_FACTORS[report.type === null ? 'unknown' : report.type === type ? 'same' : 'other'];
  return { incident, distanceMetres: metres, laterSeconds, likeness: placeFactor * timeFactor * typeFactor };
}

function compareIds(a: LikelyDuplicate<KnownIncident>, b: LikelyDuplicate<KnownIncident>): number {
  return a.incident.id < b.incident.id ? -1 : 1;
}
