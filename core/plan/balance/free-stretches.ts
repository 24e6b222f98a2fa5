/** The parts of roads that keep away from the border of a grid. */
import type { LocalMetres } from '../../geometry/metres.ts';
import type { Piece } from './ground-lines.ts';

/** A part of a piece, by shares of the way along it. */
export interface Stretch {
  from: number;
  to: number;
}

type XY = readonly [x: number, y: number];

/** The parts of a piece that are further than `metres` from all of the steps; those of no length are left out. */
export function stretchesOff(
  plane: LocalMetres,
  piece: Piece,
  steps: readonly Piece[],
  metres: number,
): Stretch[] {
  const near: Stretch[] = [];
  const line = inMetres(plane, piece);
  for (const step of steps) {
    const stretch = stretchNear(line, inMetres(plane, step), metres);
    if (stretch) near.push(stretch);
  }
  near.sort((a, b) => a.from - b.from);
  const free: Stretch[] = [];
  let at = 0;
  for (const { from, to } of near) {
    if (from > at) free.push({ from: at, to: from });
    at = Math.max(at, to);
  }
  if (at < 1) free.push({ from: at, to: 1 });
  return free;
}

function inMetres(plane: LocalMetres, [aLng7, aLat7, bLng7, bLat7]: Piece): readonly [XY, XY] {
  const at = (lng7: number, lat7: number): XY => [
    (lng7 - plane.originLng7) * plane.metresPerLng7,
    (lat7 - plane.originLat7) * plane.metresPerLat7,
  ];
  return [at(aLng7, aLat7), at(bLng7, bLat7)];
}

/** The part of p - q that is within r of a - b: that is a strip with a round at each end, which is convex, so it is one part. */
function stretchNear([p, q]: readonly [XY, XY], [a, b]: readonly [XY, XY], r: number): Stretch | null {
  const parts = [inCircle(p, q, a, r), inCircle(p, q, b, r), inStrip(p, q, a, b, r)].filter(
    (part) => part !== null,
  );
  if (parts.length === 0) return null;
  return {
    from: Math.min(...parts.map(({ from }) => from)),
    to: Math.max(...parts.map(({ to }) => to)),
  };
}

function inCircle([px, py]: XY, [qx, qy]: XY, [cx, cy]: XY, r: number): Stretch | null {
  const [dx, dy, ox, oy] = [qx - px, qy - py, px - cx, py - cy];
  const square = dx * dx + dy * dy;
  const half = dx * ox + dy * oy;
  const root = half * half - square * (ox * ox + oy * oy - r * r);
  if (root < 0) return null;
  return clipped((-half - Math.sqrt(root)) / square, (-half + Math.sqrt(root)) / square);
}

function inStrip([px, py]: XY, [qx, qy]: XY, [ax, ay]: XY, [bx, by]: XY, r: number): Stretch | null {
  const length = Math.hypot(bx - ax, by - ay);
  const [ex, ey] = [(bx - ax) / length, (by - ay) / length];
  const [dx, dy, ox, oy] = [qx - px, qy - py, px - ax, py - ay];
  const along = between(ox * ex + oy * ey, dx * ex + dy * ey, 0, length);
  const aside = between(ex * oy - ey * ox, ex * dy - ey * dx, -r, r);
  if (!along || !aside) return null;
  return clipped(Math.max(along.from, aside.from), Math.min(along.to, aside.to));
}

/** Where start + t × speed lies between two values. */
function between(start: number, speed: number, low: number, high: number): Stretch | null {
  if (speed === 0) return start >= low && start <= high ? { from: 0, to: 1 } : null;
  const [one, other] = [(low - start) / speed, (high - start) / speed];
  return { from: Math.min(one, other), to: Math.max(one, other) };
}

function clipped(from: number, to: number): Stretch | null {
  const part = { from: Math.max(0, from), to: Math.min(1, to) };
  return part.from < part.to ? part : null;
}
