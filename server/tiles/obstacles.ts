import Flatbush from 'flatbush';
import type { WorldBox } from './mercator.ts';
import type { WorldPart } from './shape-layer.ts';

/** Surfaces that nothing is built on: waters and the railway, as rings in world units. */
export class Obstacles {
  readonly #rings: readonly WorldPart[];
  readonly #index: Flatbush | undefined;
  /** x, y, x, y of each side of the rings. */
  readonly #sides: number[] = [];

  constructor(rings: readonly WorldPart[]) {
    this.#rings = rings;
    for (const ring of rings)
      for (let i = 0; i + 3 < ring.length; i += 2)
        this.#sides.push(ring[i]!, ring[i + 1]!, ring[i + 2]!, ring[i + 3]!);
    if (this.#sides.length === 0) return;
    this.#index = new Flatbush(this.#sides.length / 4);
    for (let i = 0; i < this.#sides.length; i += 4) this.#index.add(...boxOf(this.#sides.slice(i, i + 4)));
    this.#index.finish();
  }

  /** A test of rings inside `box`: whether each keeps `margin` world units away from all surfaces. */
  within(box: WorldBox, margin: number): (ring: WorldPart) => boolean {
    const [west, north, east, south] = box;
    const sides = this.#index?.search(west - margin, north - margin, east + margin, south + margin) ?? [];
    if (sides.length > 0) return (ring) => !this.#isNear(ring, sides, margin) && !this.#covers(ring);
    const isFree = !this.#covers([west, north]);
    return () => isFree;
  }

  #isNear(ring: WorldPart, sides: readonly number[], margin: number): boolean {
    for (const side of sides) {
      const [ax, ay, bx, by] = this.#sides.slice(side * 4, side * 4 + 4) as [number, number, number, number];
      for (let i = 0; i + 3 < ring.length; i += 2) {
        const [x, y] = [ring[i]!, ring[i + 1]!];
        const [midX, midY] = [(x + ring[i + 2]!) / 2, (y + ring[i + 3]!) / 2];
        if (distance(x, y, ax, ay, bx, by) < margin || distance(midX, midY, ax, ay, bx, by) < margin)
          return true;
      }
    }
    return false;
  }

  /** Whether a surface holds the first point of a ring. */
  #covers(ring: ArrayLike<number>): boolean {
    return this.#rings.some((surface) => holds(surface, ring[0]!, ring[1]!));
  }
}

/** The box of a flat ring or line. */
export function boxOf(line: ArrayLike<number>): [west: number, north: number, east: number, south: number] {
  let [west, north, east, south] = [line[0]!, line[1]!, line[0]!, line[1]!];
  for (let i = 2; i < line.length; i += 2) {
    west = Math.min(west, line[i]!);
    north = Math.min(north, line[i + 1]!);
    east = Math.max(east, line[i]!);
    south = Math.max(south, line[i + 1]!);
  }
  return [west, north, east, south];
}

function distance(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax;
  const dy = by - ay;
  const length2 = dx * dx + dy * dy;
  const along = length2 === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length2));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

function holds(ring: WorldPart, x: number, y: number): boolean {
  let inside = false;
  for (let i = 0; i + 3 < ring.length; i += 2) {
    const [ax, ay, bx, by] = [ring[i]!, ring[i + 1]!, ring[i + 2]!, ring[i + 3]!];
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
  }
  return inside;
}
