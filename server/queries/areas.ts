import type { AreaProperties } from '../../core/contract/area.ts';
import type { Bbox, Feature } from '../../core/contract/geometry.ts';
import type { Level } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { join, type Sql, sql } from '../database/sql.ts';
import { inBbox, toFeature, toGeom } from './placed.ts';
import { withinCode } from './scope.ts';

export type AreaFeature = Feature<object, AreaProperties>;
/** 'point' answers the label point instead of the surface: light enough for whole-city lists. */
export type GeometryKind = 'full' | 'point';

/** Which areas or grids are wanted; all of them lie in `scopeCode`. */
export interface AreaFilter {
  scopeCode: string;
  level?: Level | undefined;
  within?: string | undefined;
  parent?: string | undefined;
  bbox?: Bbox | undefined;
  afterCode?: string | undefined;
  limit: number;
}

/** Areas (city to community) by code. */
export async function selectAreas(
  db: Queryable,
  filter: AreaFilter,
  geometry: GeometryKind,
): Promise<AreaFeature[]> {
  const conditions = [withinCode(sql`t.code`, filter.scopeCode)];
  if (filter.level) conditions.push(sql`t.level = ${filter.level}`);
  if (filter.within) conditions.push(withinCode(sql`t.code`, filter.within));
  if (filter.parent) conditions.push(sql`t.parent_code = ${filter.parent}`);
  if (filter.bbox) conditions.push(inBbox(sql`t.geom`, filter.bbox));
  if (filter.afterCode) conditions.push(sql`t.code > ${filter.afterCode}`);
  const rows = await db.query<AreaRow>(
    sql`${selectAreaRow(geometry)} WHERE ${join(conditions, ' AND ')} ORDER BY t.code LIMIT ${filter.limit}`,
  );
  return rows.map(toArea);
}

/** One area with its surface, or undefined if there is none in the scope. */
export async function selectArea(
  db: Queryable,
  code: string,
  scopeCode: string,
  lock = false,
): Promise<AreaFeature | undefined> {
  const rows = await db.query<AreaRow>(sql`${selectAreaRow('full')}
    WHERE t.code = ${code} AND ${withinCode(sql`t.code`, scopeCode)} ${lock ? sql`FOR UPDATE` : sql``}`);
  return rows[0] && toArea(rows[0]);
}

export async function updateAreaNames(
  tx: Queryable,
  code: string,
  names: { nameZh: string; nameEn: string },
  now: string,
): Promise<void> {
  await tx.query(sql`UPDATE area SET name_zh = ${names.nameZh}, name_en = ${names.nameEn}, version = version + 1,
    updated_at = ${now} WHERE code = ${code}`);
}

/** What PostGIS finds wrong with a surface, undefined if nothing. */
export async function surfaceFault(tx: Queryable, surface: object): Promise<string | undefined> {
  const geom = toGeom(surface);
  const rows = await tx.query<{ valid: boolean; reason: string }>(
    sql`SELECT ST_IsValid(${geom}) AS valid, ST_IsValidReason(${geom}) AS reason`,
  );
  return rows[0]?.valid ? undefined : (rows[0]?.reason ?? 'unknown');
}

/** Areas of the same level whose interior the surface would share, and whether the parent holds it whole. */
export async function areaConflicts(
  tx: Queryable,
  area: { parentCode: string | null; level: Level; surface: object },
): Promise<{ overlaps: string[]; insideParent: boolean }> {
  const geom = toGeom(area.surface);
  const overlaps = await tx.query<{ code: string }>(sql`
    SELECT code FROM area WHERE level = ${area.level} AND geom && ${geom} AND ST_Relate(geom, ${geom}, 'T********')
    ORDER BY code LIMIT 5`);
  const parents = await tx.query<{ inside: boolean }>(
    sql`SELECT ST_Covers(geom, ${geom}) AS inside FROM area WHERE code = ${area.parentCode}`,
  );
  const insideParent = area.parentCode === null || (parents[0]?.inside ?? false);
  return { overlaps: overlaps.map(({ code }) => code), insideParent };
}

/** Code of the smallest area or grid in force that covers the surface (degrees); undefined if none does. */
export async function smallestAreaAround(tx: Queryable, surface: object): Promise<string | undefined> {
  const geom = toGeom(surface);
  const [row] = await tx.query<{ code: string }>(sql`
    SELECT code FROM (
      SELECT code, geom FROM grid WHERE plan_id = (SELECT id FROM plan WHERE status = 'in_force')
      UNION ALL SELECT code, geom FROM area) held
    WHERE geom && ${geom} AND ST_Covers(geom, ${geom})
    ORDER BY length(code) DESC, code DESC LIMIT 1`);
  return row?.code;
}

/** `areaM2` in square metres; the label is put on the surface. */
export async function insertArea(
  tx: Queryable,
  area: {
    code: string;
    level: Level;
    parentCode: string | null;
    nameZh: string;
    nameEn: string;
    surface: object;
    areaM2: number;
    now: string;
  },
): Promise<void> {
  const geom = sql`ST_Multi(ST_ForcePolygonCCW(${toGeom(area.surface)}))`;
  await tx.query(sql`
    INSERT INTO area (code, level, parent_code, name_zh, name_en, geom, label, area_m2, updated_at)
    VALUES (${area.code}, ${area.level}, ${area.parentCode}, ${area.nameZh}, ${area.nameEn}, ${geom},
      ST_PointOnSurface(${geom}), ${area.areaM2}, ${area.now})`);
}

/** [west, south, east, north] of `geom`. */
export function bboxColumns(geom: Sql): Sql {
  return sql`ST_XMin(${geom}) AS west, ST_YMin(${geom}) AS south, ST_XMax(${geom}) AS east, ST_YMax(${geom}) AS north`;
}

export interface BoxRow {
  west: number;
  south: number;
  east: number;
  north: number;
}

export function toBbox(row: BoxRow): Bbox {
  return [row.west, row.south, row.east, row.north];
}

type AreaRow = BoxRow & Omit<AreaProperties, 'bbox'> & { id: string; geometry: object };

function selectAreaRow(geometry: GeometryKind): Sql {
  const shape = geometry === 'full' ? sql`t.geom` : sql`t.label`;
  return sql`SELECT t.code AS id, ST_AsGeoJSON(${shape}, 7)::json AS geometry, t.version, t.updated_at AS "updatedAt",
    t.code AS "areaCode", t.code, t.level, t.parent_code AS "parentCode", t.name_zh AS "nameZh", t.name_en AS "nameEn",
    round((t.area_m2 / 1e6)::numeric, 6)::float8 AS "areaKm2", ${bboxColumns(sql`t.geom`)} FROM area t`;
}

function toArea({ west, south, east, north, ...row }: AreaRow): AreaFeature {
  return toFeature({ ...row, bbox: toBbox({ west, south, east, north }) }) as unknown as AreaFeature;
}

/** Names of areas, by code. */
export async function selectAreaNames(
  db: Queryable,
  codes: readonly string[],
): Promise<{ code: string; nameZh: string; nameEn: string }[]> {
  return await db.query(sql`
    SELECT code, name_zh AS "nameZh", name_en AS "nameEn" FROM area WHERE code = ANY(${[...codes]}::text[])`);
}
