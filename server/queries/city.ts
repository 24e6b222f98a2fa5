import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** The city itself, undefined before anything was loaded. */
export async function selectCity(
  db: Queryable,
): Promise<{ code: string; nameZh: string; nameEn: string } | undefined> {
  const rows = await db.query<{ code: string; nameZh: string; nameEn: string }>(
    sql`SELECT code, name_zh AS "nameZh", name_en AS "nameEn" FROM area WHERE level = 'city' ORDER BY code LIMIT 1`,
  );
  return rows[0];
}
