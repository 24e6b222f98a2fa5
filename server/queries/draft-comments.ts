import type { DraftComment } from '../../core/contract/draft.ts';
import type { Point } from '../../core/contract/geometry.ts';
import type { Queryable } from '../database/database.ts';
import { type Sql, sql } from '../database/sql.ts';
import { toGeom } from './placed.ts';

const SELECT: Sql = sql`SELECT m.id, ST_AsGeoJSON(m.geom, 7)::json AS geometry, m.text,
  json_build_object('id', m.account_id, 'name', coalesce(a.display_name, '')) AS author, m.at, m.settled_at AS "settledAt",
  CASE WHEN m.settled_by IS NULL THEN NULL ELSE json_build_object('id', m.settled_by, 'name', coalesce(s.display_name, '')) END AS "settledBy"
  FROM plan_comment m LEFT JOIN account a ON a.id = m.account_id LEFT JOIN account s ON s.id = m.settled_by`;

/** Comments of a draft, oldest first. */
export async function selectComments(db: Queryable, planId: string): Promise<DraftComment[]> {
  return await db.query<DraftComment>(
    sql`${SELECT} WHERE m.plan_id = ${planId}::uuid ORDER BY m.at, m.id LIMIT 2000`,
  );
}

export async function selectComment(
  db: Queryable,
  planId: string,
  id: string,
): Promise<DraftComment | undefined> {
  const [comment] = await db.query<DraftComment>(
    sql`${SELECT} WHERE m.plan_id = ${planId}::uuid AND m.id = ${id}::uuid`,
  );
  return comment;
}

export async function insertComment(
  tx: Queryable,
  comment: { id: string; planId: string; geometry: Point; text: string; accountId: string; now: string },
): Promise<void> {
  const { id, planId, geometry, text, accountId, now } = comment;
  await tx.query(sql`
    INSERT INTO plan_comment (id, plan_id, geom, text, account_id, at)
    VALUES (${id}::uuid, ${planId}::uuid, ${toGeom(geometry)}, ${text}, ${accountId}::uuid, ${now}::timestamptz)`);
}

export async function settleComment(
  tx: Queryable,
  id: string,
  accountId: string,
  now: string,
): Promise<void> {
  await tx.query(
    sql`UPDATE plan_comment SET settled_at = ${now}::timestamptz, settled_by = ${accountId}::uuid WHERE id = ${id}::uuid`,
  );
}
