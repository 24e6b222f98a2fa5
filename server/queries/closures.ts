import type { Closure } from '../../core/contract/closure.ts';
import type { LineString } from '../../core/contract/geometry.ts';
import type { Queryable } from '../database/database.ts';
import { type Sql, sql } from '../database/sql.ts';
import { toFeature, toGeom } from './placed.ts';
import { withinCode } from './scope.ts';

type Row = Closure['properties'] & { id: string; geometry: LineString };

const SELECT: Sql = {
  text: `SELECT id, version, updated_at AS "updatedAt", area_code AS "areaCode", name_zh AS "roadNameZh", name_en AS "roadNameEn", reason,
    heading_degrees AS "headingDegrees", on_foot AS "onFoot", from_at AS "fromAt", until_at AS "untilAt", lifted_at AS "liftedAt",
    ST_X(place) AS lng, ST_Y(place) AS lat, ST_AsGeoJSON(geom, 7)::json AS geometry FROM road_closure`,
  values: [],
};

/** Closures of the scope (null: of the whole city) that are in force at an instant (ISO 8601 UTC) or will be, the first to begin first. */
export async function selectClosures(
  db: Queryable,
  scopeCode: string | null,
  now: string,
): Promise<Closure[]> {
  const isHere = scopeCode === null ? sql`true` : withinCode(sql`area_code`, scopeCode);
  return (
    await db.query<Row>(sql`${SELECT} WHERE ${isHere} AND lifted_at IS NULL
      AND (until_at IS NULL OR until_at > ${now}::timestamptz) ORDER BY from_at, id`)
  ).map(closureOf);
}

/** One closure, locked until the transaction ends; undefined: there is none in the scope. */
export async function lockClosure(
  tx: Queryable,
  id: string,
  scopeCode: string,
): Promise<Closure | undefined> {
  const rows = await tx.query<Row>(
    sql`${SELECT} WHERE id = ${id}::uuid AND ${withinCode(sql`area_code`, scopeCode)} FOR UPDATE`,
  );
  return rows[0] && closureOf(rows[0]);
}

export async function insertClosure(tx: Queryable, { id, geometry, properties: p }: Closure): Promise<void> {
  await tx.query(sql`
    INSERT INTO road_closure (id, area_code, name_zh, name_en, reason, heading_degrees, on_foot, from_at, until_at, place, geom, updated_at)
    VALUES (${id}::uuid, ${p.areaCode}, ${p.roadNameZh}, ${p.roadNameEn}, ${p.reason}, ${p.headingDegrees}::real, ${p.onFoot}::boolean,
      ${p.fromAt}::timestamptz, ${p.untilAt}::timestamptz, ${toGeom({ type: 'Point', coordinates: [p.lng, p.lat] })}, ${toGeom(geometry)},
      ${p.updatedAt}::timestamptz)`);
}

export async function liftClosure(tx: Queryable, id: string, now: string): Promise<void> {
  await tx.query(sql`
    UPDATE road_closure SET lifted_at = ${now}::timestamptz, version = version + 1, updated_at = ${now}::timestamptz
    WHERE id = ${id}::uuid`);
}

function closureOf(row: Row): Closure {
  return toFeature(row) as unknown as Closure;
}
