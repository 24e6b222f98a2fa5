/** Metres round the confluence of the three rivers, in which the city is drawn before its points become integers. */
import { localMetres } from '../../core/geometry/metres.ts';

export interface Point {
  x: number;
  y: number;
}

const ORIGIN_LNG = 101.775;
const ORIGIN_LAT = 36.62;
const plane = localMetres(ORIGIN_LNG * 1e7, ORIGIN_LAT * 1e7);

export const toX = (lng7: number) => (lng7 - plane.originLng7) * plane.metresPerLng7;
export const toY = (lat7: number) => (lat7 - plane.originLat7) * plane.metresPerLat7;
export const toLng7 = (x: number) => Math.round(plane.originLng7 + x / plane.metresPerLng7);
export const toLat7 = (y: number) => Math.round(plane.originLat7 + y / plane.metresPerLat7);

export function pointAt(lng: number, lat: number): Point {
  return { x: toX(lng * 1e7), y: toY(lat * 1e7) };
}

/** Distance in metres from p to the segment a - b. */
export function distanceToSegment(p: Point, a: Point, b: Point): number {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const length2 = dx * dx + dy * dy;
  const reach = (p.x - a.x) * dx + (p.y - a.y) * dy;
  const along = length2 === 0 ? 0 : Math.min(1, Math.max(0, reach / length2));
  const ex = p.x - a.x - along * dx;
  const ey = p.y - a.y - along * dy;
  return Math.sqrt(ex * ex + ey * ey);
}

/** A smooth line through the points (centripetal enough for hand-placed points), sampled about every `step` metres. */
export function smoothLine(points: readonly Point[], step: number): Point[] {
  const line: Point[] = [];
  for (let i = 0; i + 1 < points.length; i++) {
    const b = points[i]!;
    const c = points[i + 1]!;
    const a = points[i - 1] ?? b;
    const d = points[i + 2] ?? c;
    const pieces = Math.max(1, Math.round(Math.hypot(c.x - b.x, c.y - b.y) / step));
    for (let k = 0; k < pieces; k++) line.push(catmullRom(a, b, c, d, k / pieces));
  }
  line.push(points[points.length - 1]!);
  return line;
}

function catmullRom(a: Point, b: Point, c: Point, d: Point, t: number): Point {
  const blend = (p: number, q: number, r: number, s: number) =>
    q + 0.5 * t * (r - p + t * (2 * p - 5 * q + 4 * r - s + t * (3 * (q - r) + s - p)));
  return { x: blend(a.x, b.x, c.x, d.x), y: blend(a.y, b.y, c.y, d.y) };
}

/** Unit normals to the left of a line, one a point. */
export function leftNormals(line: readonly Point[]): Point[] {
  return line.map((_, i) => {
    const a = line[Math.max(0, i - 1)]!;
    const b = line[Math.min(line.length - 1, i + 1)]!;
    const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
    return { x: -(b.y - a.y) / length, y: (b.x - a.x) / length };
  });
}

/** The line moved to its left by `offset(i)` metres at point i. */
export function offsetLine(line: readonly Point[], offset: (i: number) => number): Point[] {
  const normals = leftNormals(line);
  return line.map((p, i) => ({
    x: p.x + normals[i]!.x * offset(i),
    y: p.y + normals[i]!.y * offset(i),
  }));
}
