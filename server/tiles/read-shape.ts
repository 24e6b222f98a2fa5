import type { TagValue } from './pbf.ts';
import { ownZooms, type Shape, toWorld } from './shape-layer.ts';
import { lineZooms, type SharedVertices } from './vertex-zoom.ts';
import type { FlatGeometry } from './wkb.ts';

/** [west, south, east, north]. */
export type DegreeBox = [west: number, south: number, east: number, north: number];

/** The shape of a geometry in degrees, which `bounds` then hold too; `shared` knows the vertices of borders. */
export function shapeOf(
  geometry: FlatGeometry,
  minZoom: number,
  values: readonly (TagValue | null)[],
  codes: readonly string[],
  bounds: Bounds,
  shared?: SharedVertices,
): Shape {
  const { type, parts: degrees, holes } = geometry;
  for (const part of degrees) bounds.add(part);
  const parts = degrees.map(toWorld);
  const zooms = shared ? parts.map((part) => shared.zoomsOf(part) ?? lineZooms(part)) : ownZooms(type, parts);
  return { type, parts, holes, zooms, minZoom, values, codes };
}

/** What geometries cover together. */
export class Bounds {
  #box = [Infinity, Infinity, -Infinity, -Infinity];

  add(part: Float64Array): void {
    for (let i = 0; i < part.length; i += 2) {
      this.#box[0] = Math.min(this.#box[0]!, part[i]!);
      this.#box[1] = Math.min(this.#box[1]!, part[i + 1]!);
      this.#box[2] = Math.max(this.#box[2]!, part[i]!);
      this.#box[3] = Math.max(this.#box[3]!, part[i + 1]!);
    }
  }

  /** [west, south, east, north] in degrees; undefined while nothing was added. */
  get degrees(): DegreeBox | undefined {
    const [west, south, east, north] = this.#box as DegreeBox;
    return west <= east ? [west, south, east, north] : undefined;
  }
}
