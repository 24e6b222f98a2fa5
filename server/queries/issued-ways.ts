import type { LineString } from '../../core/contract/geometry.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** The way of an issued round, times in milliseconds since 1970; null: the city has no roads. */
export interface IssuedWay {
  id: string;
  unitId: string;
  startMs: number;
  endMs: number;
  geometry: LineString | null;
}

/** Of all rounds that are given out and end after `nowMs`. */
export async function selectIssuedWays(db: Queryable, nowMs: number): Promise<IssuedWay[]> {
  return await db.query<IssuedWay>(sql`
    SELECT id, unit_id AS "unitId", floor(extract(epoch FROM starts_at) * 1000)::double precision AS "startMs",
      floor(extract(epoch FROM ends_at) * 1000)::double precision AS "endMs", ST_AsGeoJSON(geom, 7)::json AS geometry
    FROM patrol_round WHERE issued AND ends_at > ${new Date(nowMs)} ORDER BY id`);
}
