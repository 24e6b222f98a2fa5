import type { GridInput, Official } from '../../core/contract/publication.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** What a person said of a grid of a draft; null: by rule. */
export interface GivenGrid {
  gridId: string;
  nameZh: string | null;
  nameEn: string | null;
  residents: number | null;
  dwellings: number | null;
}

export async function selectGivenGrids(db: Queryable, planId: string): Promise<GivenGrid[]> {
  return await db.query<GivenGrid>(sql`
    SELECT grid_id AS "gridId", name_zh AS "nameZh", name_en AS "nameEn", residents, dwellings FROM plan_grid
    WHERE plan_id = ${planId}::uuid`);
}

/** Officials that a person named for grids of a draft. */
export async function selectGivenStaff(
  db: Queryable,
  planId: string,
): Promise<(Official & { gridId: string })[]> {
  return await db.query(sql`
    SELECT grid_id AS "gridId", role, official_name_zh AS "officialNameZh", official_name_en AS "officialNameEn" FROM plan_staff
    WHERE plan_id = ${planId}::uuid ORDER BY grid_id, role COLLATE "C"`);
}

/** Keeps what a person said of a grid; what it leaves out stays. */
export async function giveGrid(
  tx: Queryable,
  planId: string,
  gridId: string,
  { names, counts, staff }: GridInput,
): Promise<void> {
  await tx.query(sql`
    INSERT INTO plan_grid (plan_id, grid_id, name_zh, name_en, residents, dwellings)
    VALUES (${planId}::uuid, ${gridId}::uuid, ${names?.nameZh ?? null}::text, ${names?.nameEn ?? null}::text,
      ${counts?.residents ?? null}::integer, ${counts?.dwellings ?? null}::integer)
    ON CONFLICT (plan_id, grid_id) DO UPDATE SET
      name_zh = CASE WHEN ${names === undefined}::boolean THEN plan_grid.name_zh ELSE excluded.name_zh END,
      name_en = CASE WHEN ${names === undefined}::boolean THEN plan_grid.name_en ELSE excluded.name_en END,
      residents = CASE WHEN ${counts === undefined}::boolean THEN plan_grid.residents ELSE excluded.residents END,
      dwellings = CASE WHEN ${counts === undefined}::boolean THEN plan_grid.dwellings ELSE excluded.dwellings END`);
  for (const { role, officialNameZh, officialNameEn } of staff ?? [])
    await tx.query(sql`
      INSERT INTO plan_staff (plan_id, grid_id, role, official_name_zh, official_name_en)
      VALUES (${planId}::uuid, ${gridId}::uuid, ${role}, ${officialNameZh}, ${officialNameEn})
      ON CONFLICT (plan_id, grid_id, role) DO UPDATE
        SET official_name_zh = excluded.official_name_zh, official_name_en = excluded.official_name_en`);
}

/** Gives a new draft what persons said of the grids of another one. */
export async function copyGiven(tx: Queryable, fromId: string, toId: string): Promise<void> {
  await tx.query(sql`
    INSERT INTO plan_grid (plan_id, grid_id, name_zh, name_en, residents, dwellings)
    SELECT ${toId}::uuid, grid_id, name_zh, name_en, residents, dwellings FROM plan_grid WHERE plan_id = ${fromId}::uuid`);
  await tx.query(sql`
    INSERT INTO plan_staff (plan_id, grid_id, role, official_name_zh, official_name_en)
    SELECT ${toId}::uuid, grid_id, role, official_name_zh, official_name_en FROM plan_staff WHERE plan_id = ${fromId}::uuid`);
}

/** Keeps who was on duty in grids of a plan that ends now. */
export async function keepStaff(
  tx: Queryable,
  planId: string,
  grids: readonly { id: string; code: string }[],
): Promise<void> {
  await tx.query(sql`
    INSERT INTO plan_staff (plan_id, grid_id, role, official_name_zh, official_name_en)
    SELECT ${planId}::uuid, g.id, s.role, s.official_name_zh, s.official_name_en
    FROM unnest(${grids.map(({ id }) => id)}::uuid[], ${grids.map(({ code }) => code)}::text[]) AS g (id, code)
      JOIN staffing s ON s.area_code = g.code
    ON CONFLICT (plan_id, grid_id, role) DO UPDATE
      SET official_name_zh = excluded.official_name_zh, official_name_en = excluded.official_name_en`);
}

/** Names for a draft that brings a plan back those who were on duty last in its grids that are no more. */
export async function recallStaff(
  tx: Queryable,
  draftId: string,
  { originId, inForceId }: { originId: string; inForceId: string },
): Promise<void> {
  await tx.query(sql`
    INSERT INTO plan_staff (plan_id, grid_id, role, official_name_zh, official_name_en)
    SELECT DISTINCT ON (s.grid_id, s.role) ${draftId}::uuid, s.grid_id, s.role, s.official_name_zh, s.official_name_en
    FROM plan_staff s JOIN plan p ON p.id = s.plan_id AND p.status = 'superseded'
      JOIN grid g ON g.plan_id = ${originId}::uuid AND g.id = s.grid_id
    WHERE NOT EXISTS (SELECT FROM grid now WHERE now.plan_id = ${inForceId}::uuid AND now.id = s.grid_id)
    ORDER BY s.grid_id, s.role, p.effective_from DESC`);
}

/** Puts officials on duty in grids, by code; whoever was on duty under these codes before is no more. */
export async function replaceStaff(
  tx: Queryable,
  codes: readonly string[],
  staff: readonly (Official & { code: string })[],
  now: string,
): Promise<void> {
  await tx.query(sql`DELETE FROM staffing WHERE area_code = ANY(${[...codes]}::text[])`);
  await tx.query(sql`
    INSERT INTO staffing (area_code, role, official_name_zh, official_name_en, updated_at)
    SELECT code, role, zh, en, ${now}::timestamptz FROM unnest(${staff.map(({ code }) => code)}::text[], ${staff.map(({ role }) => role)}::text[],
      ${staff.map(({ officialNameZh }) => officialNameZh)}::text[], ${staff.map(({ officialNameEn }) => officialNameEn)}::text[])
      AS s (code, role, zh, en)`);
}
