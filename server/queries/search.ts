import type { SearchHit } from '../../core/contract/search.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { PLAN_IN_FORCE } from './grids.ts';
import { withinCode } from './scope.ts';

/** A day and the beginning of a running number: how an incident is asked for. */
export interface NumberPrefix {
  prefix: string;
  /** The city's day, ISO 8601, end exclusive. */
  from: string;
  to: string;
}

/** A place of the ground that has a name; degrees. */
export interface NamedPlace {
  id: string;
  code: string | null;
  areaCode: string;
  nameZh: string;
  nameEn: string;
  lng: number;
  lat: number;
}

export async function selectNamedAreas(db: Queryable): Promise<NamedPlace[]> {
  return await db.query<NamedPlace>(sql`
    SELECT code AS id, code, code AS "areaCode", name_zh AS "nameZh", name_en AS "nameEn", ST_X(label) AS lng, ST_Y(label) AS lat
    FROM area ORDER BY code`);
}

/** Grids of the plan in force. */
export async function selectNamedGrids(db: Queryable): Promise<NamedPlace[]> {
  return await db.query<NamedPlace>(sql`
    SELECT id::text, code, code AS "areaCode", name_zh AS "nameZh", name_en AS "nameEn", ST_X(label) AS lng, ST_Y(label) AS lat
    FROM grid WHERE plan_id = ${PLAN_IN_FORCE} ORDER BY code`);
}

/** Roads by name, once in each street (the area) that they run through, at the middle of a long piece there; one piece in about 1.4 km is looked at. */
export async function selectNamedRoads(db: Queryable): Promise<NamedPlace[]> {
  return await db.query<NamedPlace>(sql`
    SELECT DISTINCT ON (r.name_zh, left(g.code, 9)) 'road-' || r.id AS id, NULL::text AS code, left(g.code, 9) AS "areaCode",
      r.name_zh AS "nameZh", r.name_en AS "nameEn", ST_X(r.at) AS lng, ST_Y(r.at) AS lat
    FROM (SELECT DISTINCT ON (m.name_zh, floor(ST_X(m.at) * 60), floor(ST_Y(m.at) * 80)) m.*
      FROM (SELECT id, name_zh, name_en, length_metres, ST_LineInterpolatePoint(geom, 0.5) AS at FROM road WHERE name_zh <> '') m
      ORDER BY m.name_zh, floor(ST_X(m.at) * 60), floor(ST_Y(m.at) * 80), m.length_metres DESC, m.id) r
    JOIN grid g ON g.plan_id = ${PLAN_IN_FORCE} AND g.geom && r.at AND ST_Intersects(g.geom, r.at)
    ORDER BY r.name_zh, left(g.code, 9), r.length_metres DESC, r.id`);
}

/** Incidents by their whole number, or by the beginning of it when the day is known; in the order of their numbers. */
export async function selectIncidentHits(
  db: Queryable,
  query: { text: string; scopeCode: string; limit: number; incidents?: NumberPrefix | undefined },
): Promise<SearchHit[]> {
  const { text, scopeCode, limit, incidents } = query;
  const matches = incidents
    ? sql`t.reported_at >= ${incidents.from}::timestamptz AND t.reported_at < ${incidents.to}::timestamptz
        AND starts_with(t.number, ${incidents.prefix})`
    : sql`t.number = ${text}`;
  return await db.query<SearchHit>(sql`
    SELECT 'incidents' AS noun, t.id::text AS id, t.number AS code, t.number AS "nameZh", t.number AS "nameEn",
      t.area_code AS "areaCode", ST_X(t.geom) AS lng, ST_Y(t.geom) AS lat
    FROM incident t WHERE ${withinCode(sql`t.area_code`, scopeCode)} AND ${matches} ORDER BY t.number LIMIT ${limit}`);
}

/** Where units are now, by id; those without a position are left out. Degrees. */
export async function selectPlacesOfUnits(
  db: Queryable,
  ids: readonly string[],
): Promise<{ id: string; lng: number; lat: number }[]> {
  if (ids.length === 0) return [];
  return await db.query<{ id: string; lng: number; lat: number }>(sql`
    SELECT unit_id AS id, ST_X(geom) AS lng, ST_Y(geom) AS lat FROM unit_position WHERE unit_id = ANY(${ids}::uuid[])`);
}
