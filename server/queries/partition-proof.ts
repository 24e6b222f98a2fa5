import type { Queryable } from '../database/database.ts';
import { type Sql, sql } from '../database/sql.ts';

/** A border segment (integer units, lng before lat) on which the parts of an area and the area disagree. */
export interface ExcessRow {
  areaCode: string;
  fromLng7: number;
  fromLat7: number;
  toLng7: number;
  toLat7: number;
  /** > 0: covered once too often on its left, < 0: not covered there. */
  excess: number;
}

/** A whole city takes seconds. */
const DEADLINE_MS = 120_000;

/** Where grids of a plan do not fill their communities exactly; of these communities, or of all that have any. */
export async function selectGridExcess(
  db: Queryable,
  planId: string,
  communities: readonly string[] | null = null,
): Promise<ExcessRow[]> {
  const which = (column: Sql) =>
    communities === null ? sql`true` : sql`${column} = ANY(${[...communities]}::text[])`;
  const divided = sql`EXISTS (SELECT FROM grid g WHERE g.plan_id = ${planId}::uuid AND g.community_code = a.code)`;
  return await excessOf(
    db,
    sql`SELECT 1 AS sign, community_code AS parent, geom FROM grid WHERE plan_id = ${planId}::uuid AND ${which(sql`community_code`)}
      UNION ALL
      SELECT -1, code, geom FROM area a WHERE level = 'community' AND ${which(sql`code`)} AND (${communities !== null}::boolean OR ${divided})`,
  );
}

/** Where the grids of a plan as a whole and the city disagree: for plans that are over, whose communities may have been others. */
export async function selectCityExcess(db: Queryable, planId: string): Promise<ExcessRow[]> {
  return await excessOf(
    db,
    sql`SELECT 1 AS sign, 'city' AS parent, geom FROM grid WHERE plan_id = ${planId}::uuid
      UNION ALL SELECT -1, 'city', geom FROM area WHERE level = 'city'`,
  );
}

/** Where areas do not fill the area above them exactly; of these areas above, or of all. */
export async function selectAreaExcess(
  db: Queryable,
  parents: readonly string[] | null = null,
): Promise<ExcessRow[]> {
  const which = (column: Sql) =>
    parents === null ? sql`true` : sql`${column} = ANY(${[...parents]}::text[])`;
  return await excessOf(
    db,
    sql`SELECT 1 AS sign, parent_code AS parent, geom FROM area WHERE parent_code IS NOT NULL AND ${which(sql`parent_code`)}
      UNION ALL
      SELECT -1, code, geom FROM area a WHERE ${which(sql`code`)} AND EXISTS (SELECT FROM area c WHERE c.parent_code = a.code)`,
  );
}

/** Grids of a plan that are no valid surfaces; asked first and alone. */
export async function selectInvalidGrids(
  db: Queryable,
  planId: string,
): Promise<{ code: string; why: string }[]> {
  return await db.query(
    sql`SELECT code, ST_IsValidReason(geom) AS why FROM grid WHERE plan_id = ${planId}::uuid AND NOT ST_IsValid(geom) ORDER BY code`,
    { deadlineMs: DEADLINE_MS },
  );
}

/**
 * Proof by boundary cancellation (core/plan/proof.ts) in the database: the directed border segments of the parts less those of the whole. Nothing is left
 * exactly when the parts fill the whole without gap or overlap, if every surface is valid. It needs no overlay, only the points. `sides`:
 * rows of sign (1: part, -1: whole), parent, geom.
 */
async function excessOf(db: Queryable, sides: Sql): Promise<ExcessRow[]> {
  return await db.query<ExcessRow>(
    sql`
    WITH side AS (${sides}),
    ringed AS (SELECT sign, parent, row_number() OVER () AS surface, ST_Multi(ST_ForcePolygonCCW(geom)) AS geom FROM side),
    point AS (
      SELECT r.sign, r.parent, r.surface, d.path[1] AS polygon, d.path[2] AS ring, d.path[3] AS place,
        round(ST_X(d.geom) * 1e7)::bigint AS lng7, round(ST_Y(d.geom) * 1e7)::bigint AS lat7
      FROM ringed r, LATERAL ST_DumpPoints(r.geom) d),
    step AS (
      SELECT sign, parent, lng7, lat7, lead(lng7) OVER along AS to_lng7, lead(lat7) OVER along AS to_lat7
      FROM point WINDOW along AS (PARTITION BY surface, polygon, ring ORDER BY place)),
    directed AS (
      SELECT parent, sign, (lng7, lat7) < (to_lng7, to_lat7) AS is_forward, lng7, lat7, to_lng7, to_lat7
      FROM step WHERE to_lng7 IS NOT NULL AND (lng7, lat7) <> (to_lng7, to_lat7))
    SELECT parent AS "areaCode", from_lng7 AS "fromLng7", from_lat7 AS "fromLat7", end_lng7 AS "toLng7", end_lat7 AS "toLat7",
      sum(sign)::integer AS excess
    FROM (
      SELECT parent, CASE WHEN is_forward THEN sign ELSE -sign END AS sign,
        CASE WHEN is_forward THEN lng7 ELSE to_lng7 END AS from_lng7, CASE WHEN is_forward THEN lat7 ELSE to_lat7 END AS from_lat7,
        CASE WHEN is_forward THEN to_lng7 ELSE lng7 END AS end_lng7, CASE WHEN is_forward THEN to_lat7 ELSE lat7 END AS end_lat7
      FROM directed) segment
    GROUP BY 1, 2, 3, 4, 5 HAVING sum(sign) <> 0 ORDER BY 1, 2, 3, 4, 5`,
    { deadlineMs: DEADLINE_MS },
  );
}
