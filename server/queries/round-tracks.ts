import type { Fix } from '../../core/live/geofence.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** An issued round as its unit is followed, times in milliseconds since 1970. */
export interface FollowedRound {
  id: string;
  unitId: string;
  /** Home of the unit. */
  areaCode: string;
  /** Of the plan: another one may have another way. */
  planVersion: number;
  startMs: number;
  endMs: number;
  issuedMs: number;
  line: { coordinates: [number, number][] } | null;
  settledMs: number | null;
  seenMs: number | null;
  driven: Uint8Array | null;
}

/** Issued rounds that began until `nowMs` and end after `endedMs`, and how far they were followed. */
export async function selectFollowedRounds(
  db: Queryable,
  { nowMs, endedMs }: { nowMs: number; endedMs: number },
): Promise<FollowedRound[]> {
  return await db.query<FollowedRound>(sql`
    SELECT r.id, r.unit_id AS "unitId", u.area_code AS "areaCode", p.version AS "planVersion",
      floor(extract(epoch FROM r.starts_at) * 1000)::double precision AS "startMs", floor(extract(epoch FROM r.ends_at) * 1000)::double precision AS "endMs",
      floor(extract(epoch FROM p.issued_at) * 1000)::double precision AS "issuedMs", ST_AsGeoJSON(r.geom, 7)::json AS line,
      floor(extract(epoch FROM t.settled_at) * 1000)::double precision AS "settledMs",
      floor(extract(epoch FROM t.seen_at) * 1000)::double precision AS "seenMs", t.driven
    FROM patrol_round r JOIN patrol_plan p ON p.id = r.plan_id JOIN unit u ON u.id = r.unit_id LEFT JOIN round_track t ON t.round_id = r.id
    WHERE r.issued AND r.starts_at <= ${new Date(nowMs)} AND r.ends_at > ${new Date(endedMs)} ORDER BY r.starts_at`);
}

/** Keeps how far a round was followed, unless its plan was changed since it was read. */
export async function putRoundTrack(
  tx: Queryable,
  { id, planVersion }: Pick<FollowedRound, 'id' | 'planVersion'>,
  track: { settledMs: number; seenMs: number; driven: Uint8Array },
): Promise<void> {
  await tx.query(sql`
    INSERT INTO round_track (round_id, settled_at, seen_at, driven)
    SELECT r.id, ${new Date(track.settledMs)}, ${new Date(track.seenMs)}, ${track.driven}::bytea
    FROM patrol_round r JOIN patrol_plan p ON p.id = r.plan_id
    WHERE r.id = ${id}::uuid AND p.version = ${planVersion}::integer FOR KEY SHARE OF r
    ON CONFLICT (round_id) DO UPDATE SET settled_at = EXCLUDED.settled_at, seen_at = EXCLUDED.seen_at, driven = EXCLUDED.driven`);
}

/** Positions of a unit in [fromMs, toMs], of each `stepSeconds` the last one, in the order of time. */
export async function thinnedFixes(
  db: Queryable,
  unitId: string,
  { fromMs, toMs, stepSeconds }: { fromMs: number; toMs: number; stepSeconds: number },
): Promise<Omit<Fix, 'unitId'>[]> {
  return await db.query(sql`
    SELECT DISTINCT ON (step) lng7, lat7, accuracy_metres AS "accuracyMetres", floor(extract(epoch FROM fix_at) * 1000)::double precision AS "fixMs"
    FROM (SELECT *, floor(extract(epoch FROM fix_at) / ${stepSeconds}::double precision) AS step FROM unit_position_history
      WHERE unit_id = ${unitId}::uuid AND fix_at >= ${new Date(fromMs)} AND fix_at <= ${new Date(toMs)}) f
    ORDER BY step, fix_at DESC`);
}

/** When units were at incidents in [fromMs, toMs]: from when they were sent until they were free again; null: they are not yet. Milliseconds since 1970. */
export async function selectCalls(
  db: Queryable,
  unitId: string,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<{ fromMs: number; toMs: number | null }[]> {
  return await db.query(sql`
    SELECT floor(extract(epoch FROM from_at) * 1000)::double precision AS "fromMs", floor(extract(epoch FROM to_at) * 1000)::double precision AS "toMs"
    FROM (SELECT (a.steps -> 0 ->> 'doneAt')::timestamptz AS from_at,
        CASE WHEN a.state NOT IN ('sent', 'acknowledged', 'en_route', 'arrived') THEN (a.steps -> -1 ->> 'doneAt')::timestamptz END AS to_at
      FROM assignment a WHERE a.unit_id = ${unitId}::uuid) c
    WHERE from_at <= ${new Date(toMs)} AND (to_at IS NULL OR to_at >= ${new Date(fromMs)}) ORDER BY from_at`);
}
