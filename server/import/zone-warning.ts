import type { ImportWarning } from '../../core/contract/import.ts';
import { zoneDoubtHours } from '../../core/import/zone-doubt.ts';
import type { LocatedRow } from './accept-records.ts';

/** A warning where the city that a file makes would get a clock that can not be its own. `zone` is the one that it would get unasked. */
export function zoneWarning(rows: readonly LocatedRow[], zone: string, nowMs: number): ImportWarning[] {
  const [first] = rows;
  const lng7 = first?.geometry.kind === 'surface' ? first.geometry.polygons[0]?.[0]?.[0] : undefined;
  if (lng7 === undefined) return [];
  const lng = lng7 / 1e7;
  const hours = zoneDoubtHours(zone, lng, nowMs);
  if (hours === undefined) return [];
  const place = `${Math.abs(lng).toFixed(1)}° ${lng < 0 ? 'W' : 'E'}`;
  const off = Math.abs(Math.round(hours));
  return [
    {
      code: 'zone_suspect',
      message: `No time zone was given, so the clock of the city would be that of ${zone}, ${off} hours off the sun at ${place}: give the city's own zone (such as America/Chicago).`,
      blocking: true,
      values: { zone, hours: off, place },
    },
  ];
}
