import type { Queryable } from '../database/database.ts';
import { type Sql, sql, whole } from '../database/sql.ts';
import { NOT_IMPORTING } from './imports.ts';

/** Every so many roads an id, the last of each piece of that many. */
export async function selectRoadCuts(database: Queryable, each: number): Promise<number[]> {
  const rows = await database.query<{ id: number }>(sql`
    SELECT id FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM road) t
    WHERE place % ${each}::integer = 0 ORDER BY id`);
  return rows.map(({ id }) => id);
}

/**
 * The roads with ids over `after`, up to `upTo` (null: without a bound), in their order, but those of an import under way, for `Database.copyOut`;
 * server/roads/road-reader.ts reads them. Lengths and speeds are what their text says, not the nearest 32 bits.
 */
export function copyRoads(after: number | null, upTo: number | null): Sql {
  const from = after === null ? sql`true` : sql`t.id > ${whole(after)}`;
  const to = upTo === null ? sql`true` : sql`t.id <= ${whole(upTo)}`;
  return sql`
    SELECT t.id, t.from_node, t.to_node, t.class, t.name_zh, t.name_en, t.one_way, t.length_metres::text::float8,
      t.speed_kmh::text::float8, array_to_string(t.vehicles, ','), ST_AsBinary(t.geom, 'NDR')
    FROM road t WHERE ${from} AND ${to} AND ${NOT_IMPORTING} ORDER BY t.id`;
}

/** Crossings and ends of roads, likewise. */
export const COPY_ROAD_NODES: Sql = sql`SELECT id, lng7, lat7 FROM road_node ORDER BY id`;

/** All turns that are forbidden or the only ones allowed, likewise. */
export const COPY_TURN_RESTRICTIONS: Sql = sql`
  SELECT kind, from_road, via_node, to_road, array_to_string(except_vehicles, ','),
    array_to_string(via_roads, ',')
  FROM turn_restriction ORDER BY from_road, via_node, to_road, kind, via_roads`;
