import type { GridProperties } from '../../core/contract/area.ts';
import type { Feature } from '../../core/contract/geometry.ts';
import type { Queryable } from '../database/database.ts';
import { join, type Sql, sql } from '../database/sql.ts';
import { type AreaFilter, type BoxRow, bboxColumns, type GeometryKind, toBbox } from './areas.ts';
import { inBbox, toFeature } from './placed.ts';
import { withinCode } from './scope.ts';

export type GridFeature = Feature<object, GridProperties>;

/** The plan in force; grids of other plans are drafts or history. */
export const PLAN_IN_FORCE: Sql = sql`(SELECT id FROM plan WHERE status = 'in_force')`;

/** A count below this may tell of a household, and is answered as null. */
export const SMALLEST_COUNT = 10;

export async function selectPlanInForce(db: Queryable): Promise<string | undefined> {
  const rows = await db.query<{ id: string }>(sql`SELECT id FROM plan WHERE status = 'in_force'`);
  return rows[0]?.id;
}

/** Grids of the plan in force by code. */
export async function selectGrids(
  db: Queryable,
  filter: Omit<AreaFilter, 'level'>,
  geometry: GeometryKind,
): Promise<GridFeature[]> {
  const conditions = [sql`t.plan_id = ${PLAN_IN_FORCE}`, withinCode(sql`t.code`, filter.scopeCode)];
  if (filter.within) conditions.push(withinCode(sql`t.code`, filter.within));
  if (filter.parent) conditions.push(sql`t.community_code = ${filter.parent}`);
  if (filter.bbox) conditions.push(inBbox(sql`t.geom`, filter.bbox));
  if (filter.afterCode) conditions.push(sql`t.code > ${filter.afterCode}`);
  const rows = await db.query<GridRow>(
    sql`${selectGridRow(geometry)} WHERE ${join(conditions, ' AND ')} ORDER BY t.code LIMIT ${filter.limit}`,
  );
  return rows.map(toGrid);
}

/** One grid of the plan in force with its surface, or undefined if there is none in the scope. */
export async function selectGrid(
  db: Queryable,
  code: string,
  scopeCode: string,
  lock = false,
): Promise<GridFeature | undefined> {
  const rows = await db.query<GridRow>(sql`${selectGridRow('full')}
    WHERE t.plan_id = ${PLAN_IN_FORCE} AND t.code = ${code} AND ${withinCode(sql`t.code`, scopeCode)}
    ${lock ? sql`FOR UPDATE` : sql``}`);
  return rows[0] && toGrid(rows[0]);
}

/** What may be edited of a grid without redrawing it. */
export interface GridChange {
  nameZh?: string | undefined;
  nameEn?: string | undefined;
  residents?: number | undefined;
  dwellings?: number | undefined;
}

export async function updateGrid(
  tx: Queryable,
  code: string,
  change: GridChange,
  now: string,
): Promise<void> {
  const sets: Sql[] = [sql`version = version + 1`, sql`updated_at = ${now}`];
  if (change.nameZh !== undefined) sets.push(sql`name_zh = ${change.nameZh}`);
  if (change.nameEn !== undefined) sets.push(sql`name_en = ${change.nameEn}`);
  if (change.residents !== undefined) sets.push(sql`residents = ${change.residents}`);
  if (change.dwellings !== undefined) sets.push(sql`dwellings = ${change.dwellings}`);
  await tx.query(
    sql`UPDATE grid SET ${join(sets, ', ')} WHERE plan_id = ${PLAN_IN_FORCE} AND code = ${code}`,
  );
}

/** As far as a border may lie from a place by rounding alone, in degrees. */
const ROUNDING_DEGREES = 2e-7;

/**
 * Grids of the plan in force at a place (degrees), or so near that rounding may decide; the surface (WKB) where it does. No plan comes into force while the
 * transaction lasts: what is placed by one is placed when the next one takes it over.
 */
export async function selectGridsAt(
  tx: Queryable,
  lng: number,
  lat: number,
): Promise<{ code: string; wkb: Uint8Array | null }[]> {
  const point = sql`ST_SetSRID(ST_MakePoint(${lng}::float8, ${lat}::float8), 4326)`;
  const planId = await holdPlanInForce(tx);
  return await tx.query(sql`
    SELECT code, CASE WHEN count(*) OVER () > 1 OR NOT ST_Intersects(geom, ${point}) THEN ST_AsBinary(geom) END AS wkb FROM grid
    WHERE plan_id = ${planId}::uuid AND geom && ST_Expand(${point}, ${ROUNDING_DEGREES}::float8)
      AND ST_DWithin(geom, ${point}, ${ROUNDING_DEGREES}::float8)`);
}

/** The plan in force, which stays in force until the transaction ends. */
export async function holdPlanInForce(tx: Queryable): Promise<string | null> {
  for (;;) {
    const [plan] = await tx.query<{ id: string }>(
      sql`SELECT id FROM plan WHERE status = 'in_force' FOR SHARE`,
    );
    // It was superseded while this waited for it: the next look sees the one that came after it.
    if (plan || !(await selectPlanInForce(tx))) return plan?.id ?? null;
  }
}

/** A count that may be shown, or null. */
export function shownCount(count: Sql): Sql {
  return sql`CASE WHEN ${count} >= ${SMALLEST_COUNT}::integer THEN (${count})::integer END`;
}

type GridRow = BoxRow & Omit<GridProperties, 'bbox'> & { id: string; geometry: object };

function selectGridRow(geometry: GeometryKind): Sql {
  const shape = geometry === 'full' ? sql`t.geom` : sql`t.label`;
  return sql`SELECT t.id, ST_AsGeoJSON(${shape}, 7)::json AS geometry, t.version, t.updated_at AS "updatedAt",
    t.code AS "areaCode", t.code, t.plan_id AS "planId", t.community_code AS "communityCode",
    t.name_zh AS "nameZh", t.name_en AS "nameEn", round((t.area_m2 / 1e6)::numeric, 6)::float8 AS "areaKm2",
    ${shownCount(sql`t.residents`)} AS residents, ${shownCount(sql`t.dwellings`)} AS dwellings,
    ${bboxColumns(sql`t.geom`)} FROM grid t`;
}

function toGrid({ west, south, east, north, ...row }: GridRow): GridFeature {
  return toFeature({ ...row, bbox: toBbox({ west, south, east, north }) }) as unknown as GridFeature;
}
