import type { TurnRestriction } from '../../core/network/turn-restrictions.ts';
import type { RoadClass, UnitVehicle } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export interface RoadNodeRow {
  id: number;
  lng7: number;
  lat7: number;
}
export interface RoadLineRow {
  id: number;
  fromNode: number;
  toNode: number;
  class: RoadClass;
  nameZh: string;
  nameEn: string;
  oneWay: boolean;
  lengthMetres: number;
  speedKmh: number;
  vehicles: UnitVehicle[] | null;
  /** Line in degrees as little-endian WKB. */
  wkb: Uint8Array;
}

/** Crossings and ends of roads. */
export async function readRoadNodes(database: Queryable): Promise<RoadNodeRow[]> {
  return await database.query<RoadNodeRow>(sql`SELECT id, lng7, lat7 FROM road_node ORDER BY id`);
}

/** All roads, with their lines. */
export async function readRoadLines(database: Queryable): Promise<RoadLineRow[]> {
  return await database.query<RoadLineRow>(sql`
    SELECT id, from_node AS "fromNode", to_node AS "toNode", class, name_zh AS "nameZh", name_en AS "nameEn",
      one_way AS "oneWay", length_metres AS "lengthMetres", speed_kmh AS "speedKmh", vehicles,
      ST_AsBinary(geom, 'NDR') AS wkb
    FROM road ORDER BY id`);
}

/** All turns that are forbidden or the only ones allowed. */
export async function readTurnRestrictions(database: Queryable): Promise<TurnRestriction[]> {
  return await database.query<TurnRestriction>(sql`
    SELECT kind, from_road AS "fromRoad", via_node AS "viaNode", to_road AS "toRoad", except_vehicles AS except
    FROM turn_restriction ORDER BY from_road, via_node, to_road, kind`);
}
