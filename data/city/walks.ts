/** Lengths and outlines read off the planar graph. */
import type { Planar } from './planar.ts';
import { toX, toY } from './plane.ts';

export function distanceOf(planar: Planar, h: number): number {
  const a = planar.origin[h]!;
  const b = planar.target(h);
  return Math.hypot(toX(planar.lng7[a]!) - toX(planar.lng7[b]!), toY(planar.lat7[a]!) - toY(planar.lat7[b]!));
}

/** The points of a chain of half-edges as a flat line. */
export function lineThrough(planar: Planar, halfEdges: readonly number[]): number[] {
  const first = planar.origin[halfEdges[0]!]!;
  const line = [planar.lng7[first]!, planar.lat7[first]!];
  for (const h of halfEdges) {
    const v = planar.target(h);
    line.push(planar.lng7[v]!, planar.lat7[v]!);
  }
  return line;
}

/** Outer rings of all areas, counter-clockwise and closed. Areas are one polygon without holes by construction. */
export function ringsOfAreas(planar: Planar, areaOfFace: Int32Array, count: number): number[][] {
  const rings: number[][] = Array.from({ length: count }, () => []);
  for (let h = 0; h < planar.origin.length; h++) {
    const area = areaOfFace[planar.face[h]!]!;
    if (area < 0 || rings[area]!.length > 0) continue;
    if (areaOfFace[planar.face[h ^ 1]!] === area) continue;
    rings[area] = walkRing(planar, areaOfFace, h, area);
  }
  return rings;
}

function walkRing(planar: Planar, areaOfFace: Int32Array, start: number, area: number): number[] {
  const ring: number[] = [];
  let h = start;
  do {
    const v = planar.origin[h]!;
    ring.push(planar.lng7[v]!, planar.lat7[v]!);
    h = planar.next[h]!;
    while (areaOfFace[planar.face[h ^ 1]!] === area) h = planar.next[h ^ 1]!;
  } while (h !== start);
  ring.push(ring[0]!, ring[1]!);
  return ring;
}
