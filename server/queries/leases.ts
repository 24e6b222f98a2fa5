import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/**
 * Takes or keeps a job that only one process may do: true while `holder` has it until `untilMs` (milliseconds since 1970). Another
 * process gets it when the holder has not kept it until `nowMs`.
 */
export async function holdLease(
  database: Queryable,
  job: string,
  holder: string,
  nowMs: number,
  untilMs: number,
): Promise<boolean> {
  const lease = JSON.stringify({ holder, untilMs });
  const rows = await database.query(sql`
    INSERT INTO setting (key, value) VALUES (${`lease ${job}`}, ${lease}::jsonb)
    ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value
    WHERE setting.value ->> 'holder' = ${holder}::text OR (setting.value ->> 'untilMs')::bigint < ${nowMs}::bigint
    RETURNING 1 AS held`);
  return rows.length > 0;
}
