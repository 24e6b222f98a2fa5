import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** Pieces of a road that were driven in a shift; `shiftMs` is when it began, milliseconds since 1970. */
export interface RoadDrive {
  shiftMs: number;
  roadId: number;
  pieces: number;
}

/** Adds what was driven to what is known. */
export async function addRoadDrives(db: Queryable, drives: readonly RoadDrive[]): Promise<void> {
  if (drives.length === 0) return;
  const at = drives.map(({ shiftMs }) => new Date(shiftMs));
  await db.query(sql`
    INSERT INTO road_drive (shift_at, road_id, pieces)
    SELECT * FROM unnest(${at}::timestamptz[], ${drives.map(({ roadId }) => roadId)}::integer[],
      ${drives.map(({ pieces }) => pieces)}::integer[]) AS d (shift_at, road_id, pieces) ORDER BY 1, 2
    ON CONFLICT (shift_at, road_id) DO UPDATE SET pieces = road_drive.pieces | EXCLUDED.pieces
    WHERE road_drive.pieces | EXCLUDED.pieces <> road_drive.pieces`);
}

/** What was driven in the shifts that began in [fromMs, toMs), by road. */
export async function selectRoadDrives(
  db: Queryable,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<{ roadId: number; pieces: number }[]> {
  return await db.query(sql`
    SELECT road_id AS "roadId", bit_or(pieces) AS pieces FROM road_drive
    WHERE shift_at >= ${new Date(fromMs)} AND shift_at < ${new Date(toMs)} GROUP BY road_id`);
}

export async function deleteRoadDrivesBefore(db: Queryable, before: string): Promise<void> {
  await db.query(sql`DELETE FROM road_drive WHERE shift_at < ${before}::timestamptz`);
}
