import type { FlatRing } from '../geometry/ring.ts';

/** No area lies on that side. */
export const OUTSIDE = -1;

/** Borders of many areas as undirected segments between numbered points, each with the area on either side. */
export interface BoundaryChain {
  lng7: number[];
  lat7: number[];
  /** Segment ends, `from` before `to` in the order of first meeting. */
  from: number[];
  to: number[];
  /** Area left of from -> to, and right of it; OUTSIDE when none. */
  left: number[];
  right: number[];
  /** Segments that two areas claim on the same side, with the second claimant. */
  doubled: { segment: number; area: number }[];
}

const MAX_POINTS = 2 ** 26;

/** [area][polygon][ring] -> every border once. Shells counter-clockwise, holes clockwise, so that the area lies on the left of its rings. */
export function chainOf(areas: readonly (readonly (readonly FlatRing[])[])[]): BoundaryChain {
  const chain: BoundaryChain = { lng7: [], lat7: [], from: [], to: [], left: [], right: [], doubled: [] };
  const columns = new Map<number, Map<number, number>>();
  const segmentIds = new Map<number, number>();
  const pointId = (lng7: number, lat7: number): number => {
    let column = columns.get(lng7);
    if (!column) {
      column = new Map();
      columns.set(lng7, column);
    }
    let id = column.get(lat7);
    if (id === undefined) {
      id = chain.lng7.push(lng7) - 1;
      chain.lat7.push(lat7);
      column.set(lat7, id);
    }
    return id;
  };
  areas.forEach((polygons, area) => {
    for (const rings of polygons) for (const ring of rings) addRing(chain, segmentIds, pointId, ring, area);
  });
  return chain;
}

function addRing(
  chain: BoundaryChain,
  segmentIds: Map<number, number>,
  pointId: (lng7: number, lat7: number) => number,
  ring: FlatRing,
  area: number,
): void {
  let a = pointId(ring[0] as number, ring[1] as number);
  for (let index = 2; index + 1 < ring.length; index += 2) {
    const b = pointId(ring[index] as number, ring[index + 1] as number);
    if (a !== b) claim(chain, segmentIds, a, b, area);
    a = b;
  }
}

function claim(
  chain: BoundaryChain,
  segmentIds: Map<number, number>,
  a: number,
  b: number,
  area: number,
): void {
  const forward = a < b;
  const key = forward ? a * MAX_POINTS + b : b * MAX_POINTS + a;
  let segment = segmentIds.get(key);
  if (segment === undefined) {
    segment = chain.from.length;
    segmentIds.set(key, segment);
    chain.from.push(forward ? a : b);
    chain.to.push(forward ? b : a);
    chain.left.push(OUTSIDE);
    chain.right.push(OUTSIDE);
  }
  const side = forward ? chain.left : chain.right;
  if (side[segment] === OUTSIDE) side[segment] = area;
  else chain.doubled.push({ segment, area });
}
