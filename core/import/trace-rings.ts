import { type FlatRing, locateInRing, signedArea2 } from '../geometry/ring.ts';

/** Directed borders with the area on their left: end points as ids into the coordinate lists. */
export interface DirectedSegments {
  from: readonly number[];
  to: readonly number[];
}

/** Angle order of directions without trigonometry: 0 to 4, counter-clockwise from east. */
function pseudoAngle(dx: number, dy: number): number {
  const ratio = dx / (Math.abs(dx) + Math.abs(dy));
  return dy >= 0 ? 1 - ratio : 3 + ratio;
}

/**
 * Polygons whose borders are the given segments, each directed with the inside on its left. At a point where several borders
 * meet the trace keeps to the same wedge of the inside; rings that touch themselves are cut apart there. Shells come
 * counter-clockwise, holes clockwise, each hole with the smallest shell round it.
 */
export function tracePolygons(
  segments: DirectedSegments,
  lng7: readonly number[],
  lat7: readonly number[],
): FlatRing[][] {
  return nestRings(traceLoops(segments, lng7, lat7));
}

/** Simple closed loops of the segments, each flat and closed. */
export function traceLoops(
  segments: DirectedSegments,
  lng7: readonly number[],
  lat7: readonly number[],
): number[][] {
  const outgoing = new Map<number, number[]>();
  segments.from.forEach((point, segment) => {
    const list = outgoing.get(point);
    if (list) list.push(segment);
    else outgoing.set(point, [segment]);
  });
  const used = new Uint8Array(segments.from.length);
  const loops: number[][] = [];
  for (let start = 0; start < used.length; start++) {
    if (used[start]) continue;
    const points: number[] = [];
    let segment = start;
    while (!used[segment]) {
      used[segment] = 1;
      points.push(segments.from[segment] as number);
      const next = nextSegment(segments, outgoing, used, segment, lng7, lat7);
      if (next === undefined) break;
      segment = next;
    }
    loops.push(...simpleLoops(points));
  }
  return loops.map((loop) =>
    [...loop, loop[0] as number].flatMap((point) => [lng7[point] as number, lat7[point] as number]),
  );
}

function nextSegment(
  segments: DirectedSegments,
  outgoing: ReadonlyMap<number, number[]>,
  used: Uint8Array,
  segment: number,
  lng7: readonly number[],
  lat7: readonly number[],
): number | undefined {
  const at = segments.to[segment] as number;
  const free = (outgoing.get(at) ?? []).filter((one) => !used[one]);
  if (free.length < 2) return free[0];
  const angle = (to: number) =>
    pseudoAngle((lng7[to] as number) - (lng7[at] as number), (lat7[to] as number) - (lat7[at] as number));
  const back = angle(segments.from[segment] as number);
  const turn = (one: number) => (back - angle(segments.to[one] as number) + 4) % 4 || 4;
  return free.reduce((best, one) => (turn(one) < turn(best) ? one : best));
}

/** A closed walk cut at every point it meets twice. */
function simpleLoops(walk: readonly number[]): number[][] {
  const loops: number[][] = [];
  const stack: number[] = [];
  const place = new Map<number, number>();
  for (const point of walk) {
    const earlier = place.get(point);
    if (earlier !== undefined) {
      const loop = stack.splice(earlier);
      for (const one of loop) place.delete(one);
      if (loop.length > 2) loops.push(loop);
    }
    place.set(point, stack.length);
    stack.push(point);
  }
  if (stack.length > 2) loops.push(stack);
  return loops;
}

/** Rings sorted into polygons: each clockwise ring becomes a hole of the smallest shell round it. */
function nestRings(rings: readonly FlatRing[]): FlatRing[][] {
  const shells = rings.filter((ring) => signedArea2(ring) > 0);
  shells.sort((a, b) => signedArea2(a) - signedArea2(b));
  const polygons = shells.map((shell) => [shell]);
  for (const hole of rings) {
    if (signedArea2(hole) >= 0) continue;
    polygons.find(([shell]) => shell && liesInside(hole, shell))?.push(hole);
  }
  return polygons;
}

/** Whether `inner` lies inside `outer`; they may touch in points but not cross. */
function liesInside(inner: FlatRing, outer: FlatRing): boolean {
  for (let index = 0; index + 1 < inner.length; index += 2) {
    const where = locateInRing(inner[index] as number, inner[index + 1] as number, outer);
    if (where !== 0) return where === 1;
  }
  return true;
}
