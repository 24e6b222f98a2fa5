import type { GridCells } from '../../core/contract/grid-cells.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { PLAN_IN_FORCE, selectPlanInForce, shownCount } from './grids.ts';
import { withinCode } from './scope.ts';

/** A grid as one row of the columns. */
interface CellRow {
  code: string;
  nameZh: string;
  nameEn: string;
  lng7: number;
  lat7: number;
  areaM2: number;
  residents: number | null;
  dwellings: number | null;
}

/** The grids of the plan in force in the scope, and which of them share a border. */
export async function selectGridCells(db: Queryable, scopeCode: string): Promise<Omit<GridCells, 'asOf'>> {
  const planId = (await selectPlanInForce(db)) ?? null;
  const rows = await db.query<CellRow>(sql`
    SELECT t.code, t.name_zh AS "nameZh", t.name_en AS "nameEn", round(ST_X(t.label) * 1e7)::integer AS lng7,
      round(ST_Y(t.label) * 1e7)::integer AS lat7, round(t.area_m2)::float8 AS "areaM2",
      ${shownCount(sql`t.residents`)} AS residents, ${shownCount(sql`t.dwellings`)} AS dwellings
    FROM grid t WHERE t.plan_id = ${PLAN_IN_FORCE} AND ${withinCode(sql`t.code`, scopeCode)} ORDER BY t.code`);
  const placeOf = new Map(rows.map(({ code }, place) => [code, place]));
  const pairs = await selectBorders(db, scopeCode);
  const borders = pairs.flatMap(({ one, other }) => [placeOf.get(one) ?? -1, placeOf.get(other) ?? -1]);
  const column = <K extends keyof CellRow>(key: K) => rows.map((row) => row[key]);
  return {
    planId,
    codes: column('code'),
    namesZh: column('nameZh'),
    namesEn: column('nameEn'),
    lng7: column('lng7'),
    lat7: column('lat7'),
    areaM2: column('areaM2'),
    residents: column('residents'),
    dwellings: column('dwellings'),
    borders,
  };
}

/** Codes of two grids on both sides of an arc, the smaller first, each pair once. */
async function selectBorders(db: Queryable, scopeCode: string): Promise<{ one: string; other: string }[]> {
  return await db.query(sql`
    SELECT DISTINCT least(l.code, r.code) AS one, greatest(l.code, r.code) AS other
    FROM arc a JOIN grid l ON l.plan_id = a.plan_id AND l.id = a.left_grid
      JOIN grid r ON r.plan_id = a.plan_id AND r.id = a.right_grid
    WHERE a.plan_id = ${PLAN_IN_FORCE} AND l.id <> r.id
      AND ${withinCode(sql`l.code`, scopeCode)} AND ${withinCode(sql`r.code`, scopeCode)}
    ORDER BY one, other`);
}
