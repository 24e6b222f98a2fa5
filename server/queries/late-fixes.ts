import type { Fix } from '../../core/live/geofence.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** A unit of which fixes came that were not its newest, and its fixes from a while before the earliest of them. */
export interface LateTrack {
  unitId: string;
  /** The earliest fix that came so, milliseconds since 1970. */
  fromMs: number;
  receivedAt: string;
  fixes: Fix[];
}

/** Notes for each unit that fixes came which were not its newest, from `fromAt` (ISO 8601 UTC) on. */
export async function noteLateFixes(
  transaction: Queryable,
  late: readonly { unitId: string; fromAt: string }[],
): Promise<void> {
  await transaction.query(sql`
    INSERT INTO late_fix (unit_id, from_at, received_at)
    SELECT unit_id, from_at, clock_timestamp()
    FROM unnest(${late.map(({ unitId }) => unitId)}::uuid[], ${late.map(({ fromAt }) => fromAt)}::timestamptz[])
      AS late (unit_id, from_at) ORDER BY unit_id
    ON CONFLICT (unit_id) DO UPDATE SET from_at = least(late_fix.from_at, EXCLUDED.from_at), received_at = EXCLUDED.received_at`);
}

/** How much of the way before is needed to know on which side of a fence a unit was. */
const BEFORE_SECONDS = 600;
const MOST_FIXES = 20_000;

/** What came late and was not gone through yet. */
export async function selectLateTracks(db: Queryable): Promise<LateTrack[]> {
  const rows = await db.query<{ unitId: string; fromAt: string; receivedAt: string }>(
    sql`SELECT unit_id AS "unitId", from_at AS "fromAt", received_at AS "receivedAt" FROM late_fix ORDER BY unit_id`,
  );
  const tracks: LateTrack[] = [];
  for (const { unitId, fromAt, receivedAt } of rows) {
    const fixes = await db.query<Fix>(sql`
      SELECT unit_id AS "unitId", lng7, lat7, accuracy_metres AS "accuracyMetres",
        floor(extract(epoch FROM fix_at) * 1000)::double precision AS "fixMs"
      FROM unit_position_history
      WHERE unit_id = ${unitId}::uuid
        AND fix_at >= ${fromAt}::timestamptz - make_interval(secs => ${BEFORE_SECONDS}::double precision)
      ORDER BY fix_at LIMIT ${MOST_FIXES}::integer`);
    tracks.push({ unitId, fromMs: Date.parse(fromAt), receivedAt, fixes });
  }
  return tracks;
}

/** They were gone through; what came since stays noted. */
export async function deleteLateTracks(db: Queryable, tracks: readonly LateTrack[]): Promise<void> {
  await db.query(sql`
    DELETE FROM late_fix l USING unnest(${tracks.map(({ unitId }) => unitId)}::uuid[],
      ${tracks.map(({ receivedAt }) => receivedAt)}::timestamptz[]) AS done (unit_id, received_at)
    WHERE l.unit_id = done.unit_id AND date_trunc('milliseconds', l.received_at) <= done.received_at`);
}
