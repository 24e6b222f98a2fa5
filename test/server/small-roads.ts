import type { Queryable } from '../../server/database/database.ts';
import { sql } from '../../server/database/sql.ts';

/** A road between two nodes by metres east and north of some place. */
export interface SmallRoad {
  id: number;
  from: number;
  to: number;
  oneWay?: boolean;
  line: [east: number, north: number][];
}

/** Metres east and north of a place as degrees; right at the latitude of the small city. */
export function eastNorth(
  [lng, lat]: readonly [number, number],
  east: number,
  north: number,
): [number, number] {
  return [lng + east / 89_400, lat + north / 111_000];
}

/** Roads of 50 km/h by lines in metres east and north of a place; nodes at their ends. */
export async function insertRoads(
  db: Queryable,
  origin: readonly [number, number],
  all: readonly SmallRoad[],
): Promise<void> {
  for (const { id, from, to, oneWay = false, line } of all) {
    const places = line.map(([east, north]) => eastNorth(origin, east, north));
    const text = `SRID=4326;LINESTRING(${places.map((place) => place.join(' ')).join(',')})`;
    const metres = line
      .slice(1)
      .reduce((sum, [x, y], i) => sum + Math.hypot(x - line[i]![0], y - line[i]![1]), 0);
    for (const [node, place] of [
      [from, places[0]!],
      [to, places.at(-1)!],
    ] as const)
      await db.query(sql`INSERT INTO road_node (id, lng7, lat7)
        VALUES (${node}::integer, ${Math.round(place[0] * 1e7)}::integer, ${Math.round(place[1] * 1e7)}::integer) ON CONFLICT DO NOTHING`);
    await db.query(sql`INSERT INTO road (id, from_node, to_node, class, name_zh, name_en, one_way, length_metres, speed_kmh, geom)
      VALUES (${id}::integer, ${from}::integer, ${to}::integer, 'secondary', ${`路${id}`}, ${`Road ${id}`}, ${oneWay}, ${metres}::real, 50, ${text}::geometry)`);
  }
}
