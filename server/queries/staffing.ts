import type { Staffing } from '../../core/contract/area.ts';
import type { StaffRole } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { join, sql } from '../database/sql.ts';
import { withinCode } from './scope.ts';

/** Staff of the grids in `within` and in the scope, by grid and role. */
export async function selectStaffing(
  db: Queryable,
  filter: {
    scopeCode: string;
    within: string;
    after?: { areaCode: string; role: StaffRole } | undefined;
    limit: number;
  },
): Promise<Staffing[]> {
  const conditions = [
    withinCode(sql`area_code`, filter.scopeCode),
    withinCode(sql`area_code`, filter.within),
  ];
  if (filter.after)
    conditions.push(sql`(area_code, role COLLATE "C") > (${filter.after.areaCode}, ${filter.after.role})`);
  return await db.query<Staffing>(sql`
    SELECT area_code AS "areaCode", role, official_name_zh AS "officialNameZh", official_name_en AS "officialNameEn"
    FROM staffing WHERE ${join(conditions, ' AND ')} ORDER BY area_code, role COLLATE "C" LIMIT ${filter.limit}`);
}
