import { boundsOf, type FlatRing, locateInRing } from '../../core/geometry/ring.ts';
import { distanceToSegment, type Point, toX, toY } from './plane.ts';

const SCAN_LINES = 7;

/** A point strictly inside the ring, well away from its sides: the best of the middles of several scan lines. */
export function innerPoint(ring: FlatRing): [lng7: number, lat7: number] {
  const [, south, , north] = boundsOf(ring);
  let best: [number, number] = [ring[0] as number, ring[1] as number];
  let bestRoom = -1;
  for (let k = 1; k <= SCAN_LINES; k++) {
    const lat7 = Math.round(south + ((north - south) * k) / (SCAN_LINES + 1));
    const lng7 = widestMiddle(scan(ring, lat7));
    if (locateInRing(lng7, lat7, ring) !== 1) continue;
    const room = roomAround(ring, { x: toX(lng7), y: toY(lat7) });
    if (room <= bestRoom) continue;
    best = [lng7, lat7];
    bestRoom = room;
  }
  return best;
}

/** The middle of the widest stretch inside. */
function widestMiddle(hits: readonly number[]): number {
  let middle = NaN;
  let width = -1;
  for (let i = 0; i + 1 < hits.length; i += 2) {
    if (hits[i + 1]! - hits[i]! <= width) continue;
    width = hits[i + 1]! - hits[i]!;
    middle = Math.round((hits[i]! + hits[i + 1]!) / 2);
  }
  return middle;
}

function scan(ring: FlatRing, lat7: number): number[] {
  const hits: number[] = [];
  for (let i = 0; i + 3 < ring.length; i += 2) {
    const a = ring[i + 1] as number;
    const b = ring[i + 3] as number;
    if (a > lat7 === b > lat7) continue;
    const share = (lat7 - a) / (b - a);
    hits.push((ring[i] as number) + share * ((ring[i + 2] as number) - (ring[i] as number)));
  }
  return hits.sort((p, q) => p - q);
}

function roomAround(ring: FlatRing, p: Point): number {
  let room = Infinity;
  let a = { x: toX(ring[0] as number), y: toY(ring[1] as number) };
  for (let i = 2; i + 1 < ring.length; i += 2) {
    const b = { x: toX(ring[i] as number), y: toY(ring[i + 1] as number) };
    room = Math.min(room, distanceToSegment(p, a, b));
    a = b;
  }
  return room;
}
