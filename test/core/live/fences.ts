import { localMetres } from '../../../core/geometry/metres.ts';
import type { Crossing, FenceShape, Fix } from '../../../core/live/geofence.ts';

const [LNG7, LAT7] = [1017800000, 366200000];
export const PLANE = localMetres(LNG7, LAT7);
const START_MS = Date.parse('2026-11-23T04:00:00Z');

/** A place by metres east and north of a point in the city. */
export function at(east: number, north: number): { lng7: number; lat7: number } {
  return {
    lng7: Math.round(LNG7 + east / PLANE.metresPerLng7),
    lat7: Math.round(LAT7 + north / PLANE.metresPerLat7),
  };
}

/** A box by metres. */
export function box(
  id: string,
  west: number,
  south: number,
  east: number,
  north: number,
  persistenceSeconds = 0,
): FenceShape {
  const corners = [at(west, south), at(east, south), at(east, north), at(west, north), at(west, south)];
  return { id, rings: [corners.flatMap(({ lng7, lat7 }) => [lng7, lat7])], persistenceSeconds };
}

export function fix(
  second: number,
  east: number,
  north: number,
  accuracyMetres: number | null = 5,
  unitId = 'u',
): Fix {
  return { unitId, ...at(east, north), accuracyMetres, fixMs: START_MS + second * 1000 };
}

/** Crossings as [fence, side, second, whether a passage]. */
export const told = (crossings: readonly Crossing[]) =>
  crossings.map(({ fenceId, to, at: { fixMs }, isPassage }) => [
    fenceId,
    to,
    (fixMs - START_MS) / 1000,
    isPassage,
  ]);
