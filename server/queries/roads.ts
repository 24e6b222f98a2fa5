import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export interface RoadNodeRow {
  id: number;
  lng7: number;
  lat7: number;
}
export interface RoadLineRow {
  fromNode: number;
  toNode: number;
  oneWay: boolean;
  lengthMetres: number;
  speedKmh: number;
  /** Line in degrees as little-endian WKB. */
  wkb: Uint8Array;
}

/** Crossings and ends of roads. */
export async function readRoadNodes(database: Queryable): Promise<RoadNodeRow[]> {
  return await database.query<RoadNodeRow>(sql`SELECT id, lng7, lat7 FROM road_node ORDER BY id`);
}

/** Roads that vehicles use, with their lines. */
export async function readRoadLines(database: Queryable): Promise<RoadLineRow[]> {
  return await database.query<RoadLineRow>(sql`
    SELECT from_node AS "fromNode", to_node AS "toNode", one_way AS "oneWay", length_metres AS "lengthMetres",
      speed_kmh AS "speedKmh", ST_AsBinary(geom, 'NDR') AS wkb
    FROM road WHERE class <> 'track' ORDER BY id`);
}
