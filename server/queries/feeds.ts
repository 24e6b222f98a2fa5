import type { FeedAge } from '../../core/contract/live.ts';
import type { Feed } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** Notes that a feed was heard at `at` (ISO 8601 UTC); never moves it back. Call it before `appendEvent`. */
export async function touchFeed(transaction: Queryable, feed: Feed, at: string): Promise<void> {
  await transaction.query(sql`
    UPDATE feed SET last_seen_at = GREATEST(last_seen_at, ${at}::timestamptz)
    WHERE name = ${feed}::text AND (last_seen_at IS NULL OR last_seen_at < ${at}::timestamptz)`);
}

/** Every feed with the time it was last heard. */
export async function feedAges(database: Queryable): Promise<FeedAge[]> {
  return await database.query<FeedAge>(sql`
    SELECT name AS feed, last_seen_at AS "lastSeenAt", expected_interval_seconds AS "expectedIntervalSeconds"
    FROM feed ORDER BY name`);
}
