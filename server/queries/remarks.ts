import type { Remark, RemarkInput } from '../../core/contract/remark.ts';
import type { Queryable } from '../database/database.ts';
import { type Sql, sql } from '../database/sql.ts';
import { toGeom } from './placed.ts';

const COLUMNS: Sql = {
  text: `r.id, r.incident_id AS "incidentId", r.at, a.display_name AS "authorName", r.fact, r.text, r.things,
    ST_AsGeoJSON(r.geom, 7)::json AS geometry`,
  values: [],
};

/** The log of an incident, oldest first. The caller has made sure that the incident lies in the scope. */
export async function selectRemarks(db: Queryable, incidentId: string): Promise<Remark[]> {
  return await db.query<Remark>(sql`
    SELECT ${COLUMNS} FROM incident_remark r LEFT JOIN account a ON a.id = r.account_id
    WHERE r.incident_id = ${incidentId}::uuid ORDER BY r.at, r.id`);
}

/** Adds a line to the log of an incident and counts it there. */
export async function insertRemark(
  tx: Queryable,
  remark: RemarkInput & { id: string; incidentId: string; at: string; accountId: string | null },
): Promise<void> {
  const geom = remark.geometry ? toGeom(remark.geometry) : sql`NULL`;
  await tx.query(sql`
    INSERT INTO incident_remark (id, incident_id, at, account_id, fact, text, things, geom)
    VALUES (${remark.id}::uuid, ${remark.incidentId}::uuid, ${remark.at}::timestamptz, ${remark.accountId}::uuid,
      ${remark.fact}::text, ${remark.text}, ${JSON.stringify(remark.things)}::jsonb, ${geom})`);
  await tx.query(sql`
    UPDATE incident SET remark_count = remark_count + 1, version = version + 1, updated_at = ${remark.at}::timestamptz
    WHERE id = ${remark.incidentId}::uuid`);
}
