/**
 * How compact the grids of a plan are, on the plane of the city (transverse Mercator, metres). Each ratio is 1 for the most compact shape and
 * nears 0 for a strip or a star; none depends on size. Several are kept, since each is blind to something: a wriggling border lowers only
 * Polsby-Popper, a long straight strip mostly Reock, a bay or a bend mostly the hull.
 */
import { type CityPlane, type PlanePoints, toPlane } from '../../geometry/city-plane.ts';
import { convexHull } from '../../geometry/convex-hull.ts';
import { enclosingCircle } from '../../geometry/enclosing-circle.ts';
import type { Polygons7 } from '../proof.ts';

export const COMPACTNESS_MEASURES = ['polsbyPopper', 'reock', 'hullRatio'] as const;
export type CompactnessMeasure = (typeof COMPACTNESS_MEASURES)[number];

export interface Compactness extends Record<CompactnessMeasure, number> {
  areaM2: number;
  perimeterMetres: number;
}

/**
 * Area, length of the border and compactness of a grid. Holes count in both: they take from the area and add to the border. Of several parts
 * the circle and the hull are those round all. A grid without area has 0 everywhere.
 *
 * - `polsbyPopper` 4πA / P², the area beside that of a circle with the same border (Polsby and Popper, "The third criterion", Yale Law & Policy
 *   Review 9 (1991) 301; Cox 1927).
 * - `reock` A / A(least circle round it) (Reock, "Measuring compactness as a requirement of legislative apportionment", Midwest Journal of
 *   Political Science 5 (1961) 70).
 * - `hullRatio` A / A(convex hull) (Niemi, Grofman, Carlucci and Hofeller, "Measuring compactness", Journal of Politics 52 (1990) 1155).
 */
export function compactnessOf(plane: CityPlane, polygons: Polygons7): Compactness {
  const shells: number[] = [];
  let areaM2 = 0;
  let perimeterMetres = 0;
  for (const rings of polygons)
    rings.forEach((ring, place) => {
      const points = toPlane(plane, everySecond(ring, 0), everySecond(ring, 1));
      areaM2 += signedArea(points);
      perimeterMetres += lengthOf(points);
      if (place === 0) for (let i = 0; i < points.x.length; i++) shells.push(points.x[i]!, points.y[i]!);
    });
  const hull = convexHull({ x: everySecond(shells, 0), y: everySecond(shells, 1) });
  const { radius } = enclosingCircle(hull);
  return {
    areaM2,
    perimeterMetres,
    polsbyPopper: ratio(4 * Math.PI * areaM2, perimeterMetres ** 2),
    reock: ratio(areaM2, Math.PI * radius ** 2),
    hullRatio: ratio(areaM2, signedArea(closed(hull))),
  };
}

/** At most 1, which rounding may pass. */
function ratio(part: number, whole: number): number {
  return whole > 0 && part > 0 ? Math.min(1, part / whole) : 0;
}

function everySecond(flat: ArrayLike<number>, from: 0 | 1): Float64Array {
  const values = new Float64Array(flat.length >> 1);
  for (let i = 0; i < values.length; i++) values[i] = flat[2 * i + from]!;
  return values;
}

function closed({ x, y }: PlanePoints): PlanePoints {
  return { x: Float64Array.of(...x, ...x.slice(0, 1)), y: Float64Array.of(...y, ...y.slice(0, 1)) };
}

/** Square metres inside a closed ring, > 0 counter-clockwise; seen from its first point, so that a far origin costs no digits. */
function signedArea({ x, y }: PlanePoints): number {
  let sum = 0;
  for (let i = 1; i + 1 < x.length; i++)
    sum += (x[i]! - x[0]!) * (y[i + 1]! - y[0]!) - (x[i + 1]! - x[0]!) * (y[i]! - y[0]!);
  return sum / 2;
}

function lengthOf({ x, y }: PlanePoints): number {
  let sum = 0;
  for (let i = 1; i < x.length; i++) sum += Math.hypot(x[i]! - x[i - 1]!, y[i]! - y[i - 1]!);
  return sum;
}
