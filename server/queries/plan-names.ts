import { STAFF_ROLES, type StaffRole } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { withinCode } from './scope.ts';

export interface Named {
  nameZh: string;
  nameEn: string;
}

/** Names of the grids of published plans, by id; of one that is in several, those of the plan named last. */
export async function selectGridNames(
  db: Queryable,
  planIds: readonly string[],
): Promise<Map<string, Named>> {
  const rows = await db.query<Named & { id: string }>(sql`
    SELECT id, name_zh AS "nameZh", name_en AS "nameEn" FROM grid WHERE plan_id = ANY(${[...planIds]}::uuid[])
    ORDER BY array_position(${[...planIds]}::uuid[], plan_id)`);
  return new Map(rows.map(({ id, ...names }) => [id, names]));
}

/** Names of areas, by code, as they are today. */
export async function selectAreaNames(db: Queryable): Promise<Map<string, Named>> {
  const rows = await db.query<Named & { code: string }>(
    sql`SELECT code, name_zh AS "nameZh", name_en AS "nameEn" FROM area`,
  );
  return new Map(rows.map(({ code, ...names }) => [code, names]));
}

/** The roles that are filled today, by code of the grid, in the scope. */
export async function selectFilledRoles(db: Queryable, scopeCode: string): Promise<Map<string, StaffRole[]>> {
  const rows = await db.query<{ code: string; roles: StaffRole[] }>(sql`
    SELECT area_code AS code, array_agg(role) AS roles FROM staffing WHERE ${withinCode(sql`area_code`, scopeCode)} GROUP BY 1`);
  return new Map(rows.map(({ code, roles }) => [code, roles]));
}

/** Which of the four roles are not among these. */
export function rolesMissing(filled: readonly StaffRole[] = []): StaffRole[] {
  return STAFF_ROLES.filter((role) => !filled.includes(role));
}
