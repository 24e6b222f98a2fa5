import type { LandKind, Level, RoadClass } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { type Sql, sql } from '../database/sql.ts';
import { PLAN_IN_FORCE } from './grids.ts';
import { inBbox } from './placed.ts';
import { withinCode } from './scope.ts';

/** Rows of a big table in pages, by a key that grows. */
async function* paged<Row extends object, Key>(
  read: (after: Key | null, limit: number) => Promise<Row[]>,
  keyOf: (row: Row) => Key,
): AsyncGenerator<Row> {
  const limit = 2000;
  let after: Key | null = null;
  for (;;) {
    const rows: Row[] = await read(after, limit);
    yield* rows;
    const last = rows.at(-1);
    if (rows.length < limit || last === undefined) return;
    after = keyOf(last);
  }
}

export interface LandRow {
  id: number;
  kind: LandKind;
  nameZh: string;
  nameEn: string;
  minZoom: number;
  /** Geometry in degrees as little-endian WKB, here and below. */
  wkb: Uint8Array;
}

export function readLand(database: Queryable): AsyncGenerator<LandRow> {
  return paged<LandRow, number>(
    (after, limit) =>
      database.query<LandRow>(sql`
        SELECT id, kind, name_zh AS "nameZh", name_en AS "nameEn", min_zoom AS "minZoom", ST_AsBinary(geom, 'NDR') AS wkb
        FROM land WHERE ${after}::integer IS NULL OR id > ${after}::integer ORDER BY id LIMIT ${limit}::integer`),
    (row) => row.id,
  );
}

export interface RoadRow {
  id: number;
  class: RoadClass;
  nameZh: string;
  nameEn: string;
  oneWay: boolean;
  bridge: boolean;
  wkb: Uint8Array;
}

export function readRoadShapes(database: Queryable): AsyncGenerator<RoadRow> {
  return paged<RoadRow, number>(
    (after, limit) =>
      database.query<RoadRow>(sql`
        SELECT id, class, name_zh AS "nameZh", name_en AS "nameEn", one_way AS "oneWay", bridge,
          ST_AsBinary(geom, 'NDR') AS wkb
        FROM road WHERE ${after}::integer IS NULL OR id > ${after}::integer ORDER BY id LIMIT ${limit}::integer`),
    (row) => row.id,
  );
}

export interface AreaShapeRow {
  code: string;
  level: Level;
  nameZh: string;
  nameEn: string;
  labelLng: number;
  labelLat: number;
  wkb: Uint8Array;
}

/** Areas of all levels above the grid; only the one of a code when it is given. */
export function readAreaShapes(
  database: Queryable,
  code: string | null = null,
): AsyncGenerator<AreaShapeRow> {
  return paged<AreaShapeRow, string>(
    (after, limit) =>
      database.query<AreaShapeRow>(sql`
        SELECT code, level, name_zh AS "nameZh", name_en AS "nameEn", ST_X(label) AS "labelLng", ST_Y(label) AS "labelLat",
          ST_AsBinary(geom, 'NDR') AS wkb
        FROM area WHERE (${after}::text IS NULL OR code > ${after}::text) AND (${code}::text IS NULL OR code = ${code}::text)
        ORDER BY code LIMIT ${limit}::integer`),
    (row) => row.code,
  );
}

/** Grids of the plan in force, or of another one. */
export function readGridShapes(
  database: Queryable,
  planId: string | null = null,
): AsyncGenerator<AreaShapeRow> {
  return paged<AreaShapeRow, string>(
    (after, limit) =>
      database.query<AreaShapeRow>(sql`
        SELECT code, 'grid' AS level, name_zh AS "nameZh", name_en AS "nameEn", ST_X(label) AS "labelLng",
          ST_Y(label) AS "labelLat", ST_AsBinary(geom, 'NDR') AS wkb
        FROM grid WHERE plan_id = ${planOr(planId)}
          AND (${after}::text IS NULL OR code > ${after}::text) ORDER BY code LIMIT ${limit}::integer`),
    (row) => row.code,
  );
}

function planOr(planId: string | null): Sql {
  return planId === null ? PLAN_IN_FORCE : sql`${planId}::uuid`;
}

export interface ArcRow {
  id: number;
  level: Level;
  /** Flat lng7, lat7 (1e-7 degree). */
  coordinates: number[];
  leftCode: string | null;
  rightCode: string | null;
}

/** Borders of the plan in force, or of another one, with the codes of the grids on both sides. */
export function readArcs(database: Queryable, planId: string | null = null): AsyncGenerator<ArcRow> {
  return paged<ArcRow, number>(
    (after, limit) =>
      database.query<ArcRow>(sql`
        SELECT a.id, a.level, a.coordinates, l.code AS "leftCode", r.code AS "rightCode"
        FROM arc a LEFT JOIN grid l ON l.plan_id = a.plan_id AND l.id = a.left_grid
          LEFT JOIN grid r ON r.plan_id = a.plan_id AND r.id = a.right_grid
        WHERE a.plan_id = ${planOr(planId)}
          AND (${after}::integer IS NULL OR a.id > ${after}::integer) ORDER BY a.id LIMIT ${limit}::integer`),
    (row) => row.id,
  );
}

/** How the things of a noun are drawn in a tile. */
export interface NounTileSource {
  table: Sql;
  /** Column of the geometry. */
  geom: Sql;
  /** `expression AS "key"` of every tag. */
  tags: Sql;
  order: Sql;
}

export type NounTileRow = { lng: number; lat: number } & Record<string, string | number | boolean | null>;

/** Which things of a noun are wanted: those in a scope and a box ([west, south, east, north] in degrees), at most `limit`. */
export interface NounTileFilter {
  scopeCode: string;
  bbox: [number, number, number, number];
  limit: number;
}

/** Things of a noun as a tile shows them. */
export async function readNounTile(
  database: Queryable,
  { table, geom, tags, order }: NounTileSource,
  filter: NounTileFilter,
): Promise<NounTileRow[]> {
  return await database.query<NounTileRow>(sql`
    SELECT ST_X(${geom}) AS lng, ST_Y(${geom}) AS lat, ${tags} FROM ${table}
    WHERE ${inBbox(geom, filter.bbox)} AND ${withinCode(sql`t.area_code`, filter.scopeCode)}
    ORDER BY ${order} LIMIT ${filter.limit}::integer`);
}
