/** A day of units for the geofence bench: half of them drive the city's patrol routes, half wander. */

import { localMetres } from '../core/geometry/metres.ts';
import { boundsOf } from '../core/geometry/ring.ts';
import type { AreaShape } from '../core/live/area-watch.ts';
import type { FenceShape, Fix } from '../core/live/geofence.ts';
import { measureLine, pointAlong } from '../core/network/along.ts';
import type { Database } from '../server/database/database.ts';
import { sql } from '../server/database/sql.ts';
import type { Ground } from '../server/live/sentry/ground.ts';

const DAY_MS = 86_400_000;

/** mulberry32 (T. Ettinger 2017). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Fences of 5 to 60 corners and 50 m to 1.5 km, where the grids are; two in three ask for 30 s. */
export function makeFences(grids: readonly AreaShape[], count: number, seed: number): FenceShape[] {
  const random = randomOf(seed);
  return Array.from({ length: count }, (_, i) => {
    const ring = grids[Math.floor(random() * grids.length)]?.rings[0] ?? [];
    const [west, south, east, north] = boundsOf(ring);
    const [lng, lat] = [(west + east) / 2, (south + north) / 2];
    const plane = localMetres(lng, lat);
    const corners = 5 + Math.floor(random() * 56);
    const radius = 50 * 30 ** random();
    const flat = Array.from({ length: corners }, (_unused, k) => {
      const angle = (2 * Math.PI * k) / corners;
      const metres = radius * (0.6 + 0.4 * random());
      return [
        Math.round(lng + (metres * Math.cos(angle)) / plane.metresPerLng7),
        Math.round(lat + (metres * Math.sin(angle)) / plane.metresPerLat7),
      ];
    }).flat();
    return {
      id: `fence-${i}`,
      rings: [[...flat, flat[0] ?? 0, flat[1] ?? 0]],
      persistenceSeconds: i % 3 === 0 ? 0 : 30,
    };
  });
}

/** The fixes of all units at consecutive seconds, in stretches of 50 that begin at random times of a day. */
export async function dayOfUnits(
  database: Database,
  ground: Ground,
  { units, ticks, seed }: { units: number; ticks: number; seed: number },
): Promise<Fix[][]> {
  const random = randomOf(seed + 1);
  const lines = await routeLines(database);
  const places = ground.areas.filter(({ level }) => level === 'grid');
  const movers = Array.from({ length: units }, (_, i) => {
    const line = i % 2 === 0 ? lines[Math.floor(random() * lines.length)] : undefined;
    const place = places[Math.floor(random() * places.length)];
    const accuracyMetres = 3 + 12 * random();
    return {
      id: `u${i}`,
      line,
      place,
      speed: 1 + 14 * random(),
      turn: random() * 6.28,
      phase: random() * 50_000,
      accuracyMetres,
    };
  });
  const days: Fix[][] = [];
  let second = 0;
  for (let tick = 0; tick < ticks; tick += 1) {
    second = tick % 50 === 0 ? Math.floor(random() * (DAY_MS / 1000 - 60)) : second + 1;
    days.push(
      movers.map((mover) => ({
        ...placeAt(mover, second),
        unitId: mover.id,
        accuracyMetres: mover.accuracyMetres,
        fixMs: tick * 1000 + Math.floor(tick / 50) * 3_600_000,
      })),
    );
  }
  return days;
}

interface Mover {
  line: ReturnType<typeof measureLine> | undefined;
  place: { lng: number; lat: number } | undefined;
  speed: number;
  turn: number;
  phase: number;
}

/** Along its route, or on a curve round its place that is never the same again. */
function placeAt({ line, place, speed, turn, phase }: Mover, second: number): { lng7: number; lat7: number } {
  const metres = phase + second * speed;
  if (line) {
    const { lng7, lat7 } = pointAlong(line, metres % line.lengthMetres);
    return { lng7, lat7 };
  }
  const [lng, lat] = [(place?.lng ?? 0) * 1e7, (place?.lat ?? 0) * 1e7];
  const plane = localMetres(lng, lat);
  const east = 900 * Math.sin(metres / 700 + turn) + 400 * Math.cos(metres / 310);
  const north = 900 * Math.cos(metres / 530 - turn) + 400 * Math.sin(metres / 270);
  return {
    lng7: Math.round(lng + east / plane.metresPerLng7),
    lat7: Math.round(lat + north / plane.metresPerLat7),
  };
}

async function routeLines(database: Database) {
  const rows = await database.query<{ geometry: { coordinates: [number, number][] } }>(
    sql`SELECT ST_AsGeoJSON(geom, 7)::json AS geometry FROM route ORDER BY code`,
  );
  return rows.map(({ geometry }) =>
    measureLine(geometry.coordinates.flat().map((degrees) => Math.round(degrees * 1e7))),
  );
}
