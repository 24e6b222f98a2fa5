import type { ToldCrossing } from '../../core/live/late-crossings.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** Older fixes are refused, and so nothing that was told before can be told again. */
const KEPT_SECONDS = 25 * 3600;

/** The crossings of units that the log tells an alarm of, by unit, however long ago the watch began that raised them. */
export async function selectToldCrossings(
  db: Queryable,
  unitIds: readonly string[],
  nowMs: number,
): Promise<Map<string, ToldCrossing[]>> {
  if (unitIds.length === 0) return new Map();
  const rows = await db.query<ToldCrossing & { unitId: string; kind: string; sinceAt: string }>(sql`
    SELECT a.subject_id AS "unitId", a.kind, e.after #>> '{properties,facts,geofenceId}' AS "fenceId",
      e.after #>> '{properties,facts,sinceAt}' AS "sinceAt"
    FROM alarm a JOIN event e ON e.subject_id = a.id::text AND e.noun = 'alarms'
    WHERE a.subject_id = ANY(${unitIds}::text[]) AND a.kind IN ('geofence_entered', 'geofence_left')
      AND e.at >= ${new Date(nowMs).toISOString()}::timestamptz - make_interval(secs => ${KEPT_SECONDS}::double precision)
      AND e.after #>> '{properties,lastAct}' = 'raise'`);
  const told = new Map<string, ToldCrossing[]>();
  for (const { unitId, kind, fenceId, sinceAt } of rows) {
    const own = told.get(unitId) ?? [];
    own.push({ fenceId, to: kind === 'geofence_entered' ? 'inside' : 'outside', fixMs: Date.parse(sinceAt) });
    told.set(unitId, own);
  }
  return told;
}
