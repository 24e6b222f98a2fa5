import type { PatrolCode, PatrolCodeInput } from '../../core/contract/patrol-check-in.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** The code of a place, undefined if none was asked for yet. */
export async function selectPatrolCode(
  db: Queryable,
  { kind, placeId }: PatrolCodeInput,
): Promise<PatrolCode | undefined> {
  const [found] = await db.query<PatrolCode>(sql`
    SELECT place_kind AS kind, place_id AS "placeId", code FROM patrol_code WHERE place_kind = ${kind} AND place_id = ${placeId}`);
  return found;
}

/** Keeps the code of a place, unless it has one. */
export async function insertPatrolCode(
  tx: Queryable,
  { kind, placeId, code }: PatrolCode,
  now: string,
): Promise<void> {
  await tx.query(sql`
    INSERT INTO patrol_code (place_kind, place_id, code, created_at) VALUES (${kind}, ${placeId}, ${code}, ${now}::timestamptz)
    ON CONFLICT DO NOTHING`);
}
