import Flatbush from 'flatbush';
import { localMetres } from '../../core/geometry/metres.ts';
import { boundsOf, type FlatRing, locateInPolygon } from '../../core/geometry/ring.ts';
import { belongsTo } from '../../core/plan/workload/attribution.ts';

/** Finds the grid of a place in memory: a spatial index over grids, then exact integer tests. */
export class GridLocator {
  readonly #codes: string[];
  readonly #polygons: (readonly FlatRing[])[] = [];
  readonly #gridOf: number[] = [];
  readonly #index: Flatbush | undefined;
  readonly bounds: [west: number, south: number, east: number, north: number];

  constructor(grids: readonly { code: string; polygons: readonly (readonly FlatRing[])[] }[]) {
    this.#codes = grids.map(({ code }) => code);
    this.bounds = [Infinity, Infinity, -Infinity, -Infinity];
    grids.forEach(({ polygons }, grid) => {
      for (const polygon of polygons) {
        this.#polygons.push(polygon);
        this.#gridOf.push(grid);
      }
    });
    if (this.#polygons.length === 0) return;
    const index = new Flatbush(this.#polygons.length);
    for (const polygon of this.#polygons) {
      const [west, south, east, north] = boundsOf(polygon[0] as FlatRing);
      index.add(west, south, east, north);
      const b = this.bounds;
      this.bounds = [
        Math.min(b[0], west),
        Math.min(b[1], south),
        Math.max(b[2], east),
        Math.max(b[3], north),
      ];
    }
    index.finish();
    this.#index = index;
  }

  get isEmpty(): boolean {
    return this.#index === undefined;
  }

  /**
   * Code of the grid that holds the point (integer units). On a border it is the one to the east of it, by the rule of
   * core/plan/workload/attribution.ts; on the outermost border, with nothing to the east, the smallest code.
   */
  codeAt(lng7: number, lat7: number): string | undefined {
    let touched: string | undefined;
    for (const place of this.#index?.search(lng7, lat7, lng7, lat7) ?? []) {
      const polygon = this.#polygons[place] as readonly FlatRing[];
      const where = locateInPolygon(lng7, lat7, polygon);
      if (where === -1) continue;
      const code = this.#codes[this.#gridOf[place] as number] as string;
      if (where === 1 || belongsTo([polygon], lng7, lat7)) return code;
      if (touched === undefined || code < touched) touched = code;
    }
    return touched;
  }
}

const FAR_METRES = 300;

/** Metres from places to the nearest of many lines, `FAR_METRES` at most. */
export class LineDistance {
  readonly #ends: number[] = [];
  readonly #index: Flatbush | undefined;

  constructor(lines: readonly FlatRing[]) {
    for (const line of lines)
      for (let i = 0; i + 3 < line.length; i += 2)
        this.#ends.push(
          line[i] as number,
          line[i + 1] as number,
          line[i + 2] as number,
          line[i + 3] as number,
        );
    if (this.#ends.length === 0) return;
    this.#index = new Flatbush(this.#ends.length / 4);
    for (let i = 0; i < this.#ends.length; i += 4) {
      const [a, b, c, d] = this.#ends.slice(i, i + 4) as [number, number, number, number];
      this.#index.add(Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d));
    }
    this.#index.finish();
  }

  get isEmpty(): boolean {
    return this.#index === undefined;
  }

  metresTo(lng7: number, lat7: number): number {
    const plane = localMetres(lng7, lat7);
    const dLng = FAR_METRES / plane.metresPerLng7;
    const dLat = FAR_METRES / plane.metresPerLat7;
    let nearest = FAR_METRES;
    for (const place of this.#index?.search(lng7 - dLng, lat7 - dLat, lng7 + dLng, lat7 + dLat) ?? []) {
      const [a, b, c, d] = this.#ends.slice(place * 4, place * 4 + 4) as [number, number, number, number];
      nearest = Math.min(
        nearest,
        distanceToSegment(
          (a - lng7) * plane.metresPerLng7,
          (b - lat7) * plane.metresPerLat7,
          (c - lng7) * plane.metresPerLng7,
          (d - lat7) * plane.metresPerLat7,
        ),
      );
    }
    return nearest;
  }
}

/** Distance of the origin to the segment a - b, in the units given. */
function distanceToSegment(ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax;
  const dy = by - ay;
  const length2 = dx * dx + dy * dy;
  const along = length2 === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length2));
  return Math.hypot(ax + along * dx, ay + along * dy);
}
