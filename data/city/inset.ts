import type { Point } from './plane.ts';

/** A corner of a ring and how far the side that starts there moves inwards. */
export interface Corner extends Point {
  inset: number;
}

/** The counter-clockwise ring with each side moved inwards; null when a side vanishes or turns round. */
export function insetRing(corners: readonly Corner[]): Point[] | null {
  const bent = withoutStraights(corners);
  const sides = bent.flatMap((a, i) => {
    const b = bent[(i + 1) % bent.length]!;
    const length = Math.hypot(b.x - a.x, b.y - a.y);
    if (length < 0.05) return [];
    return [{ a, dx: (b.x - a.x) / length, dy: (b.y - a.y) / length, inset: a.inset }];
  });
  if (sides.length < 3) return null;
  const ring = sides.map((side, i) => {
    const before = sides[(i + sides.length - 1) % sides.length]!;
    return movedCorner(before, side);
  });
  const turned = ring.some((p, i) => {
    const q = ring[(i + 1) % ring.length]!;
    const side = sides[i]!;
    return side.inset > 0 && (q.x - p.x) * side.dx + (q.y - p.y) * side.dy < 0.2;
  });
  return turned ? null : ring;
}

/** Leaves out corners on straight stretches, whose sides would otherwise move apart. */
function withoutStraights(corners: readonly Corner[]): readonly Corner[] {
  return corners.filter((p, i) => {
    const a = corners[(i + corners.length - 1) % corners.length]!;
    const b = corners[(i + 1) % corners.length]!;
    if (a.inset !== p.inset) return true;
    const cross = (p.x - a.x) * (b.y - p.y) - (p.y - a.y) * (b.x - p.x);
    return Math.abs(cross) > 0.03 * Math.hypot(p.x - a.x, p.y - a.y) * Math.hypot(b.x - p.x, b.y - p.y);
  });
}

interface Side {
  a: Point;
  dx: number;
  dy: number;
  inset: number;
}

/** Where the two moved sides meet; on a nearly straight line, straight inwards. */
function movedCorner(before: Side, side: Side): Point {
  const sine = before.dx * side.dy - before.dy * side.dx;
  const { a } = side;
  if (Math.abs(sine) < 0.2) {
    const inset = Math.max(before.inset, side.inset);
    return { x: a.x - side.dy * inset, y: a.y + side.dx * inset };
  }
  const along = (before.inset * (before.dx * side.dx + before.dy * side.dy) - side.inset) / sine;
  return {
    x: a.x - before.dy * before.inset + before.dx * along,
    y: a.y + before.dx * before.inset + before.dy * along,
  };
}
