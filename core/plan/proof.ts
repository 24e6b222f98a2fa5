/**
 * Proof by boundary cancellation that areas partition their parents: no gap, no overlap, the same outer border,
 * edges matched vertex by vertex, without tolerance.
 *
 * Sum the directed segments of all children's rings (opposite directions cancel), subtract the parents'. If
 * nothing is left and every ring is simple, the indicator functions of both sides are equal almost everywhere:
 * a 1-cycle in the plane that vanishes bounds nothing. The argument is that of chains in simplicial homology
 * (e.g. Hatcher, "Algebraic Topology", section 2.1); PostGIS's own coverage check misses half of the defects
 * that this one finds (see test/core/plan/proof.test.ts for the planted ones).
 */
import type { FlatRing } from '../geometry/ring.ts';
import { Points } from './points.ts';

export { isSimpleRing } from '../geometry/ring.ts';

/** [polygon][ring] -> flat `[lng7, lat7, ...]` in integer units of 1e-7 degree (EPSG:4326, lng before lat), closed; shells counter-clockwise, holes clockwise. */
export type Polygons7 = readonly (readonly FlatRing[])[];

/** A segment on which both sides disagree, from the lesser end (by lng, then lat) to the greater. */
export interface ExcessSegment {
  fromLng7: number;
  fromLat7: number;
  toLng7: number;
  toLat7: number;
  /** Children minus parents, in the direction from -> to: > 0 covered once too often on its left, < 0 not covered there. */
  excess: number;
}

/** A 1-chain: its points, and the net count of every segment between two of them. */
interface Chain {
  points: Points;
  sums: Map<number, number>;
}

const MAX_POINTS = 2 ** 26;

function addRing({ points, sums }: Chain, ring: FlatRing, sign: 1 | -1): void {
  if (ring.length < 4) return;
  let from = points.idOf(ring[0] as number, ring[1] as number);
  for (let i = 2; i + 1 < ring.length; i += 2) {
    const to = points.idOf(ring[i] as number, ring[i + 1] as number);
    if (from !== to) {
      const forward = from < to;
      const key = forward ? from * MAX_POINTS + to : to * MAX_POINTS + from;
      const sum = (sums.get(key) ?? 0) + (forward ? sign : -sign);
      if (sum === 0) sums.delete(key);
      else sums.set(key, sum);
    }
    from = to;
  }
}

function excessSegment({ lng7, lat7 }: Points, key: number, sum: number): ExcessSegment {
  const from = Math.floor(key / MAX_POINTS);
  const to = key % MAX_POINTS;
  const fromLng7 = lng7[from] as number;
  const fromLat7 = lat7[from] as number;
  const toLng7 = lng7[to] as number;
  const toLat7 = lat7[to] as number;
  const ordered = fromLng7 < toLng7 || (fromLng7 === toLng7 && fromLat7 < toLat7);
  return ordered
    ? { fromLng7, fromLat7, toLng7, toLat7, excess: sum }
    : { fromLng7: toLng7, fromLat7: toLat7, toLng7: fromLng7, toLat7: fromLat7, excess: -sum };
}

/**
 * The segments left over when the children's borders are summed and the parents' subtracted; empty exactly when
 * the two sides cover the same points equally often. Complete only together with `isSimpleRing` for every ring.
 * Cost: linear in the number of vertices.
 */
export function provePartition(
  children: readonly Polygons7[],
  parents: readonly Polygons7[],
): ExcessSegment[] {
  const chain: Chain = { points: new Points(), sums: new Map() };
  for (const polygons of children)
    for (const rings of polygons) for (const ring of rings) addRing(chain, ring, 1);
  for (const polygons of parents)
    for (const rings of polygons) for (const ring of rings) addRing(chain, ring, -1);
  return [...chain.sums].map(([key, sum]) => excessSegment(chain.points, key, sum));
}
