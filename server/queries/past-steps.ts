import { LIVE_NOUNS, type LiveNoun } from '../../core/contract/live.ts';
import type { Queryable } from '../database/database.ts';
import { join, sql } from '../database/sql.ts';
import { instantAt } from './past.ts';
import { withinCode } from './scope.ts';

const REACH_MS = 31 * 24 * 3_600_000;

/** Time of the scope's nearest event before or after `atMs` (milliseconds since 1970), within 31 days; of all nouns, one, or one thing. */
export async function selectStep(
  db: Queryable,
  query: {
    scopeCode: string;
    atMs: number;
    direction: 'earlier' | 'later';
    noun?: LiveNoun | undefined;
    id?: string | undefined;
  },
): Promise<string | undefined> {
  const { scopeCode, atMs, direction, noun, id } = query;
  const isLater = direction === 'later';
  const [from, to] = isLater ? [atMs + 1, atMs + REACH_MS] : [atMs - REACH_MS, atMs];
  const wasIn = withinCode(sql`coalesce(old_area_code, area_code) COLLATE "C"`, scopeCode);
  const conditions = [
    sql`at >= ${instantAt(from)}::timestamptz AND at < ${instantAt(to)}::timestamptz`,
    sql`noun = ANY(${noun ? [noun] : [...LIVE_NOUNS]}::text[]) AND kind <> 'bulk'`,
    sql`(${withinCode(sql`area_code`, scopeCode)} OR ${wasIn})`,
  ];
  if (id !== undefined) conditions.push(sql`subject_id = ${id}`);
  const order = isLater ? sql`at` : sql`at DESC`;
  const [row] = await db.query<{ at: string }>(
    sql`SELECT at FROM event WHERE ${join(conditions, ' AND ')} ORDER BY ${order} LIMIT 1`,
  );
  return row?.at;
}
