import type { Fix } from '../../core/live/geofence.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** How far the positions of a unit were gone through, milliseconds since 1970; null: not at all, and nothing late. */
export interface VisitBookmark {
  unitId: string;
  settledMs: number | null;
  seenMs: number | null;
  lateFromMs: number | null;
}

/**
 * Units with positions that were not gone through, and the time of the newest; at most `limit`, those never looked at first. With `beforeMs`
 * (milliseconds since 1970) only those that were gone through up to a time before it, or have something late.
 */
export async function unitsWithNews(
  db: Queryable,
  limit: number,
  beforeMs: number | null,
): Promise<{ id: string; fixMs: number }[]> {
  const isDue = beforeMs === null ? sql`true` : sql`b.seen_at < ${new Date(beforeMs)}`;
  return await db.query(sql`
    SELECT p.unit_id AS id, floor(extract(epoch FROM p.fix_at) * 1000)::double precision AS "fixMs" FROM unit_position p LEFT JOIN visit_bookmark b ON b.unit_id = p.unit_id
    WHERE b.seen_at IS NULL OR (p.fix_at > b.seen_at AND ${isDue}) OR b.late_from IS NOT NULL
    ORDER BY b.seen_at NULLS FIRST, p.unit_id LIMIT ${limit}::integer`);
}

/** So that what comes late is noted from now on. */
export async function layBookmarks(db: Queryable, unitIds: readonly string[]): Promise<void> {
  await db.query(sql`
    INSERT INTO visit_bookmark (unit_id) SELECT id FROM unnest(${[...unitIds]}::uuid[]) AS u (id) ORDER BY id
    ON CONFLICT (unit_id) DO NOTHING`);
}

/** The bookmark of a unit, kept from others until the transaction ends: what comes late meanwhile is noted after. */
export async function holdBookmark(
  transaction: Queryable,
  unitId: string,
): Promise<VisitBookmark | undefined> {
  const rows = await transaction.query<VisitBookmark>(sql`
    SELECT unit_id AS "unitId", floor(extract(epoch FROM settled_at) * 1000)::double precision AS "settledMs",
      floor(extract(epoch FROM seen_at) * 1000)::double precision AS "seenMs",
      floor(extract(epoch FROM late_from) * 1000)::double precision AS "lateFromMs"
    FROM visit_bookmark WHERE unit_id = ${unitId}::uuid FOR UPDATE`);
  return rows[0];
}

export async function moveBookmark(
  transaction: Queryable,
  unitId: string,
  { settledMs, seenMs }: { settledMs: number; seenMs: number },
): Promise<void> {
  await transaction.query(sql`
    UPDATE visit_bookmark SET settled_at = ${new Date(settledMs)}, seen_at = ${new Date(seenMs)}, late_from = NULL
    WHERE unit_id = ${unitId}::uuid`);
}

/** Notes that positions came which were not the newest, of each unit from a time on (ISO 8601 UTC). */
export async function noteLateForVisits(
  transaction: Queryable,
  late: readonly { unitId: string; fromAt: string }[],
): Promise<void> {
  await transaction.query(sql`
    WITH late AS (SELECT * FROM unnest(${late.map(({ unitId }) => unitId)}::uuid[],
        ${late.map(({ fromAt }) => fromAt)}::timestamptz[]) AS l (unit_id, from_at)),
      held AS (SELECT b.unit_id FROM visit_bookmark b JOIN late USING (unit_id) ORDER BY b.unit_id FOR UPDATE OF b)
    UPDATE visit_bookmark b SET late_from = least(b.late_from, late.from_at)
    FROM late JOIN held USING (unit_id) WHERE b.unit_id = late.unit_id`);
}

/** Positions of a unit from `fromMs` on in the order of time, at most `limit`. */
export async function fixesFrom(
  db: Queryable,
  unitId: string,
  fromMs: number,
  limit: number,
): Promise<Omit<Fix, 'unitId'>[]> {
  return await db.query(sql`
    SELECT lng7, lat7, accuracy_metres AS "accuracyMetres",
      floor(extract(epoch FROM fix_at) * 1000)::double precision AS "fixMs"
    FROM unit_position_history WHERE unit_id = ${unitId}::uuid AND fix_at >= ${new Date(fromMs)}
    ORDER BY fix_at LIMIT ${limit}::integer`);
}
