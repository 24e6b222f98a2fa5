/**
 * Rings in integer units (1e-7 degree, lng before lat): flat `[lng7, lat7, lng7, lat7, ...]`, first point
 * repeated at the end. Shells run counter-clockwise, holes clockwise. A polygon is a list of rings, shell first.
 */
import { isOnSegment, orientation, segmentsTouch } from './integer.ts';

export type FlatRing = ArrayLike<number>;

/** A number of a flat line; the caller keeps `index` within it. */
function at(line: FlatRing, index: number): number {
  return line[index] as number;
}

/** Twice the signed area in square units, > 0 for a counter-clockwise ring. Exact below 2^53 (about 90 square degrees). */
export function signedArea2(ring: FlatRing): number {
  const lng = at(ring, 0);
  const lat = at(ring, 1);
  let sum = 0;
  for (let i = 2; i + 3 < ring.length; i += 2) {
    sum += (at(ring, i) - lng) * (at(ring, i + 3) - lat) - (at(ring, i + 2) - lng) * (at(ring, i + 1) - lat);
  }
  return sum;
}

/** 1 strictly inside, 0 on the ring, -1 outside. Exact; the ring may run either way. */
export function locateInRing(lng7: number, lat7: number, ring: FlatRing): 1 | 0 | -1 {
  let inside = false;
  for (let i = 0; i + 3 < ring.length; i += 2) {
    const aLng = at(ring, i);
    const aLat = at(ring, i + 1);
    const bLng = at(ring, i + 2);
    const bLat = at(ring, i + 3);
    if (aLat > lat7 !== bLat > lat7) {
      const side = orientation(aLng, aLat, bLng, bLat, lng7, lat7);
      if (side === 0) return 0;
      if (side > 0 === bLat > aLat) inside = !inside;
    } else if (aLat === lat7 && isOnSegment(lng7, lat7, aLng, aLat, bLng, bLat)) {
      return 0;
    }
  }
  return inside ? 1 : -1;
}

/** 1 strictly inside, 0 on a ring, -1 outside (in a hole or beyond the shell). `polygon` is shell, then holes. */
export function locateInPolygon(lng7: number, lat7: number, polygon: readonly FlatRing[]): 1 | 0 | -1 {
  const shell = polygon[0];
  if (!shell) return -1;
  const where = locateInRing(lng7, lat7, shell);
  if (where !== 1) return where;
  for (let i = 1; i < polygon.length; i++) {
    const inHole = locateInRing(lng7, lat7, polygon[i] as FlatRing);
    if (inHole !== -1) return inHole === 0 ? 0 : -1;
  }
  return 1;
}

/** Whether the point lies strictly inside one of the polygons. */
export function isInsidePolygons(
  lng7: number,
  lat7: number,
  polygons: readonly (readonly FlatRing[])[],
): boolean {
  return polygons.some((polygon) => locateInPolygon(lng7, lat7, polygon) === 1);
}

/** [west, south, east, north] of a flat line, in its own units. */
export function boundsOf(line: FlatRing): [west: number, south: number, east: number, north: number] {
  let west = Infinity;
  let south = Infinity;
  let east = -Infinity;
  let north = -Infinity;
  for (let i = 0; i + 1 < line.length; i += 2) {
    const lng = at(line, i);
    const lat = at(line, i + 1);
    if (lng < west) west = lng;
    if (lng > east) east = lng;
    if (lat < south) south = lat;
    if (lat > north) north = lat;
  }
  return [west, south, east, north];
}

/** The points of a flat line, last first. */
export function reversedLine(line: FlatRing): number[] {
  const back: number[] = [];
  for (let i = line.length - 2; i >= 0; i -= 2) back.push(line[i] as number, line[i + 1] as number);
  return back;
}

/** Whether two neighbouring segments a - b, b - c of a ring fold back over one another. */
function foldsBack(
  aLng: number,
  aLat: number,
  bLng: number,
  bLat: number,
  cLng: number,
  cLat: number,
): boolean {
  if (orientation(aLng, aLat, bLng, bLat, cLng, cLat) !== 0) return false;
  return (bLng - aLng) * (cLng - bLng) + (bLat - aLat) * (cLat - bLat) <= 0;
}

/**
 * Whether the ring is closed, has at least three distinct corners, repeats no point, and no two of its segments
 * meet except neighbours in their common end. Exact. A sweep over segments sorted by west edge: near-linear for
 * borders as people draw them.
 */
export function isSimpleRing(ring: FlatRing): boolean {
  const last = ring.length - 2;
  if (ring.length < 8 || ring.length % 2 !== 0) return false;
  if (at(ring, 0) !== at(ring, last) || at(ring, 1) !== at(ring, last + 1)) return false;
  const count = last / 2;
  const order = Array.from({ length: count }, (_, k) => k);
  const west = (k: number) => Math.min(at(ring, 2 * k), at(ring, 2 * k + 2));
  order.sort((a, b) => west(a) - west(b));
  let active: number[] = [];
  for (const k of order) {
    const from = west(k);
    active = active.filter((j) => Math.max(at(ring, 2 * j), at(ring, 2 * j + 2)) >= from);
    if (active.some((j) => segmentsClash(ring, count, j, k))) return false;
    active.push(k);
  }
  return true;
}

function segmentsClash(ring: FlatRing, count: number, j: number, k: number): boolean {
  const first = (j + 1) % count === k ? j : (k + 1) % count === j ? k : -1;
  if (first >= 0) {
    const a = 2 * first;
    const b = 2 * ((first + 1) % count);
    const c = 2 * ((first + 2) % count);
    if (at(ring, a) === at(ring, b) && at(ring, a + 1) === at(ring, b + 1)) return true;
    return foldsBack(
      at(ring, a),
      at(ring, a + 1),
      at(ring, b),
      at(ring, b + 1),
      at(ring, c),
      at(ring, c + 1),
    );
  }
  const a = 2 * j;
  const b = 2 * k;
  return segmentsTouch(
    at(ring, a),
    at(ring, a + 1),
    at(ring, a + 2),
    at(ring, a + 3),
    at(ring, b),
    at(ring, b + 1),
    at(ring, b + 2),
    at(ring, b + 3),
  );
}
