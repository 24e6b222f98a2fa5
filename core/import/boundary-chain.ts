import { PairIds } from '../geometry/pair-ids.ts';
import type { FlatRing } from '../geometry/ring.ts';

/** No area lies on that side. */
export const OUTSIDE = -1;

/** Borders of many areas as undirected segments between numbered points, each with the area on either side. */
export interface BoundaryChain {
  lng7: readonly number[];
  lat7: readonly number[];
  /** Segment ends, `from` before `to` in the order of first meeting. */
  from: readonly number[];
  to: readonly number[];
  /** Area left of from -> to, and right of it; OUTSIDE when none. */
  left: number[];
  right: number[];
  /** Segments that two areas claim on the same side, with the second claimant. */
  doubled: { segment: number; area: number }[];
}

/** [area][polygon][ring] -> every border once. Shells counter-clockwise, holes clockwise, so that the area lies on the left of its rings. */
export function chainOf(areas: readonly (readonly (readonly FlatRing[])[])[]): BoundaryChain {
  const points = new PairIds();
  const segments = new PairIds();
  const chain: BoundaryChain = {
    lng7: points.first,
    lat7: points.second,
    from: segments.first,
    to: segments.second,
    left: [],
    right: [],
    doubled: [],
  };
  areas.forEach((polygons, area) => {
    for (const rings of polygons) for (const ring of rings) addRing(chain, segments, points, ring, area);
  });
  return chain;
}

function addRing(
  chain: BoundaryChain,
  segments: PairIds,
  points: PairIds,
  ring: FlatRing,
  area: number,
): void {
  let a = points.idOf(ring[0] as number, ring[1] as number);
  for (let index = 2; index + 1 < ring.length; index += 2) {
    const b = points.idOf(ring[index] as number, ring[index + 1] as number);
    if (a !== b) claim(chain, segments, a, b, area);
    a = b;
  }
}

function claim(chain: BoundaryChain, segments: PairIds, a: number, b: number, area: number): void {
  const forward = a < b;
  const segment = forward ? segments.idOf(a, b) : segments.idOf(b, a);
  if (segment === chain.left.length) {
    chain.left.push(OUTSIDE);
    chain.right.push(OUTSIDE);
  }
  const side = forward ? chain.left : chain.right;
  if (side[segment] === OUTSIDE) side[segment] = area;
  else chain.doubled.push({ segment, area });
}
