import type { HandoverNote } from '../../core/contract/handover.ts';
import type { Queryable } from '../database/database.ts';
import { join, type Sql, sql } from '../database/sql.ts';
import { withinCode } from './scope.ts';

const SELECT: Sql = sql`SELECT n.id, n.area_code AS "areaCode", n.at, a.display_name AS "authorName", n.text,
  CASE WHEN n.subject_noun IS NOT NULL
    THEN json_build_object('noun', n.subject_noun, 'id', n.subject_id, 'label', n.subject_label) END AS subject,
  n.struck_at AS "struckAt", s.display_name AS "struckByName", n.version
  FROM handover_note n LEFT JOIN account a ON a.id = n.account_id LEFT JOIN account s ON s.id = n.struck_by`;

/** At most so many notes stand in an area. */
export const MAX_NOTES = 500;

/** Notes in the scope that are not struck out, oldest first; with `struckSince` (ISO 8601 UTC) also those struck out since. */
export async function selectNotes(
  db: Queryable,
  { scopeCode, struckSince }: { scopeCode: string; struckSince?: string | undefined },
): Promise<HandoverNote[]> {
  const standing = struckSince
    ? sql`(n.struck_at IS NULL OR n.struck_at >= ${struckSince}::timestamptz)`
    : sql`n.struck_at IS NULL`;
  const conditions = [withinCode(sql`n.area_code`, scopeCode), standing];
  return await db.query<HandoverNote>(
    sql`${SELECT} WHERE ${join(conditions, ' AND ')} ORDER BY n.at, n.id LIMIT ${MAX_NOTES}`,
  );
}

/** One note of the scope, locked until the transaction ends. */
export async function lockNote(
  tx: Queryable,
  id: string,
  scopeCode: string,
): Promise<HandoverNote | undefined> {
  const rows = await tx.query<HandoverNote>(
    sql`${SELECT} WHERE n.id = ${id}::uuid AND ${withinCode(sql`n.area_code`, scopeCode)} FOR UPDATE OF n`,
  );
  return rows[0];
}

export async function insertNote(
  tx: Queryable,
  note: Pick<HandoverNote, 'id' | 'areaCode' | 'at' | 'text' | 'subject'> & { accountId: string },
): Promise<void> {
  const { subject } = note;
  await tx.query(sql`
    INSERT INTO handover_note (id, area_code, at, account_id, text, subject_noun, subject_id, subject_label, updated_at)
    VALUES (${note.id}::uuid, ${note.areaCode}, ${note.at}::timestamptz, ${note.accountId}::uuid, ${note.text},
      ${subject?.noun ?? null}::text, ${subject?.id ?? null}::uuid, ${subject?.label ?? null}::text, ${note.at}::timestamptz)`);
}

export async function strikeNote(tx: Queryable, id: string, by: string, now: string): Promise<void> {
  await tx.query(sql`
    UPDATE handover_note SET struck_at = ${now}::timestamptz, struck_by = ${by}::uuid, version = version + 1,
      updated_at = ${now}::timestamptz
    WHERE id = ${id}::uuid`);
}
