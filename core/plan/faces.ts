/** The surfaces that the arcs of a plan enclose, walked along the arcs themselves. */
import { type FlatRing, locateInRing, reversedLine, signedArea2 } from '../geometry/ring.ts';
import { type Arc, type Plan, placeAt, pointsIn } from './plan.ts';

/** One side of an arc: its face lies on the left of the way along. */
export interface Side {
  arc: number;
  isForward: boolean;
}

/** A ring of sides, its points flat and closed: counter-clockwise a shell, clockwise a hole. */
export interface Loop {
  sides: readonly Side[];
  ring: FlatRing;
}

/** A connected surface: its shell, then its holes. */
export type Face = readonly Loop[];

type Walkable = Pick<Plan, 'arcs' | 'arcsAt' | 'arcsOf'>;

/**
 * The faces of a grid, the largest first. Null if its sides do not close to faces: a border has another grid on one side than its
 * neighbour round the same node has, a hole lies in no shell or in another hole.
 */
export function facesOf(plan: Walkable, grid: string): Face[] | null {
  const loops = loopsOf(plan, grid);
  return loops && nested(loops);
}

/** The same as polygons: [polygon][ring], flat and closed. */
export function polygonsOf(plan: Walkable, grid: string): FlatRing[][] | null {
  return facesOf(plan, grid)?.map((face) => face.map(({ ring }) => ring)) ?? null;
}

/** The grid on the left of a side. */
export function gridOfSide({ left, right }: Arc, isForward: boolean): string | null {
  return isForward ? left : right;
}

function loopsOf(plan: Walkable, grid: string): Loop[] | null {
  const left = new Set<string>();
  const sides: Side[] = [];
  for (const arc of plan.arcsOf.get(grid) ?? [])
    for (const isForward of [true, false])
      if (gridOfSide(arcOf(plan, arc), isForward) === grid) {
        sides.push({ arc, isForward });
        left.add(keyOf({ arc, isForward }));
      }
  const loops: Loop[] = [];
  for (const first of sides) {
    if (!left.has(keyOf(first))) continue;
    const walk: Side[] = [];
    let side = first;
    while (left.delete(keyOf(side))) {
      walk.push(side);
      side = nextSide(plan, side);
      if (gridOfSide(arcOf(plan, side.arc), side.isForward) !== grid) return null;
    }
    if (keyOf(side) !== keyOf(first)) return null;
    for (const part of simpleParts(plan, walk)) loops.push({ sides: part, ring: ringOf(plan, part) });
  }
  return loops;
}

/** The side that goes on along the same face: the first one clockwise from where this one came. */
function nextSide(plan: Walkable, { arc, isForward }: Side): Side {
  const here = arcOf(plan, arc);
  const node = isForward ? here.to : here.from;
  const back = { arc, isForward: !isForward };
  let next = back;
  for (const id of plan.arcsAt.get(node) ?? []) {
    const other = arcOf(plan, id);
    for (const forward of [true, false]) {
      const side = { arc: id, isForward: forward };
      const isHere = (forward ? other.from : other.to) === node;
      if (!isHere || keyOf(side) === keyOf(back)) continue;
      if (next === back || isClockwise(headingOf(plan, back), headingOf(plan, side), headingOf(plan, next)))
        next = side;
    }
  }
  return next;
}

/** East and north of the first step along a side. */
function headingOf(plan: Walkable, { arc, isForward }: Side): [east: number, north: number] {
  const { line } = arcOf(plan, arc);
  const last = pointsIn(line) - 1;
  const [from, to] = isForward
    ? [placeAt(line, 0), placeAt(line, 1)]
    : [placeAt(line, last), placeAt(line, last - 1)];
  return [to.lng7 - from.lng7, to.lat7 - from.lat7];
}

type Heading = readonly [east: number, north: number];

const cross = ([a, b]: Heading, [c, d]: Heading): number => a * d - b * c;
const dot = ([a, b]: Heading, [c, d]: Heading): number => a * c + b * d;

/** Whether, turning clockwise from `from`, one comes to `a` before `b`. Exact. */
function isClockwise(from: Heading, a: Heading, b: Heading): boolean {
  const [halfA, halfB] = [halfOf(from, a), halfOf(from, b)];
  return halfA === halfB ? cross(a, b) < 0 : halfA < halfB;
}

/** 0: less than half a turn clockwise from `from`; 1: half a turn or more; 2: a whole one. */
function halfOf(from: Heading, to: Heading): 0 | 1 | 2 {
  const turn = cross(from, to);
  if (turn !== 0) return turn < 0 ? 0 : 1;
  return dot(from, to) > 0 ? 2 : 1;
}

/** A closed walk cut at every node it meets twice. */
function simpleParts(plan: Walkable, walk: readonly Side[]): Side[][] {
  const parts: Side[][] = [];
  const stack: Side[] = [];
  const seen = new Map<number, number>();
  for (const side of walk) {
    const start = startOf(plan, side);
    const earlier = seen.get(start);
    if (earlier !== undefined) {
      const part = stack.splice(earlier);
      for (const one of part) seen.delete(startOf(plan, one));
      parts.push(part);
    }
    seen.set(start, stack.length);
    stack.push(side);
  }
  if (stack.length > 0) parts.push(stack);
  return parts;
}

function startOf(plan: Walkable, { arc, isForward }: Side): number {
  const { from, to } = arcOf(plan, arc);
  return isForward ? from : to;
}

function ringOf(plan: Walkable, sides: readonly Side[]): number[] {
  const ring: number[] = [];
  for (const { arc, isForward } of sides) {
    const { line } = arcOf(plan, arc);
    const points = isForward ? line : reversedLine(line);
    for (let i = 0; i < points.length - 2; i++) ring.push(points[i] as number);
  }
  ring.push(ring[0] as number, ring[1] as number);
  return ring;
}

function nested(loops: readonly Loop[]): Face[] | null {
  const shells = loops.filter(({ ring }) => signedArea2(ring) > 0);
  shells.sort((a, b) => signedArea2(a.ring) - signedArea2(b.ring));
  const faces = new Map(shells.map((shell) => [shell, [shell]]));
  for (const hole of loops) {
    if (signedArea2(hole.ring) > 0) continue;
    const face = faces.get(shells.find((shell) => whereIs(hole.ring, shell.ring) > 0) ?? hole);
    if (!face) return null;
    const [, ...others] = face;
    if (others.some(({ ring }) => whereIs(hole.ring, ring) >= 0 || whereIs(ring, hole.ring) >= 0))
      return null;
    face.push(hole);
  }
  for (const [shell, face] of faces) if (isCovered(shell, face, faces)) return null;
  return [...faces.values()].reverse();
}

/** Whether a shell lies in another face and in none of its holes: it would be covered twice. */
function isCovered(shell: Loop, own: Face, faces: ReadonlyMap<Loop, Face>): boolean {
  for (const [outer, [, ...holes]] of faces) {
    if (faces.get(outer) === own || whereIs(shell.ring, outer.ring) < 0) continue;
    if (!holes.some(({ ring }) => whereIs(shell.ring, ring) >= 0)) return true;
  }
  return false;
}

/** 1: a ring lies inside another, -1: outside, 0: they are the same. They may touch but not cross. Exact: what its points leave open its steps' middles tell. */
function whereIs(ring: FlatRing, other: FlatRing): 1 | 0 | -1 {
  for (let i = 0; i < pointsIn(ring); i++) {
    const { lng7, lat7 } = placeAt(ring, i);
    const where = locateInRing(lng7, lat7, other);
    if (where !== 0) return where;
  }
  const doubled = Array.from(other, (unit) => 2 * unit);
  for (let i = 1; i < pointsIn(ring); i++) {
    const [a, b] = [placeAt(ring, i - 1), placeAt(ring, i)];
    const where = locateInRing(a.lng7 + b.lng7, a.lat7 + b.lat7, doubled);
    if (where !== 0) return where;
  }
  return 0;
}

function arcOf(plan: Walkable, id: number): Arc {
  const arc = plan.arcs.get(id);
  if (!arc) throw new RangeError(`no arc ${id}`);
  return arc;
}

function keyOf({ arc, isForward }: Side): string {
  return `${arc}${isForward ? '+' : '-'}`;
}
