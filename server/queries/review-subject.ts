import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { selectAssignments } from './assignments.ts';
import { withinCode } from './scope.ts';

/** What belongs to the review of an incident: when the log tells of it, its duplicates, and the units it was ever given to. */
export async function selectRelated(
  db: Queryable,
  incidentId: string,
): Promise<{ firstAt: string | null; lastAt: string | null; unitIds: string[]; duplicateIds: string[] }> {
  const [row] = await db.query<{
    firstAt: string | null;
    lastAt: string | null;
    unitIds: string[] | null;
  }>(sql`
    SELECT min(e.at) AS "firstAt", max(e.at) AS "lastAt",
      jsonb_agg(DISTINCT u.id) FILTER (WHERE u.id IS NOT NULL) AS "unitIds"
    FROM event e CROSS JOIN LATERAL (VALUES (e.before -> 'properties' ->> 'unitId'), (e.after -> 'properties' ->> 'unitId')) AS u (id)
    WHERE e.subject_id = ${incidentId} AND e.noun = 'incidents' AND e.kind <> 'bulk'`);
  const duplicates = await db.query<{ id: string }>(
    sql`SELECT id FROM incident WHERE duplicate_of = ${incidentId}::uuid ORDER BY id LIMIT 200`,
  );
  const sent = await selectAssignments(db, incidentId);
  return {
    firstAt: row?.firstAt ?? null,
    lastAt: row?.lastAt ?? null,
    unitIds: [...new Set([...(row?.unitIds ?? []), ...sent.map(({ unitId }) => unitId)])],
    duplicateIds: duplicates.map(({ id }) => id),
  };
}

/** Checkpoints of an area in a box of `metres` to each side of a place (degrees, EPSG:4326). */
export async function selectCheckpointsRound(
  db: Queryable,
  [lng, lat]: readonly [number, number],
  metres: number,
  areaCode: string,
): Promise<string[]> {
  const latDegrees = metres / 111_320;
  const lngDegrees = latDegrees / Math.max(0.01, Math.cos((lat * Math.PI) / 180));
  const [west, east, south, north] = [lng - lngDegrees, lng + lngDegrees, lat - latDegrees, lat + latDegrees];
  const rows = await db.query<{ id: string }>(sql`SELECT t.id FROM checkpoint t
    WHERE t.geom && ST_MakeEnvelope(${west}::float8, ${south}::float8, ${east}::float8, ${north}::float8, 4326)
      AND ${withinCode(sql`t.area_code`, areaCode)} ORDER BY t.id LIMIT 200`);
  return rows.map(({ id }) => id);
}

/** Ids of the alarms about things, or about an incident, with events in the period [from, to), ISO 8601 UTC. */
export async function selectAlarmIdsAbout(
  db: Queryable,
  subjectIds: readonly string[],
  { from, to }: { from: string; to: string },
): Promise<string[]> {
  const [incidentId = ''] = subjectIds;
  const rows = await db.query<{ id: string }>(sql`SELECT DISTINCT e.subject_id AS id FROM event e
    WHERE e.noun = 'alarms' AND e.at >= ${from}::timestamptz AND e.at < ${to}::timestamptz
      AND (e.after -> 'properties' ->> 'subjectId' = ANY(${[...subjectIds]}::text[])
        OR e.after -> 'properties' -> 'facts' ->> 'incidentId' = ${incidentId})`);
  return rows.map(({ id }) => id);
}
