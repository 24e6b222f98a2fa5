import type { PlanePoints } from './city-plane.ts';

export interface Circle {
  x: number;
  y: number;
  radius: number;
}

type Place = readonly [x: number, y: number];

/** More steps than any border needs: each takes a larger circle through other points. */
const MOST_STEPS = 1000;
/** Parts of the radius by which rounding may put a point of the circle outside. */
const ROUNDING = 1e-12;

/**
 * The least circle round points of a plane, in its units; radius 0 for one place, NaN without points. It is determined by two or three of
 * them (Welzl, "Smallest enclosing disks", 1991). Found by pivoting: as long as a point lies outside, the farthest one joins those that
 * determine the circle, and the least circle of these few is taken by trying all (the rule of Gärtner, "Fast and robust smallest enclosing
 * balls", ESA 1999). A circle is measured by its farthest point, so that points on a line, repeated ones and three that are nearly on a line
 * need no special case: their vast circles are never the least.
 */
export function enclosingCircle({ x, y }: PlanePoints): Circle {
  if (x.length === 0) return { x: Number.NaN, y: Number.NaN, radius: Number.NaN };
  const place = (i: number): Place => [x[i]!, y[i]!];
  let basis: Place[] = [place(0)];
  let circle: Circle = { x: x[0]!, y: y[0]!, radius: 0 };
  for (let step = 0; step < MOST_STEPS; step++) {
    const { at, distance } = farthest(circle, x, y);
    if (distance <= circle.radius * (1 + ROUNDING)) break;
    const found = leastOfFew([...basis, place(at)]);
    if (found.circle.radius <= circle.radius) break;
    ({ basis, circle } = found);
  }
  return { ...circle, radius: farthest(circle, x, y).distance };
}

function farthest(circle: Circle, x: Float64Array, y: Float64Array): { at: number; distance: number } {
  let [at, distance] = [0, -1];
  for (let i = 0; i < x.length; i++) {
    const d = Math.hypot(x[i]! - circle.x, y[i]! - circle.y);
    if (d > distance) [at, distance] = [i, d];
  }
  return { at, distance };
}

/** The least circle round at most four points, and the two or three that determine it. */
function leastOfFew(points: readonly Place[]): { circle: Circle; basis: Place[] } {
  let best: { circle: Circle; basis: Place[] } | undefined;
  for (const basis of pairsAndTriples(points)) {
    const [x, y] = centreOf(basis);
    const radius = Math.max(...points.map(([px, py]) => Math.hypot(px - x, py - y)));
    if (!best || radius < best.circle.radius) best = { circle: { x, y, radius }, basis };
  }
  return best ?? { circle: { x: points[0]![0], y: points[0]![1], radius: 0 }, basis: [points[0]!] };
}

function pairsAndTriples(points: readonly Place[]): Place[][] {
  return points.flatMap((a, i) =>
    points.slice(i + 1).flatMap((b, j) => [[a, b], ...points.slice(i + j + 2).map((c) => [a, b, c])]),
  );
}

/** The middle of two points, or the place that is as far from each of three; not finite when the three lie on a line. */
function centreOf(basis: readonly Place[]): Place {
  const [[ax, ay], [bx, by], c] = basis as [Place, Place, Place?];
  const [ux, uy] = [bx - ax, by - ay];
  if (!c) return [ax + ux / 2, ay + uy / 2];
  const [vx, vy] = [c[0] - ax, c[1] - ay];
  const cross2 = 2 * (ux * vy - uy * vx);
  const [u2, v2] = [ux * ux + uy * uy, vx * vx + vy * vy];
  return [ax + (vy * u2 - uy * v2) / cross2, ay + (ux * v2 - vx * u2) / cross2];
}
