import { localMetres } from '../../geometry/metres.ts';
import { boundsOf } from '../../geometry/ring.ts';
import type { Polygons7 } from '../proof.ts';
import { eachCrossing } from '../workload/attribution.ts';
import { type Bounds7, type Edges, edgesOf } from '../workload/border-change.ts';

/** What overlaps less than this, in square metres, does so by rounding alone. */
const ROUNDING_M2 = 1e-3;

/** Polygons made ready to be held against others. */
export interface Surface {
  edges: Edges;
  bounds: Bounds7;
  areaM2: number;
}

/** Prepares polygons (integer units; shells counter-clockwise, holes clockwise). */
export function surfaceOf(polygons: Polygons7): Surface {
  const edges = edgesOf(polygons);
  const bounds = boundsOf(edges);
  return { edges, bounds, areaM2: edges.length > 0 ? areaWithin(edges, measureAt(bounds)) : 0 };
}

/**
 * Square metres of the ellipsoid that both cover; 0 where they only touch. Without a boolean overlay: by Green's theorem it is the integral of
 * x σ(y) dy along the edges of each as far as they lie in the other (x east, y north, σ square metres in a square unit). An edge of both counts half
 * from each, and two that run against one another cancel. What the parts of a partition cover of a surface adds up to the surface. σ is
 * linear in latitude; over 10 km that is right to a millionth.
 */
export function overlapM2(a: Surface, b: Surface): number {
  if (!doTouch(a.bounds, b.bounds)) return 0;
  const measure = measureAt(a.bounds);
  const area = areaWithin(a.edges, measure, b) + areaWithin(b.edges, measure, a);
  return area < ROUNDING_M2 ? 0 : area;
}

/** Square metres in a square unit: `scale` at the origin, and `slope` more with each unit further north. */
interface Measure {
  lng7: number;
  lat7: number;
  scale: number;
  slope: number;
}

const SLOPE_REACH = 100_000;

function measureAt([lng7, lat7]: Bounds7): Measure {
  const scaleAt = (lat: number): number => {
    const { metresPerLng7, metresPerLat7 } = localMetres(lng7, lat);
    return metresPerLng7 * metresPerLat7;
  };
  const slope = (scaleAt(lat7 + SLOPE_REACH) - scaleAt(lat7 - SLOPE_REACH)) / (2 * SLOPE_REACH);
  return { lng7, lat7, scale: scaleAt(lat7), slope };
}

/** ∫ x σ(y) dy along the edges, or along what of them lies in a surface. */
function areaWithin(edges: Edges, { lng7, lat7, scale, slope }: Measure, surface?: Surface): number {
  let sum = 0;
  for (let at = 0; at < edges.length; at += 4) {
    const aLng = edges[at]!;
    const aLat = edges[at + 1]!;
    const bLng = edges[at + 2]!;
    const bLat = edges[at + 3]!;
    const x = aLng - lng7;
    const dx = bLng - aLng;
    const dy = bLat - aLat;
    const sigma = scale + slope * (aLat - lat7);
    const [linear, square] = [x * slope * dy + dx * sigma, dx * slope * dy];
    const upTo = (t: number): number => dy * t * (x * sigma + t * (linear / 2 + (t * square) / 3));
    if (!surface) sum += upTo(1);
    else if (dy !== 0 && doTouch(surface.bounds, boundsOf(edges.subarray(at, at + 4))))
      eachCrossing(surface.edges, aLng, aLat, bLng, bLat, (weight, share) => {
        sum += weight * upTo(share);
      });
  }
  return sum;
}

function doTouch([aWest, aSouth, aEast, aNorth]: Bounds7, [bWest, bSouth, bEast, bNorth]: Bounds7): boolean {
  return aWest <= bEast && bWest <= aEast && aSouth <= bNorth && bSouth <= aNorth;
}
