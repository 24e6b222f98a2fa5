import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export interface KeptAnswer {
  requestHash: string;
  status: number;
  response: unknown;
}

/**
 * Claims a key for this transaction. Answers what an earlier request with the key was answered; undefined: the key is ours.
 * Another transaction that holds the key at this moment is waited for.
 */
export async function claimKey(
  tx: Queryable,
  claim: { accountId: string; key: string; requestHash: string; now: string },
): Promise<KeptAnswer | undefined> {
  const { accountId, key, requestHash, now } = claim;
  await tx.query(sql`DELETE FROM idempotency
    WHERE account_id = ${accountId}::uuid AND created_at < ${now}::timestamptz - interval '24 hours'`);
  const claimed = await tx.query(sql`
    INSERT INTO idempotency (account_id, key, request_hash, status, response, created_at)
    VALUES (${accountId}::uuid, ${key}, ${requestHash}, 0, 'null', ${now}::timestamptz)
    ON CONFLICT (account_id, key) DO NOTHING RETURNING key`);
  if (claimed.length > 0) return undefined;
  const kept =
    await tx.query<KeptAnswer>(sql`SELECT request_hash AS "requestHash", status, response FROM idempotency
    WHERE account_id = ${accountId}::uuid AND key = ${key}`);
  return kept[0];
}

/** Keeps the answer under a key that this transaction claimed. */
export async function keepAnswer(
  tx: Queryable,
  accountId: string,
  key: string,
  status: number,
  response: unknown,
): Promise<void> {
  await tx.query(sql`UPDATE idempotency SET status = ${status}::smallint, response = ${JSON.stringify(response)}::jsonb
    WHERE account_id = ${accountId}::uuid AND key = ${key}`);
}
