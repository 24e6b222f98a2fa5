import type { ImportWarning } from '../../core/contract/import.ts';
import { zoneDoubtHours } from '../../core/import/zone-doubt.ts';
import type { LocatedRow } from './accept-records.ts';

/** No city of any size lies nearer to a pole; that of a file whose axes are swapped may. */
const FARTHEST_CITY_DEGREES = 72;

function firstCorner(rows: readonly LocatedRow[]): readonly [lng7: number, lat7: number] | undefined {
  const geometry = rows[0]?.geometry;
  const ring = geometry?.kind === 'surface' ? geometry.polygons[0]?.[0] : undefined;
  const [lng7, lat7] = [ring?.[0], ring?.[1]];
  return lng7 === undefined || lat7 === undefined ? undefined : [lng7, lat7];
}

/** A warning where the city that a file makes would lie in the polar ice: its positions are latitude, longitude. */
function poleWarning(rows: readonly LocatedRow[]): ImportWarning[] {
  const corner = firstCorner(rows);
  if (!corner || Math.abs(corner[1]) <= FARTHEST_CITY_DEGREES * 1e7) return [];
  return [
    {
      code: 'swapped_axes',
      message: `The city would lie at latitude ${(corner[1] / 1e7).toFixed(1)}: longitude and latitude seem to be swapped. Exchange them in the file.`,
      blocking: true,
      values: {},
    },
  ];
}

/** A warning where the city that a file makes would get a clock that can not be its own. `zone` is the one that it would get unasked. */
function zoneWarning(rows: readonly LocatedRow[], zone: string, nowMs: number): ImportWarning[] {
  const corner = firstCorner(rows);
  if (!corner) return [];
  const lng = corner[0] / 1e7;
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

/** What speaks against the place of the city that a file makes. `zone` is the one that it would get, and `isGiven` whether somebody named it. */
export function cityWarnings(
  rows: readonly LocatedRow[],
  { zone, isGiven }: { zone: string; isGiven: boolean },
  nowMs: number,
): ImportWarning[] {
  return [...(isGiven ? [] : zoneWarning(rows, zone, nowMs)), ...poleWarning(rows)];
}
