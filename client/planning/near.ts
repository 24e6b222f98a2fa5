import { localMetres } from '../../core/geometry/metres.ts';
import { boundsOf, isInsidePolygons } from '../../core/geometry/ring.ts';
import { footOn, metresBetween } from '../../core/plan/noding.ts';
import { type Arc, type Place, type Plan, placeAt, pointsIn } from '../../core/plan/plan.ts';
import type { GridFigures } from './plan-figures.ts';

/** Something near a place: how far in metres, and the place of it that is nearest. */
export interface Near {
  metres: number;
  at: Place;
}

export interface NearArc extends Near {
  arc: number;
  /** The nearest place lies between this point of it and the one before. */
  segment: number;
}

const bounds = new WeakMap<Arc, readonly [number, number, number, number]>();

/** The border nearest to a place, at most so many metres away. `but`: borders that do not count. */
export function nearestArc(
  plan: Plan,
  place: Place,
  metres: number,
  but: readonly number[] = [],
): NearArc | null {
  let best: NearArc | null = null;
  const reach = reachOf(place, metres);
  for (const [id, arc] of plan.arcs) {
    if (!comesNear(arc, place, reach) || but.includes(id)) continue;
    const near = nearestOn(arc, place);
    if (near && near.metres <= (best?.metres ?? metres)) best = { ...near, arc: id };
  }
  return best;
}

/** The place of a border nearest to another. */
export function nearestOn({ line }: Pick<Arc, 'line'>, place: Place): Omit<NearArc, 'arc'> | null {
  let best: Omit<NearArc, 'arc'> | null = null;
  for (let segment = 1; segment < pointsIn(line); segment++) {
    const at = footOn(placeAt(line, segment - 1), placeAt(line, segment), place);
    const metres = metresBetween(at, place);
    if (metres < (best?.metres ?? Number.POSITIVE_INFINITY)) best = { metres, at, segment };
  }
  return best;
}

/** The point of a border nearest to a place, by its index, at most so many metres away. */
export function nearestPoint(
  { line }: Pick<Arc, 'line'>,
  place: Place,
  metres: number,
): (Near & { index: number }) | null {
  let best: (Near & { index: number }) | null = null;
  for (let index = 0; index < pointsIn(line); index++) {
    const at = placeAt(line, index);
    const away = metresBetween(at, place);
    if (away <= (best?.metres ?? metres)) best = { metres: away, at, index };
  }
  return best;
}

/** The point of any border nearest to a place. */
export function nearestVertex(
  plan: Plan,
  place: Place,
  metres: number,
  but: readonly number[] = [],
): Near | null {
  let best: Near | null = null;
  const reach = reachOf(place, metres);
  for (const [id, arc] of plan.arcs) {
    if (!comesNear(arc, place, reach) || but.includes(id)) continue;
    const near = nearestPoint(arc, place, best?.metres ?? metres);
    if (near) best = near;
  }
  return best;
}

/** The grid that a place lies in. */
export function gridAt(surfaces: ReadonlyMap<string, GridFigures>, { lng7, lat7 }: Place): string | null {
  for (const [id, { polygons }] of surfaces) {
    const [west, south, east, north] = boundsOfGrid(polygons);
    if (lng7 < west || lng7 > east || lat7 < south || lat7 > north) continue;
    if (isInsidePolygons(lng7, lat7, polygons)) return id;
  }
  return null;
}

const gridBounds = new WeakMap<object, readonly [number, number, number, number]>();

/** [west, south, east, north] of a surface. */
export function boundsOfGrid(polygons: GridFigures['polygons']): readonly [number, number, number, number] {
  let box = gridBounds.get(polygons);
  if (!box) {
    box = boundsOf(polygons.flatMap(([shell]) => [...boundsOf(shell ?? [])]));
    gridBounds.set(polygons, box);
  }
  return box;
}

function reachOf({ lng7, lat7 }: Place, metres: number): Place {
  const { metresPerLng7, metresPerLat7 } = localMetres(lng7, lat7);
  return { lng7: metres / metresPerLng7, lat7: metres / metresPerLat7 };
}

function comesNear(arc: Arc, { lng7, lat7 }: Place, reach: Place): boolean {
  let box = bounds.get(arc);
  if (!box) {
    box = boundsOf(arc.line);
    bounds.set(arc, box);
  }
  const [west, south, east, north] = box;
  const isBeside = lng7 < west - reach.lng7 || lng7 > east + reach.lng7;
  return !isBeside && lat7 >= south - reach.lat7 && lat7 <= north + reach.lat7;
}
