import { toInt7 } from '../geometry/integer.ts';
import type { VisitedPlace } from './place-visits.ts';

/** Places whose visits are always kept, by the noun of their collection. */
export const VISITED_NOUNS = ['posts', 'checkpoints', 'institutions'] as const;
/** What is told what patrols gave it: places, or the grids that units were in. */
export const DOSED_KINDS = [...VISITED_NOUNS, 'grids'] as const;
export type VisitedNoun = (typeof VISITED_NOUNS)[number];

/** Of institutions only those of this grade: the strictest. */
const VISITED_GRADE = 1;
/** A unit within so many metres is there: an institution is a compound, and the unit stands at its gate. */
const RADIUS_METRES: Record<VisitedNoun, number> = { posts: 100, checkpoints: 100, institutions: 150 };
/** Who stays for less only passes by. */
export const LEAST_VISIT_SECONDS = 120;

interface PlacedThing {
  id?: string | number | undefined;
  geometry: object | null;
  properties: { grade?: unknown };
}

/** Whether visits of a thing of a noun are kept. */
export function isVisited(noun: VisitedNoun, { properties, geometry }: PlacedThing): boolean {
  return geometry !== null && (noun !== 'institutions' || properties.grade === VISITED_GRADE);
}

/** A thing as a place to be visited; its geometry is a GeoJSON point in degrees, longitude first. */
export function visitedPlace(noun: VisitedNoun, thing: PlacedThing): VisitedPlace {
  const [lng, lat] = (thing.geometry as { coordinates: [number, number] }).coordinates;
  return {
    id: String(thing.id),
    lng7: toInt7(lng),
    lat7: toInt7(lat),
    radiusMetres: RADIUS_METRES[noun],
    leastSeconds: LEAST_VISIT_SECONDS,
  };
}
