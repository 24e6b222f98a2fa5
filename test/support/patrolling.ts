import type { Post } from '../../core/contract/post.ts';
import type { Route } from '../../core/contract/route.ts';
import type { PositionFix, Unit } from '../../core/contract/unit.ts';
import { measureLine, pointAlong } from '../../core/network/along.ts';

const STEP_SECONDS = 15;
const STAY_SECONDS = 720;
const METRES_PER_SECOND = 6;

interface Patrolled {
  unit: Unit;
  posts: readonly Post[];
  route: Route;
}

/** The positions of a unit that goes along a route and then stays twelve minutes at each of some posts, so that it leaves the last one `endMs`. */
export function patrolFixes({ unit, posts, route }: Patrolled, endMs: number): PositionFix[] {
  const line = measureLine(route.geometry.coordinates.flat().map((degrees) => Math.round(degrees * 1e7)));
  const places: [number, number][] = [];
  for (let metres = 0; metres <= line.lengthMetres; metres += METRES_PER_SECOND * STEP_SECONDS) {
    const { lng7, lat7 } = pointAlong(line, metres);
    places.push([lng7 / 1e7, lat7 / 1e7]);
  }
  for (const { geometry } of posts) {
    const [lng, lat] = geometry.coordinates as [number, number];
    for (let second = 0; second <= STAY_SECONDS; second += STEP_SECONDS) places.push([lng, lat]);
    // Somewhere else for a while.
    for (let i = 0; i < 8; i += 1) places.push([lng + 0.01, lat]);
  }
  return places.map(([lng, lat], i) => ({
    unitId: unit.id,
    lng,
    lat,
    fixAt: new Date(endMs - (places.length - 1 - i) * STEP_SECONDS * 1000).toISOString(),
    headingDegrees: null,
    speedKmh: null,
    accuracyMetres: 5,
  }));
}
