import Flatbush from 'flatbush';
import { boundsOf, locateInRing } from '../geometry/ring.ts';

type Position = [x: number, y: number];
interface Ring {
  positions: Position[];
  flat: number[];
  box: ReturnType<typeof boundsOf>;
  within: Ring[];
}

/**
 * Rings that stand one after another, whichever way they run, as polygons: a ring within an odd number of others is a hole in the innermost of
 * them, any other a shell. What only touches another all round is not within it.
 */
export function polygonsOfRings(rings: readonly Position[][]): Position[][][] {
  if (rings.length === 1) return [[rings[0] as Position[]]];
  const all = rings.map((positions): Ring => {
    const flat = positions.flat();
    return { positions, flat, box: boundsOf(flat), within: [] };
  });
  const boxes = new Flatbush(all.length);
  for (const { box } of all) boxes.add(...box);
  boxes.finish();
  for (const ring of all) {
    const near = boxes.search(...ring.box).map((at) => all[at] as Ring);
    ring.within = near.filter((other) => other !== ring && isWithin(ring, other));
  }
  const polygons = new Map<Ring, Position[][]>();
  for (const ring of all) if (ring.within.length % 2 === 0) polygons.set(ring, [ring.positions]);
  for (const ring of all) {
    if (ring.within.length % 2 === 0) continue;
    const around = ring.within.find((other) => other.within.length === ring.within.length - 1);
    const polygon = around && polygons.get(around);
    if (polygon) polygon.push(ring.positions);
    else polygons.set(ring, [ring.positions]);
  }
  return [...polygons.values()];
}

function isWithin(ring: Ring, other: Ring): boolean {
  const [west, south, east, north] = ring.box;
  const [otherWest, otherSouth, otherEast, otherNorth] = other.box;
  if (west < otherWest || south < otherSouth || east > otherEast || north > otherNorth) return false;
  for (const [x, y] of ring.positions) {
    const where = locateInRing(x, y, other.flat);
    if (where !== 0) return where === 1;
  }
  return false;
}
