/** When the areas and routes of the city were last visited by a unit on duty of the street patrol net. */
import { CODE_LENGTH } from '../../contract/area-code.ts';
import { localMetres } from '../../geometry/metres.ts';
import { metresToBorder } from '../../geometry/shape-border.ts';
import { shapesNear } from '../../geometry/shape-index.ts';
import type { Fix } from '../geofence.ts';
import type { RouteLines } from './unit-off-route.ts';

export interface Visits {
  /** Newest visit of each area of each level, and of each route, milliseconds since 1970, by code or id. */
  areas: Map<string, number>;
  routes: Map<string, number>;
  /** Nothing is known from before: a thing without a visit counts as visited then. */
  sinceMs: number;
}

/** Nothing visited yet, as far as is known from `sinceMs` on. */
export function newVisits(sinceMs: number): Visits {
  return { areas: new Map(), routes: new Map(), sinceMs };
}

const LENGTHS = [CODE_LENGTH.grid, CODE_LENGTH.community, CODE_LENGTH.street, CODE_LENGTH.district];

/** Takes a fix of a unit on duty in a grid: it visits the grid and all areas that hold it. */
export function noteAreaVisit({ areas }: Visits, gridCode: string, fixMs: number): void {
  for (const length of LENGTHS) {
    const code = gridCode.slice(0, length);
    if ((areas.get(code) ?? 0) < fixMs) areas.set(code, fixMs);
  }
}

/** Scratch. */
const near: number[] = [];
const UNKNOWN_ACCURACY_METRES = 20;

/** Takes a fix of a unit on duty: it visits the routes that pass within `metres`, or within its accuracy if that is more. */
export function noteRouteVisits({ routes }: Visits, lines: RouteLines, fix: Fix, metres: number): void {
  const { lng7, lat7, fixMs, accuracyMetres } = fix;
  const within = Math.max(metres, accuracyMetres ?? UNKNOWN_ACCURACY_METRES);
  const plane = localMetres(lng7, lat7);
  const [lngReach, latReach] = [within / plane.metresPerLng7, within / plane.metresPerLat7];
  const { index, ids } = lines;
  for (const shape of shapesNear(
    index,
    lng7 - lngReach,
    lat7 - latReach,
    lng7 + lngReach,
    lat7 + latReach,
    near,
  )) {
    const id = ids[shape] ?? '';
    if ((routes.get(id) ?? 0) >= fixMs) continue;
    if (metresToBorder(index, shape, lng7, lat7, plane, within) <= within) routes.set(id, fixMs);
  }
}

/** The units could not be seen until `nowMs`: what was not visited meanwhile may have been. Its time starts again. */
export function wasBlind(visits: Visits, nowMs: number): void {
  visits.sinceMs = nowMs;
}

/** When a thing was visited last, or might have been for want of a better knowledge. */
export function visitedMs(visits: Visits, of: 'areas' | 'routes', id: string): number {
  return Math.max(visits[of].get(id) ?? 0, visits.sinceMs);
}
