/** What is reached within some minutes, as polygons. */
import { fromInt7 } from '../geometry/integer.ts';
import { ringAreaM2 } from '../geometry/metres.ts';
import { type FlatRing, locateInRing, signedArea2 } from '../geometry/ring.ts';
import { contourRings } from '../hotspot/contour.ts';
import type { Reach } from './reach.ts';
import { type ReachField, reachField } from './reach-field.ts';

export interface Isochrone {
  minutes: number;
  /** Each a shell (counter-clockwise) and its holes (clockwise), flat [lng7, lat7, ...] with the first point repeated. */
  polygons: FlatRing[][];
}

export interface IsochroneOptions {
  /** How far off a road somebody still walks, metres; at least one and a half cells. Default 100. */
  offRoadMetres?: number;
  /** How fast, km/h. Default 5. */
  walkKmh?: number;
  /** The grain of the polygons. Default 25. */
  cellMetres?: number;
  /** Patches and holes smaller than this are left out. Default 0: none are. */
  leastAreaM2?: number;
}

/** A border lies by the times within a minute of its own: farther ones say as little as none. */
const CLEAR_SECONDS = 60;
/** No border comes nearer to the middle of a cell than a sixtieth of a cell. */
const LEAST_SECONDS = 1;

/**
 * The ground from which (or to which, by the direction of the reach) it takes at most so many minutes, for several numbers of minutes at
 * once, in their order. A place belongs to it if some road place is reached so soon that the walk from there, straight and at most
 * `offRoadMetres`, ends in time: a buffer round the reached roads that grows thin where time runs out. It is made of a raster of those times
 * (see reach-field.ts) by contour lines, so that a border is right to about a cell, and fewer minutes lie within more minutes to a
 * centimetre. Rings are valid: none crosses or touches itself or another of its polygon. The reach must go as far as the most minutes.
 * Throws if minutes are not above 0 or beyond the limit of the reach, or a cell is too large for `offRoadMetres`.
 */
export function isochrones(
  reach: Reach,
  minutes: readonly number[],
  { offRoadMetres = 100, walkKmh = 5, cellMetres = 25, leastAreaM2 = 0 }: IsochroneOptions = {},
): Isochrone[] {
  const most = minutes.reduce((a, b) => Math.max(a, b), 0);
  const bad = minutes.find((one) => !(one > 0) || one * 60 > reach.limitSeconds);
  if (bad !== undefined)
    throw new Error(`an isochrone of ${bad} minutes of a reach of ${reach.limitSeconds} seconds`);
  if (!(offRoadMetres >= 1.5 * cellMetres) || !(walkKmh > 0) || !(cellMetres > 0))
    throw new Error(`an isochrone of ${offRoadMetres} m off the roads with cells of ${cellMetres} m`);
  const field = reachField(reach, most * 60, { offRoadMetres, walkKmh, cellMetres });
  return minutes.map((one) => {
    const rings = field ? ringsWithin(field, one * 60) : [];
    const kept = rings.filter((ring) => Math.abs(ringAreaM2(ring)) >= leastAreaM2);
    return { minutes: one, polygons: polygonsOf(kept) };
  });
}

/** Polygons as GeoJSON, EPSG:4326, 7 decimals. */
export function toMultiPolygon(polygons: readonly (readonly FlatRing[])[]) {
  const coordinates = polygons.map((rings) =>
    rings.map((ring) =>
      Array.from({ length: ring.length / 2 }, (_, i) => [fromInt7(ring[i * 2]!), fromInt7(ring[i * 2 + 1]!)]),
    ),
  );
  return { type: 'MultiPolygon' as const, coordinates };
}

/** The rings round all cells that are reached within so many seconds: shells counter-clockwise, holes clockwise. */
function ringsWithin(field: ReachField, limitSeconds: number): FlatRing[] {
  const spare = field.seconds.map((seconds) => {
    const left = Math.min(CLEAR_SECONDS, Math.max(-CLEAR_SECONDS, limitSeconds - seconds));
    const clear = left >= 0 ? Math.max(LEAST_SECONDS, left) : Math.min(-LEAST_SECONDS, left);
    return clear + CLEAR_SECONDS;
  });
  const { columns, rows, westLng7, northLat7, cellLng7, cellLat7 } = field;
  return contourRings(spare, columns, rows, CLEAR_SECONDS).map((ring) => {
    const flat = new Int32Array(ring.length);
    // What is high lies to the right of a contour; backwards it lies to the left.
    for (let i = 0; i < ring.length; i += 2) {
      flat[i] = Math.round(westLng7 + ring[ring.length - 2 - i]! * cellLng7);
      flat[i + 1] = Math.round(northLat7 - ring[ring.length - 1 - i]! * cellLat7);
    }
    return flat;
  });
}

/** Shells with their holes: each hole belongs to the smallest shell round it. */
function polygonsOf(rings: readonly FlatRing[]): FlatRing[][] {
  const shells = rings.filter((ring) => signedArea2(ring) > 0);
  const sorted = shells
    .map((shell) => ({ polygon: [shell], area: signedArea2(shell), box: boxOf(shell) }))
    .sort((a, b) => a.area - b.area);
  for (const hole of rings) {
    if (signedArea2(hole) > 0) continue;
    const [lng7, lat7] = [hole[0]!, hole[1]!];
    const round = sorted.find(
      ({ polygon, box }) =>
        lng7 > box.west &&
        lng7 < box.east &&
        lat7 > box.south &&
        lat7 < box.north &&
        locateInRing(lng7, lat7, polygon[0]!) === 1,
    );
    round?.polygon.push(hole);
  }
  return sorted.reverse().map(({ polygon }) => polygon);
}

function boxOf(ring: FlatRing) {
  const box = { west: ring[0]!, east: ring[0]!, south: ring[1]!, north: ring[1]! };
  for (let i = 0; i < ring.length; i += 2) {
    box.west = Math.min(box.west, ring[i]!);
    box.east = Math.max(box.east, ring[i]!);
    box.south = Math.min(box.south, ring[i + 1]!);
    box.north = Math.max(box.north, ring[i + 1]!);
  }
  return box;
}
