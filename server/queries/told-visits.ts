import type { PatrolCheckIn } from '../../core/contract/patrol-check-in.ts';
import type { Queryable } from '../database/database.ts';
import { type Sql, sql } from '../database/sql.ts';

const TOLD: Sql = sql`id, stop_id AS "stopId", unit_id AS "unitId", how, arrived_at AS "arrivedAt", CASE WHEN goes_on THEN NULL ELSE left_at END AS "leftAt"`;

/** What was told of a stop, held against the changes of others; undefined: nothing. */
export async function selectToldVisit(tx: Queryable, stopId: string): Promise<PatrolCheckIn | undefined> {
  const [found] = await tx.query<PatrolCheckIn>(sql`
    SELECT ${TOLD} FROM patrol_visit WHERE stop_id = ${stopId}::uuid AND how <> 'geofence' ORDER BY arrived_at LIMIT 1 FOR UPDATE`);
  return found;
}

/** Told visits of a unit at other stops that began before `atMs` and of whose end nothing was told, held against the changes of others; `roundEndMs`: when
 * the round ended or ends, null: it is gone. */
export async function selectOpenTold(
  tx: Queryable,
  { unitId, exceptStopId, atMs }: { unitId: string; exceptStopId: string; atMs: number },
): Promise<(PatrolCheckIn & { roundEndMs: number | null })[]> {
  return await tx.query<PatrolCheckIn & { roundEndMs: number | null }>(sql`
    SELECT ${TOLD}, (SELECT floor(extract(epoch FROM r.ends_at) * 1000)::double precision
        FROM patrol_stop s JOIN patrol_round r ON r.id = s.round_id WHERE s.id = v.stop_id) AS "roundEndMs"
    FROM patrol_visit v WHERE unit_id = ${unitId}::uuid AND how <> 'geofence' AND goes_on AND stop_id <> ${exceptStopId}::uuid
      AND arrived_at < ${new Date(atMs)} ORDER BY arrived_at FOR UPDATE`);
}
