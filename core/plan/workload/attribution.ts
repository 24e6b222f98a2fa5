/**
 * Which grid a place belongs to, and how much of a road. Both are sums over the directed edges of a border (core/plan/workload/border-change.ts), so
 * that what two neighbours share cancels: over any partition points add up exactly, and lengths too.
 *
 * **Points, half-open.** A point on a border is taken as if it lay a shade further east, and by far less further north. So it belongs to the grid just
 * east of the border, on a border that runs exactly east-west to the one just north of it, at a vertex to the one that a step to the
 * east (and a far smaller one north) leads into. Every point of a partition is in exactly one grid; one on the outermost border may be in none.
 * (Simulation of simplicity: Edelsbrunner and Mücke, ACM Transactions on Graphics 9 (1990) 66.)
 *
 * **Roads.** The part of a straight road inside, where a part that runs on a border counts half to each side.
 *
 * Exact for coordinates within 6 degrees of one another (core/geometry/integer.ts).
 */
import { orientation } from '../../geometry/integer.ts';
import type { Polygons7 } from '../proof.ts';
import { type Edges, edgesOf } from './border-change.ts';

/**
 * How often the edges wind round the point (integer units): 1 inside and 0 outside for a border, -1, 0 or 1 for the change of one. The edges
 * that a ray to the east crosses, upward +1 and downward -1 (Alciatore and Miranda, "A winding number and point-in-polygon algorithm", 1995).
 */
export function windingOf(edges: Edges, lng7: number, lat7: number): number {
  let winding = 0;
  for (let at = 0; at < edges.length; at += 4) {
    const aLat = edges[at + 1]!;
    const bLat = edges[at + 3]!;
    if (aLat > lat7 === bLat > lat7) continue;
    const side = orientation(edges[at]!, aLat, edges[at + 2]!, bLat, lng7, lat7);
    if (bLat > aLat && side > 0) winding += 1;
    else if (bLat < aLat && side < 0) winding -= 1;
  }
  return winding;
}

/** Whether the point (integer units) belongs to the grid, by the rule above. */
export function belongsTo(polygons: Polygons7, lng7: number, lat7: number): boolean {
  return windingOf(edgesOf(polygons), lng7, lat7) > 0;
}

/**
 * Calls `visit` for each edge that crosses the line through a and b (integer units) beyond a, with the share of the way from a to b at which it does, at most 1,
 * and a weight: 1 from right to left, -1 from left to right, halves where it only begins or ends on the line.
 *
 * Share t of the way lies inside as often as edges cross beyond t, by their weights. (A shade to the left of the line and a shade to the right are taken in
 * halves: the two differ only where the line runs on a border.) So the integral over what lies inside of anything that is a function of t is the
 * sum of weight × its integral from 0 to the share.
 */
export function eachCrossing(
  edges: Edges,
  aLng7: number,
  aLat7: number,
  bLng7: number,
  bLat7: number,
  visit: (weight: number, share: number) => void,
): void {
  const dLng = bLng7 - aLng7;
  const dLat = bLat7 - aLat7;
  for (let at = 0; at < edges.length; at += 4) {
    const pLng = edges[at]! - aLng7;
    const pLat = edges[at + 1]! - aLat7;
    const qLng = edges[at + 2]! - aLng7;
    const qLat = edges[at + 3]! - aLat7;
    const from = dLng * pLat - dLat * pLng;
    const to = dLng * qLat - dLat * qLng;
    const halves = (from > 0 === to > 0 ? 0 : 1) + (from >= 0 === to >= 0 ? 0 : 1);
    if (halves === 0) continue;
    const share = (pLng * qLat - qLng * pLat) / (to - from);
    if (share > 0) visit(to > from ? halves / 2 : -halves / 2, Math.min(1, share));
  }
}

/** Lengths are whole multiples of this many metres (a quarter of a nanometre), so that sums of up to 1,000 km are exact in any order. */
const QUANTUM_METRES = 2 ** -32;

/** Metres to the nearest quantum. */
export function quantisedMetres(metres: number): number {
  return Math.round(metres / QUANTUM_METRES) * QUANTUM_METRES;
}

/** Metres inside the edges of a straight road from a to b (integer units) that is `metres` (quantised) long; for the change of a border how many more. */
export function metresInside(
  edges: Edges,
  aLng7: number,
  aLat7: number,
  bLng7: number,
  bLat7: number,
  metres: number,
): number {
  let inside = 0;
  eachCrossing(edges, aLng7, aLat7, bLng7, bLat7, (weight, share) => {
    inside += weight * (share === 1 ? metres : quantisedMetres(share * metres));
  });
  return inside;
}
