import { STAFF_ROLES, type StaffRole } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { PLAN_IN_FORCE } from './grids.ts';
import { selectGivenGrids, selectGivenStaff } from './plan-grids.ts';
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

/** Codes and names of the grids of a plan (undefined: the one in force) in the scope, by code. */
export async function selectNamesByCode(
  db: Queryable,
  planId: string | undefined,
  scopeCode: string,
): Promise<({ code: string } & Named)[]> {
  const plan = planId === undefined ? PLAN_IN_FORCE : sql`${planId}::uuid`;
  return await db.query(sql`
    SELECT code, name_zh AS "nameZh", name_en AS "nameEn" FROM grid
    WHERE plan_id = ${plan} AND ${withinCode(sql`code`, scopeCode)} ORDER BY code`);
}

/** The roles that are filled today, by code of the grid, in the scope. */
export async function selectFilledRoles(db: Queryable, scopeCode: string): Promise<Map<string, StaffRole[]>> {
  const rows = await db.query<{ code: string; roles: StaffRole[] }>(sql`
    SELECT area_code AS code, array_agg(role) AS roles FROM staffing WHERE ${withinCode(sql`area_code`, scopeCode)} GROUP BY 1`);
  return new Map(rows.map(({ code, roles }) => [code, roles]));
}

/** Names that a person gave to grids of a draft, by id; those that have none yet are left out. */
export async function selectGivenNames(db: Queryable, draftId: string): Promise<Map<string, Named>> {
  const given = await selectGivenGrids(db, draftId);
  return new Map(
    given.flatMap(({ gridId, nameZh, nameEn }) =>
      nameZh !== null && nameEn !== null ? [[gridId, { nameZh, nameEn }] as const] : [],
    ),
  );
}

/** Roles for which a person named officials in grids of a draft, by id. */
export async function selectNamedRoles(db: Queryable, draftId: string): Promise<Map<string, StaffRole[]>> {
  const roles = new Map<string, StaffRole[]>();
  for (const { gridId, role } of await selectGivenStaff(db, draftId))
    roles.set(gridId, [...(roles.get(gridId) ?? []), role]);
  return roles;
}

/** Which of the four roles are not among these. */
export function rolesMissing(filled: readonly StaffRole[] = []): StaffRole[] {
  return STAFF_ROLES.filter((role) => !filled.includes(role));
}
