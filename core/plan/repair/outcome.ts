import type { FlatRing } from '../../geometry/ring.ts';
import { tracePolygons } from '../../import/trace-rings.ts';
import type { Patches } from './patches.ts';

/**
 * The polygons of `count` areas when each patch belongs to its owner (below 0: none): [area][polygon][ring], flat and closed, shells
 * counter-clockwise; [] for an area without ground. Neighbours have the same points. Every ring begins at its least point, so that equal
 * areas are equal lists.
 */
export function polygonsByOwner(
  { places, ends, patchOf }: Patches,
  owners: Int32Array,
  count: number,
): FlatRing[][][] {
  const borders = Array.from({ length: count }, () => ({ from: [] as number[], to: [] as number[] }));
  for (let side = 0; side < patchOf.length; side++) {
    const patch = patchOf[side]!;
    if (patch < 0) continue;
    const owner = owners[patch]!;
    if (owner < 0 || owner === owners[patchOf[side ^ 1]!]) continue;
    const [a, b] = [ends.first[side >> 1]!, ends.second[side >> 1]!];
    borders[owner]!.from.push(side & 1 ? b : a);
    borders[owner]!.to.push(side & 1 ? a : b);
  }
  return borders.map((border) =>
    tracePolygons(border, places.first, places.second)
      .map(([shell, ...holes]) => [fromLeastPoint(shell!), ...holes.map(fromLeastPoint).sort(byFirstPoint)])
      .sort(([a], [b]) => byFirstPoint(a!, b!)),
  );
}

function byFirstPoint(a: FlatRing, b: FlatRing): number {
  return a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]! || a[3]! - b[3]!;
}

/** The same closed ring, begun at its least point (by lng, then lat). */
export function fromLeastPoint(ring: FlatRing): number[] {
  let least = 0;
  for (let at = 2; at + 3 < ring.length; at += 2)
    if (ring[at]! < ring[least]! || (ring[at] === ring[least] && ring[at + 1]! < ring[least + 1]!))
      least = at;
  const open = Array.from(ring).slice(0, -2);
  const turned = [...open.slice(least), ...open.slice(0, least)];
  return [...turned, turned[0]!, turned[1]!];
}
