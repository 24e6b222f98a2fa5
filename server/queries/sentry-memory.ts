import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** What was remembered under a topic, and when (ISO 8601 UTC); undefined if nothing was. */
export async function recall<T>(
  database: Queryable,
  topic: string,
): Promise<{ at: string; value: T } | undefined> {
  const rows = await database.query<{ at: string; value: T }>(
    sql`SELECT at, value FROM sentry_memory WHERE topic = ${topic}`,
  );
  return rows[0];
}

export async function remember(database: Queryable, topic: string, at: string, value: object): Promise<void> {
  await database.query(sql`
    INSERT INTO sentry_memory (topic, at, value) VALUES (${topic}, ${at}::timestamptz, ${value}::jsonb)
    ON CONFLICT (topic) DO UPDATE SET at = EXCLUDED.at, value = EXCLUDED.value`);
}
