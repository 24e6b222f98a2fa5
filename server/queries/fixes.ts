import type { Fix } from '../../core/live/geofence.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** The newest fixes of units received after `since` (ISO 8601 UTC; null: of all units), and the newest time of receipt. */
export async function fixesSince(
  database: Queryable,
  since: string | null,
): Promise<{ fixes: Fix[]; receivedAt: string | null }> {
  const rows = await database.query<Fix & { receivedAt: string }>(sql`
    SELECT unit_id AS "unitId", round(ST_X(geom) * 1e7)::integer AS lng7, round(ST_Y(geom) * 1e7)::integer AS lat7,
      accuracy_metres AS "accuracyMetres", floor(extract(epoch FROM fix_at) * 1000)::double precision AS "fixMs",
      received_at AS "receivedAt"
    FROM unit_position WHERE ${since}::timestamptz IS NULL OR received_at > ${since}::timestamptz`);
  let receivedAt = since;
  for (const row of rows) if (receivedAt === null || row.receivedAt > receivedAt) receivedAt = row.receivedAt;
  return { fixes: rows, receivedAt };
}
