import type { Lease } from '../../core/contract/draft.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** Leases of a draft that hold at a time (ISO 8601 UTC), by community. */
export async function selectLeases(db: Queryable, planId: string, now: string): Promise<Lease[]> {
  return await db.query<Lease>(sql`
    SELECT l.community_code AS "communityCode", json_build_object('id', l.account_id, 'name', coalesce(a.display_name, '')) AS holder,
      l.editor_id AS "editorId", l.until
    FROM plan_lease l LEFT JOIN account a ON a.id = l.account_id
    WHERE l.plan_id = ${planId}::uuid AND l.until > ${now}::timestamptz ORDER BY l.community_code`);
}

/** Takes or prolongs a lease; whoever held it before must be asked beforehand, under the lock of the draft. */
export async function holdCommunity(
  tx: Queryable,
  planId: string,
  lease: { communityCode: string; accountId: string; editorId: string; until: string },
): Promise<void> {
  await tx.query(sql`
    INSERT INTO plan_lease (plan_id, community_code, account_id, editor_id, until)
    VALUES (${planId}::uuid, ${lease.communityCode}, ${lease.accountId}::uuid, ${lease.editorId}::uuid, ${lease.until}::timestamptz)
    ON CONFLICT (plan_id, community_code) DO UPDATE
      SET account_id = excluded.account_id, editor_id = excluded.editor_id, until = excluded.until`);
}

/** Gives up one lease of an account, or all of a draft. */
export async function giveUpLeases(
  tx: Queryable,
  planId: string,
  { accountId, communityCode }: { accountId: string | null; communityCode: string | null },
): Promise<void> {
  await tx.query(sql`
    DELETE FROM plan_lease WHERE plan_id = ${planId}::uuid AND (${accountId}::uuid IS NULL OR account_id = ${accountId}::uuid)
      AND (${communityCode}::text IS NULL OR community_code = ${communityCode}::text)`);
}
