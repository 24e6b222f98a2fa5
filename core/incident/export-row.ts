import type { Cell } from '../review/csv.ts';

/** An incident as other tools get it: no text, codes instead of names. Times are ISO 8601 UTC, places degrees of EPSG:4326. */
export interface ExportRow {
  id: string;
  number: string;
  reportedAt: string;
  lng: number;
  lat: number;
  type: string;
  priority: number;
  status: string;
  net: string;
  source: string;
  areaCode: string;
  verifiedAt: string | null;
  assignedAt: string | null;
  arrivedAt: string | null;
  resolvedAt: string | null;
}

/** The columns of the CSV, in order. */
export const EXPORT_COLUMNS = [
  'id',
  'number',
  'reported_at',
  'lng',
  'lat',
  'type',
  'priority',
  'status',
  'net',
  'source',
  'area_code',
  'verified_at',
  'assigned_at',
  'arrived_at',
  'resolved_at',
] as const;

/** The cells of a row under EXPORT_COLUMNS. */
export function exportCells(row: ExportRow): Cell[] {
  const { id, number, reportedAt, lng, lat, type, priority, status, net, source, areaCode } = row;
  const steps = [row.verifiedAt, row.assignedAt, row.arrivedAt, row.resolvedAt];
  return [id, number, reportedAt, lng, lat, type, priority, status, net, source, areaCode, ...steps];
}

/** The row as a GeoJSON Feature (RFC 7946). */
export function exportFeature({ id, lng, lat, ...properties }: ExportRow) {
  return {
    type: 'Feature' as const,
    id,
    geometry: { type: 'Point' as const, coordinates: [lng, lat] },
    properties,
  };
}
