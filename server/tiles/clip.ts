import { EXTENT } from './mercator.ts';

/** How far geometry reaches beyond the tile, in tile units, so that strokes and joins do not show the tile's edge. */
export const BUFFER = 64;

const LOW = -BUFFER;
const HIGH = EXTENT + BUFFER;

/** Vertices of one ring or line in tile units, x and y in turn; `length` counts numbers. Reused from tile to tile. */
export class Path {
  values = new Float64Array(1 << 12);
  length = 0;

  push(x: number, y: number): void {
    if (this.length + 2 > this.values.length) {
      const grown = new Float64Array(this.values.length * 2);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.length] = x;
    this.values[this.length + 1] = y;
    this.length += 2;
  }
}

/**
 * Clips a ring (without its repeated last vertex) to the buffered tile, one side after the other (Sutherland and Hodgman 1974).
 * Returns the path that holds the result: one of the three.
 */
export function clipRing(ring: Path, spare: Path, other: Path): Path {
  clipSide(ring, spare, 0, LOW, true);
  clipSide(spare, other, 0, HIGH, false);
  clipSide(other, spare, 1, LOW, true);
  clipSide(spare, other, 1, HIGH, false);
  return other;
}

function clipSide(from: Path, into: Path, axis: 0 | 1, limit: number, keepAbove: boolean): void {
  into.length = 0;
  const { values, length } = from;
  if (length === 0) return;
  let px = values[length - 2]!;
  let py = values[length - 1]!;
  let wasInside = isInside(axis === 0 ? px : py, limit, keepAbove);
  for (let i = 0; i < length; i += 2) {
    const x = values[i]!;
    const y = values[i + 1]!;
    const inside = isInside(axis === 0 ? x : y, limit, keepAbove);
    if (inside !== wasInside) {
      if (axis === 0) into.push(limit, py + ((y - py) * (limit - px)) / (x - px));
      else into.push(px + ((x - px) * (limit - py)) / (y - py), limit);
    }
    if (inside) into.push(x, y);
    px = x;
    py = y;
    wasInside = inside;
  }
}

function isInside(value: number, limit: number, keepAbove: boolean): boolean {
  return keepAbove ? value >= limit : value <= limit;
}

/** Clips a line to the buffered tile (Liang and Barsky 1984) and hands each piece that is left to `take`. */
export function clipLine(line: Path, piece: Path, take: (piece: Path) => void): void {
  piece.length = 0;
  const { values, length } = line;
  for (let i = 0; i + 3 < length; i += 2) {
    const ax = values[i]!;
    const ay = values[i + 1]!;
    const dx = values[i + 2]! - ax;
    const dy = values[i + 3]! - ay;
    let enter = 0;
    let leave = 1;
    for (let side = 0; side < 4; side += 1) {
      const towards = side === 0 ? -dx : side === 1 ? dx : side === 2 ? -dy : dy;
      const room = side === 0 ? ax - LOW : side === 1 ? HIGH - ax : side === 2 ? ay - LOW : HIGH - ay;
      if (towards === 0 && room < 0) leave = -1;
      else if (towards < 0) enter = Math.max(enter, room / towards);
      else if (towards > 0) leave = Math.min(leave, room / towards);
    }
    if (enter > leave) {
      flush(piece, take);
      continue;
    }
    if (enter > 0 || piece.length === 0) {
      flush(piece, take);
      piece.push(ax + enter * dx, ay + enter * dy);
    }
    piece.push(ax + leave * dx, ay + leave * dy);
    if (leave < 1) flush(piece, take);
  }
  flush(piece, take);
}

function flush(piece: Path, take: (piece: Path) => void): void {
  if (piece.length >= 4) take(piece);
  piece.length = 0;
}
