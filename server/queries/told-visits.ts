import type { PatrolCheckIn } from '../../core/contract/patrol-check-in.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** What was told of a stop, held against the changes of others; undefined: nothing. */
export async function selectToldVisit(tx: Queryable, stopId: string): Promise<PatrolCheckIn | undefined> {
  const [found] = await tx.query<PatrolCheckIn>(sql`
    SELECT id, stop_id AS "stopId", unit_id AS "unitId", how, arrived_at AS "arrivedAt", CASE WHEN goes_on THEN NULL ELSE left_at END AS "leftAt"
    FROM patrol_visit WHERE stop_id = ${stopId}::uuid AND how <> 'geofence' ORDER BY arrived_at LIMIT 1 FOR UPDATE`);
  return found;
}
