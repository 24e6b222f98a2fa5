import type { ResponseTarget, ResponseTargetPatch } from '../../core/contract/response-target.ts';
import { STAGES } from '../../core/incident/deadlines.ts';
import type { Queryable } from '../database/database.ts';
import { join, name, type Sql, sql } from '../database/sql.ts';

const COLUMNS: Sql = {
  text: `priority, answer_seconds AS answer, verify_seconds AS verify, assign_seconds AS assign, arrive_seconds AS arrive,
    resolve_seconds AS resolve, version, updated_at AS "updatedAt"`,
  values: [],
};

/** The targets of every priority, the most urgent first. */
export async function selectResponseTargets(db: Queryable): Promise<ResponseTarget[]> {
  return await db.query<ResponseTarget>(sql`SELECT ${COLUMNS} FROM response_target ORDER BY priority`);
}

/** The target of one priority, locked until the transaction ends. */
export async function lockResponseTarget(
  tx: Queryable,
  priority: number,
): Promise<ResponseTarget | undefined> {
  const rows = await tx.query<ResponseTarget>(
    sql`SELECT ${COLUMNS} FROM response_target WHERE priority = ${priority}::smallint FOR UPDATE`,
  );
  return rows[0];
}

export async function updateResponseTarget(
  tx: Queryable,
  priority: number,
  patch: ResponseTargetPatch,
  now: string,
): Promise<void> {
  const sets = STAGES.filter((stage) => patch[stage] !== undefined).map(
    (stage) => sql`${name(`${stage}_seconds`)} = ${patch[stage]}::integer`,
  );
  await tx.query(sql`
    UPDATE response_target SET ${join([...sets, sql`version = version + 1`, sql`updated_at = ${now}::timestamptz`], ', ')}
    WHERE priority = ${priority}::smallint`);
}
