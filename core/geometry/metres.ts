/**
 * Metres from integer coordinates (1e-7 degree, lng before lat), on the WGS 84 ellipsoid.
 * Sources of the formulas: Snyder, "Map Projections: A Working Manual" (USGS PP 1395), (3-12) for the authalic
 * latitude and (4-19, 4-20) for the radii of curvature.
 */
import { UNITS_PER_DEGREE } from './integer.ts';
import type { FlatRing } from './ring.ts';

export const SEMI_MAJOR_METRES = 6378137;
const FLATTENING = 1 / 298.257223563;
export const ECCENTRICITY2 = FLATTENING * (2 - FLATTENING);
const ECCENTRICITY = Math.sqrt(ECCENTRICITY2);
const RADIANS_PER_UNIT = Math.PI / 180 / UNITS_PER_DEGREE;

/** A plane in metres round an origin: x east, y north. Distances are right to 0.1 % within 10 km of its latitude. */
export interface LocalMetres {
  originLng7: number;
  originLat7: number;
  /** Metres in one integer unit of longitude. */
  metresPerLng7: number;
  /** Metres in one integer unit of latitude. */
  metresPerLat7: number;
}

/** The local plane that touches the ellipsoid at the origin (integer units). */
export function localMetres(originLng7: number, originLat7: number): LocalMetres {
  const sine = Math.sin(originLat7 * RADIANS_PER_UNIT);
  const w2 = 1 - ECCENTRICITY2 * sine * sine;
  const transverse = SEMI_MAJOR_METRES / Math.sqrt(w2);
  const meridional = (transverse * (1 - ECCENTRICITY2)) / w2;
  return {
    originLng7,
    originLat7,
    metresPerLng7: transverse * Math.cos(originLat7 * RADIANS_PER_UNIT) * RADIANS_PER_UNIT,
    metresPerLat7: meridional * RADIANS_PER_UNIT,
  };
}

/** Metres between two points given in integer units, on the local plane of their mid latitude; for spans within a city. */
export function distanceMetres(aLng7: number, aLat7: number, bLng7: number, bLat7: number): number {
  const plane = localMetres(aLng7, (aLat7 + bLat7) / 2);
  return Math.hypot((bLng7 - aLng7) * plane.metresPerLng7, (bLat7 - aLat7) * plane.metresPerLat7);
}

/** Square of the metres from the point p to the segment a - b (integer units), on a plane that touches the earth near them. */
export function squaredMetresToSegment(
  { metresPerLng7, metresPerLat7 }: LocalMetres,
  pLng7: number,
  pLat7: number,
  aLng7: number,
  aLat7: number,
  bLng7: number,
  bLat7: number,
): number {
  const toEast = (aLng7 - pLng7) * metresPerLng7;
  const toNorth = (aLat7 - pLat7) * metresPerLat7;
  const east = (bLng7 - aLng7) * metresPerLng7;
  const north = (bLat7 - aLat7) * metresPerLat7;
  const length2 = east * east + north * north;
  const along = length2 > 0 ? -(toEast * east + toNorth * north) / length2 : 0;
  const share = Math.min(1, Math.max(0, along));
  const offEast = toEast + share * east;
  const offNorth = toNorth + share * north;
  return offEast * offEast + offNorth * offNorth;
}

/** Length in metres of a flat line `[lng7, lat7, ...]`. */
export function lengthMetres(line: FlatRing): number {
  let sum = 0;
  for (let i = 0; i + 3 < line.length; i += 2) {
    sum += distanceMetres(
      line[i] as number,
      line[i + 1] as number,
      line[i + 2] as number,
      line[i + 3] as number,
    );
  }
  return sum;
}

/** Bearing in degrees clockwise from north, 0 <= bearing < 360, from a to b (integer units). */
export function bearingDegrees(aLng7: number, aLat7: number, bLng7: number, bLat7: number): number {
  const plane = localMetres(aLng7, aLat7);
  const east = (bLng7 - aLng7) * plane.metresPerLng7;
  const north = (bLat7 - aLat7) * plane.metresPerLat7;
  return ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360;
}

/** Height in metres of a latitude on the equal-area cylinder. */
function authalicHeight(lat7: number): number {
  const sine = Math.sin(lat7 * RADIANS_PER_UNIT);
  const es = ECCENTRICITY * sine;
  const q = (1 - ECCENTRICITY2) * (sine / (1 - es * es) - Math.log((1 - es) / (1 + es)) / (2 * ECCENTRICITY));
  return (SEMI_MAJOR_METRES * q) / 2;
}

/**
 * Signed area in square metres of a ring in integer units, > 0 counter-clockwise. Taken on the equal-area
 * cylinder, so that the areas of the parts of a partition add up to the whole's (to float rounding).
 */
export function ringAreaM2(ring: FlatRing): number {
  const lng0 = ring[0] as number;
  const height0 = authalicHeight(ring[1] as number);
  let sum = 0;
  let x = 0;
  let y = 0;
  for (let i = 2; i + 1 < ring.length; i += 2) {
    const nextX = ((ring[i] as number) - lng0) * RADIANS_PER_UNIT * SEMI_MAJOR_METRES;
    const nextY = authalicHeight(ring[i + 1] as number) - height0;
    sum += x * nextY - nextX * y;
    x = nextX;
    y = nextY;
  }
  return sum / 2;
}

/** Area in square metres of polygons (shells counter-clockwise, holes clockwise). */
export function polygonsAreaM2(polygons: readonly (readonly FlatRing[])[]): number {
  let sum = 0;
  for (const polygon of polygons) for (const ring of polygon) sum += ringAreaM2(ring);
  return sum;
}
