import { CODE_LENGTH } from '../../core/contract/area-code.ts';
import type { Plan, PlanArea } from '../../core/contract/plan.ts';
import type { Level } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { type BoxRow, toBbox } from './areas.ts';
import { PLAN_IN_FORCE, shownCount } from './grids.ts';
import { withinCode } from './scope.ts';

/** Plans that are or were in force, in the order in which they came into force. */
export async function selectPlans(db: Queryable): Promise<Plan[]> {
  return await db.query<Plan>(sql`
    SELECT id, name, status = 'in_force' AS "isInForce", origin_id IS NOT NULL AS "wasDraft", effective_from AS "effectiveFrom",
      lead(effective_from) OVER (ORDER BY effective_from, id) AS "effectiveUntil"
    FROM plan WHERE status IN ('in_force', 'superseded') ORDER BY effective_from, id`);
}

/** A plan that came into force, when, and who published it (null: nobody is known). */
export interface PlanSince {
  id: string;
  name: string;
  at: string;
  by: string | null;
}

/** Plans that came into force after one, oldest first; the last is the one in force. */
export async function selectPlansSince(db: Queryable, planId: string): Promise<PlanSince[]> {
  return await db.query<PlanSince>(sql`
    SELECT p.id, p.name, p.effective_from AS at, a.display_name AS by
    FROM plan p JOIN plan o ON o.id = ${planId}::uuid LEFT JOIN account a ON a.id = p.published_by
    WHERE p.status IN ('in_force', 'superseded') AND p.id <> o.id
      AND (p.status = 'in_force' OR (p.effective_from, p.id) > (o.effective_from, o.id))
    ORDER BY p.status = 'in_force', p.effective_from, p.id`);
}

/** Whether a plan is in force, or was; undefined: it never was, or there is none. */
export async function selectPlanState(
  db: Queryable,
  id: string,
): Promise<'in_force' | 'superseded' | undefined> {
  const [plan] = await db.query<{ status: 'in_force' | 'superseded' }>(
    sql`SELECT status FROM plan WHERE id = ${id}::uuid AND status IN ('in_force', 'superseded')`,
  );
  return plan?.status;
}

/** The areas at `level` that the grids of a plan in `within` (an area of the scope) form, or these grids themselves, by code. */
export async function selectPlanAreas(
  db: Queryable,
  { planId, level, within }: { planId: string; level: Level; within: string },
): Promise<PlanArea[]> {
  const code =
    level === 'city'
      ? sql`left(t.code, 4) || '00'`
      : sql`left(t.code, ${CODE_LENGTH[level]}::integer) COLLATE "C"`;
  const rows = await db.query<Omit<PlanArea, 'bbox' | 'level'> & BoxRow>(sql`
    SELECT s.code, coalesce(a.name_zh, s."gridZh", s.code) AS "nameZh", coalesce(a.name_en, s."gridEn", s.code) AS "nameEn",
      s."areaKm2", s.grids, ${shownCount(sql`s.residents`)} AS residents, ${shownCount(sql`s.dwellings`)} AS dwellings,
      s.west, s.south, s.east, s.north
    FROM (
      SELECT ${code} AS code, count(*)::integer AS grids, sum(t.residents) AS residents, sum(t.dwellings) AS dwellings,
        round((sum(t.area_m2) / 1e6)::numeric, 6)::float8 AS "areaKm2",
        min(ST_XMin(t.geom)) AS west, min(ST_YMin(t.geom)) AS south, max(ST_XMax(t.geom)) AS east, max(ST_YMax(t.geom)) AS north,
        ${level === 'grid' ? sql`min(t.name_zh)` : sql`NULL::text`} AS "gridZh",
        ${level === 'grid' ? sql`min(t.name_en)` : sql`NULL::text`} AS "gridEn"
      FROM grid t WHERE t.plan_id = ${planId}::uuid AND ${withinCode(sql`t.code`, within)} GROUP BY 1) s
    LEFT JOIN area a ON a.code = s.code ORDER BY s.code`);
  return rows.map(({ west, south, east, north, ...row }) => ({
    ...row,
    level,
    bbox: toBbox({ west, south, east, north }),
  }));
}

/** Codes of the communities in which the plan in force has grids. */
export async function selectDividedCommunities(db: Queryable): Promise<string[]> {
  const rows = await db.query<{ code: string }>(
    sql`SELECT DISTINCT community_code AS code FROM grid WHERE plan_id = ${PLAN_IN_FORCE}`,
  );
  return rows.map(({ code }) => code);
}
