/**
 * A city on a plane in metres: the transverse Mercator projection round a point of it, on the WGS 84 ellipsoid. Within 100 km of the
 * point lengths are right to 0.02 %. Source: Snyder, "Map Projections: A Working Manual" (USGS PP 1395), (3-21), (8-9) and (8-10).
 */
import { ECCENTRICITY2, localMetres, SEMI_MAJOR_METRES } from './metres.ts';

/** The point of a city that its plane is true at, in units of 1e-7 degree. */
export interface CityPlane {
  originLng7: number;
  originLat7: number;
}

/** Places in metres from the point: x east, y north. */
export interface PlanePoints {
  x: Float64Array;
  y: Float64Array;
}

const RADIANS_PER_UNIT = Math.PI / 180e7;
const SECOND_ECCENTRICITY2 = ECCENTRICITY2 / (1 - ECCENTRICITY2);

/** Points (1e-7 degree, lng before lat) in metres on the plane; `rows` picks some of them, in its order. */
export function toPlane(
  plane: CityPlane,
  lng7: ArrayLike<number>,
  lat7: ArrayLike<number>,
  rows?: ArrayLike<number>,
): PlanePoints {
  const count = rows ? rows.length : lng7.length;
  const points = { x: new Float64Array(count), y: new Float64Array(count) };
  const originArc = meridianArc(plane.originLat7 * RADIANS_PER_UNIT);
  for (let i = 0; i < count; i++) {
    const at = rows ? rows[i]! : i;
    const [x, y] = project(plane, originArc, lng7[at]!, lat7[at]!);
    points.x[i] = x;
    points.y[i] = y;
  }
  return points;
}

/** The place at x, y metres of the plane, in 1e-7 degree (not rounded). */
export function fromPlane(plane: CityPlane, x: number, y: number): [lng7: number, lat7: number] {
  const originArc = meridianArc(plane.originLat7 * RADIANS_PER_UNIT);
  let [lng7, lat7] = [plane.originLng7, plane.originLat7];
  for (let round = 0; round < 8; round++) {
    const [hereX, hereY] = project(plane, originArc, lng7, lat7);
    const { metresPerLng7, metresPerLat7 } = localMetres(lng7, lat7);
    lng7 += (x - hereX) / metresPerLng7;
    lat7 += (y - hereY) / metresPerLat7;
  }
  return [lng7, lat7];
}

function project(plane: CityPlane, originArc: number, lng7: number, lat7: number): [x: number, y: number] {
  const lat = lat7 * RADIANS_PER_UNIT;
  const [sine, cosine] = [Math.sin(lat), Math.cos(lat)];
  const radius = SEMI_MAJOR_METRES / Math.sqrt(1 - ECCENTRICITY2 * sine * sine);
  const tangent = sine / cosine;
  const t = tangent * tangent;
  const c = SECOND_ECCENTRICITY2 * cosine * cosine;
  const a = (lng7 - plane.originLng7) * RADIANS_PER_UNIT * cosine;
  const a2 = a * a;
  const east =
    1 + (a2 * (1 - t + c)) / 6 + (a2 * a2 * (5 - 18 * t + t * t + 72 * c - 58 * SECOND_ECCENTRICITY2)) / 120;
  const north = 0.5 + (a2 * (5 - t + 9 * c + 4 * c * c)) / 24;
  return [radius * a * east, meridianArc(lat) - originArc + radius * tangent * a2 * north];
}

/** Metres along the meridian from the equator to a latitude in radians. */
function meridianArc(lat: number): number {
  const e2 = ECCENTRICITY2;
  const e4 = e2 * e2;
  const e6 = e4 * e2;
  return (
    SEMI_MAJOR_METRES *
    ((1 - e2 / 4 - (3 * e4) / 64 - (5 * e6) / 256) * lat -
      ((3 * e2) / 8 + (3 * e4) / 32 + (45 * e6) / 1024) * Math.sin(2 * lat) +
      ((15 * e4) / 256 + (45 * e6) / 1024) * Math.sin(4 * lat) -
      ((35 * e6) / 3072) * Math.sin(6 * lat))
  );
}
