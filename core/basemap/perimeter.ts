import type { MetreRing } from './spans.ts';

interface Point {
  x: number;
  y: number;
}

/** Houses wall to wall along the sides of a block, round a court; lengths in metres, pairs are the least and the most. */
export interface PerimeterPlan {
  margin: number;
  depth: number;
  length: readonly [number, number];
  /** Share of places that stay empty: ways into the court. */
  empty: number;
}

/** Between houses back to back, in metres: also after they are rounded. */
const APART = 0.5;

/**
 * Buildings along the sides of a counter-clockwise ring and on its corners, each a flat ring in metres, counter-clockwise and
 * closed. Sides too short, and sides whose houses would stand in each other's way, stay empty.
 */
export function perimeterOf(ring: MetreRing, plan: PerimeterPlan, dice: () => number): number[][] {
  const corners = cornersOf(ring);
  const outer = insetCorners(corners, plan.margin);
  const inner = insetCorners(corners, plan.margin + plan.depth);
  const isRoomAt = inner.map((p, i) => clearance(corners, p, i) > plan.margin + plan.depth + APART);
  const buildings: number[][] = [];
  corners.forEach((_, i) => {
    const next = (i + 1) % corners.length;
    const [a, b, p, q] = [outer[i]!, outer[next]!, inner[i]!, inner[next]!];
    const side = direction(a, b);
    const from = along(a, side, p);
    const to = along(a, side, q);
    if (isRoomAt[i] && isRoomAt[next]) {
      for (const [start, end] of pieces(to - from, plan.length, dice))
        if (dice() >= plan.empty) buildings.push(bar(a, side, from + start, from + end, plan.depth));
    }
    const before = direction(outer[(i + corners.length - 1) % corners.length]!, a);
    const reach = along(a, before, p);
    const isCorner = from > 0.5 * plan.depth && from < 2 * plan.depth && isRoomAt[i];
    if (isCorner && dice() >= plan.empty)
      buildings.push(closed([shift(a, before, reach), a, shift(a, side, from), p]));
  });
  return buildings;
}

/** The corners of a closed ring without those on straight stretches. */
function cornersOf(ring: MetreRing): Point[] {
  const all: Point[] = [];
  for (let i = 0; i + 3 < ring.length; i += 2) all.push({ x: ring[i]!, y: ring[i + 1]! });
  return all.filter((p, i) => {
    const a = direction(all[(i + all.length - 1) % all.length]!, p);
    const b = direction(p, all[(i + 1) % all.length]!);
    return Math.abs(a.x * b.y - a.y * b.x) > 0.05;
  });
}

/** Where the two sides of each corner meet when they move inwards. */
function insetCorners(corners: readonly Point[], metres: number): Point[] {
  return corners.map((p, i) => {
    const a = direction(corners[(i + corners.length - 1) % corners.length]!, p);
    const b = direction(p, corners[(i + 1) % corners.length]!);
    const sine = a.x * b.y - a.y * b.x;
    const share = (metres * (1 - (a.x * b.x + a.y * b.y))) / sine;
    return { x: p.x - metres * a.y - share * a.x, y: p.y + metres * a.x - share * a.y };
  });
}

function direction(a: Point, b: Point): Point {
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  return { x: (b.x - a.x) / length, y: (b.y - a.y) / length };
}

function along(a: Point, side: Point, p: Point): number {
  return (p.x - a.x) * side.x + (p.y - a.y) * side.y;
}

function shift(a: Point, side: Point, metres: number): Point {
  return { x: a.x + side.x * metres, y: a.y + side.y * metres };
}

/** A rectangle on the left of a side. */
function bar(a: Point, side: Point, from: number, to: number, depth: number): number[] {
  const left = { x: -side.y, y: side.x };
  const p = shift(a, side, from);
  const q = shift(a, side, to);
  return closed([p, q, shift(q, left, depth), shift(p, left, depth)]);
}

function closed(points: readonly Point[]): number[] {
  const flat = points.flatMap(({ x, y }) => [x, y]);
  return [...flat, flat[0]!, flat[1]!];
}

/** Cuts a length into pieces of random lengths, wall to wall. */
function pieces(room: number, [least, most]: readonly [number, number], dice: () => number) {
  const cuts: [number, number][] = [];
  let start = 0;
  while (room - start >= least) {
    const length = least + (most - least) * dice();
    const end = room - start - length < least ? room : start + length;
    cuts.push([start, end]);
    start = end;
  }
  return cuts;
}

/** How far a point lies from the nearest side that does not meet in `corner`, in metres; less than 0 outside of any of them when the ring is convex. */
function clearance(corners: readonly Point[], p: Point, corner: number): number {
  let least = Number.POSITIVE_INFINITY;
  corners.forEach((a, i) => {
    const next = (i + 1) % corners.length;
    if (i === corner || next === corner) return;
    const b = corners[next]!;
    const side = direction(a, b);
    const length = Math.hypot(b.x - a.x, b.y - a.y);
    const at = Math.min(length, Math.max(0, along(a, side, p)));
    const foot = shift(a, side, at);
    const distance = Math.hypot(p.x - foot.x, p.y - foot.y);
    const isInner = (p.x - a.x) * -side.y + (p.y - a.y) * side.x >= 0;
    const isBeside = at > 0 && at < length;
    least = Math.min(least, isBeside && !isInner ? -distance : distance);
  });
  return least;
}
