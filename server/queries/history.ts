import type { HistoryEntry } from '../../core/contract/history.ts';
import type { LoggedNoun } from '../../core/contract/live.ts';
import type { Queryable } from '../database/database.ts';
import { join, sql } from '../database/sql.ts';
import { WHOLE_BEFORE } from './event-before.ts';
import { withinCode } from './scope.ts';

/**
 * Events about one thing, newest first, as far as they happened in the scope. What it was elsewhere, before it came into the
 * scope or after it left, is not told.
 */
export async function selectHistory(
  db: Queryable,
  query: {
    noun: LoggedNoun;
    subjectId: string;
    scopeCode: string;
    beforeSeq?: number | undefined;
    /** Only what happened up to then, ISO 8601 to the millisecond. */
    until?: string | undefined;
    limit: number;
  },
): Promise<HistoryEntry[]> {
  const isIn = withinCode(sql`e.area_code`, query.scopeCode);
  const wasIn = withinCode(sql`coalesce(e.old_area_code, e.area_code) COLLATE "C"`, query.scopeCode);
  const conditions = [
    sql`e.subject_id = ${query.subjectId}`,
    sql`e.noun = ${query.noun}`,
    sql`(${isIn} OR ${wasIn})`,
  ];
  if (query.beforeSeq !== undefined) conditions.push(sql`e.seq < ${query.beforeSeq}::bigint`);
  if (query.until !== undefined) conditions.push(sql`e.at <= ${query.until}::timestamptz`);
  return await db.query<HistoryEntry>(sql`
    SELECT e.seq, e.at, e.kind, e.actor_id AS "actorId", a.display_name AS "actorName",
      CASE WHEN ${wasIn} THEN ${WHOLE_BEFORE} END AS before, CASE WHEN ${isIn} THEN e.after END AS after
    FROM event e LEFT JOIN account a ON a.id = e.actor_id
    WHERE ${join(conditions, ' AND ')} ORDER BY e.seq DESC LIMIT ${query.limit}`);
}
