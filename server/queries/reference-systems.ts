import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** A reference system of the EPSG registry as well-known text (OGC 01-009), as PostGIS has it; undefined where it does not. */
export async function selectReferenceSystem(db: Queryable, epsg: number): Promise<string | undefined> {
  const rows = await db.query<{ wkt: string | null }>(
    sql`SELECT srtext AS wkt FROM spatial_ref_sys WHERE srid = ${epsg} AND auth_name = 'EPSG'`,
  );
  return rows[0]?.wkt ?? undefined;
}
