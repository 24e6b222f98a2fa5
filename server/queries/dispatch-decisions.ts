import type { DispatchDecision } from '../../core/contract/recommendation.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export async function insertDispatchDecision(
  tx: Queryable,
  incidentId: string,
  { id, at, accountId, unitId, confirmed, recommendation }: Omit<DispatchDecision, 'rank'>,
): Promise<void> {
  await tx.query(sql`
    INSERT INTO dispatch_decision (id, incident_id, at, account_id, unit_id, confirmed, recommendation)
    VALUES (${id}::uuid, ${incidentId}::uuid, ${at}::timestamptz, ${accountId}::uuid, ${unitId}::uuid, ${[...confirmed]}::text[],
      ${JSON.stringify(recommendation)}::jsonb)`);
}

/** Who was sent to an incident and why, the first decision first. */
export async function selectDispatchDecisions(
  db: Queryable,
  incidentId: string,
): Promise<DispatchDecision[]> {
  const rows = await db.query<Omit<DispatchDecision, 'rank'>>(sql`
    SELECT id, at, account_id AS "accountId", unit_id AS "unitId", confirmed, recommendation
    FROM dispatch_decision WHERE incident_id = ${incidentId}::uuid ORDER BY at, id`);
  return rows.map((row) => {
    const place = row.recommendation.units.findIndex(({ id }) => id === row.unitId);
    return { ...row, rank: place < 0 ? null : place + 1 };
  });
}
