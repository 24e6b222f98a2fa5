import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** Version of PostGIS, e.g. 3.3.2. */
export async function selectPostgisVersion(db: Queryable): Promise<string> {
  const rows = await db.query<{ version: string }>(sql`SELECT postgis_lib_version() AS version`);
  return rows[0]?.version ?? '';
}
