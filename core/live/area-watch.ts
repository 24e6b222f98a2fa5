/** Which area each unit is in, and when an area was last visited. */
import type { FlatRing } from '../geometry/ring.ts';
import { indexShapes, locateInShape, type ShapeIndex, shapesCovering } from '../geometry/shape-index.ts';

export interface AreaShape {
  code: string;
  /** Rings of all its polygons, each flat [lng7, lat7, ...] and closed. */
  rings: readonly FlatRing[];
}

export interface AreaWatch {
  /** In ascending order: a point on a border belongs to the smallest code. */
  codes: readonly string[];
  index: ShapeIndex;
  /** Place in `codes` of the area where each unit was found last, by unit id. */
  found: Map<string, number>;
}

/** A watch over areas that do not overlap (the grids of a plan), without units yet. */
export function newAreaWatch(areas: readonly AreaShape[]): AreaWatch {
  const sorted = [...areas].sort((a, b) => (a.code < b.code ? -1 : 1));
  return {
    codes: sorted.map(({ code }) => code),
    index: indexShapes(sorted.map(({ rings }) => rings)),
    found: new Map(),
  };
}

/** Scratch. */
const covering: number[] = [];

/** Code of the area that holds a unit at a place (units of 1e-7 degree); undefined outside all. The area where it was is tried first. */
export function areaOfUnit(watch: AreaWatch, unitId: string, lng7: number, lat7: number): string | undefined {
  const { index, found, codes } = watch;
  const last = found.get(unitId);
  if (last !== undefined && locateInShape(index, last, lng7, lat7) === 1) return codes[last];
  const area = shapesCovering(index, lng7, lat7, covering)[0];
  if (area === undefined) found.delete(unitId);
  else found.set(unitId, area);
  return area === undefined ? undefined : codes[area];
}
