import type { UnitPositionRow } from '../../core/contract/live.ts';
import { POSITION_KEPT_MS } from '../../core/contract/past.ts';
import type { Queryable } from '../database/database.ts';
import { type Sql, sql } from '../database/sql.ts';
import { during } from './past.ts';

/** Newest fix of each unit at `atMs` (milliseconds since 1970), of those not older than `POSITION_KEPT_MS`. */
export async function positionsAt(
  db: Queryable,
  unitIds: readonly string[],
  atMs: number,
): Promise<UnitPositionRow[]> {
  const rows = await db.query<FixRow>(sql`
    SELECT ${FIX} FROM unnest(${[...unitIds]}::uuid[]) AS u (id) CROSS JOIN LATERAL (
      SELECT * FROM unit_position_history p
      WHERE p.unit_id = u.id AND ${during(sql`p.fix_at`, atMs - POSITION_KEPT_MS, atMs)}
      ORDER BY p.fix_at DESC LIMIT 1) h`);
  return rows.map(toRow);
}

/**
 * Fixes of units in (fromMs, toMs] in the order of time, at most `limit`; of each unit the last one in each `stepSeconds`, all
 * when that is 0.
 */
export async function fixesBetween(
  db: Queryable,
  unitIds: readonly string[],
  span: { fromMs: number; toMs: number; stepSeconds: number; limit: number },
): Promise<UnitPositionRow[]> {
  const { fromMs, toMs, stepSeconds, limit } = span;
  const among = sql`unit_id = ANY(${[...unitIds]}::uuid[]) AND ${during(sql`fix_at`, fromMs, toMs)}`;
  const step = sql`floor(extract(epoch FROM fix_at) / ${stepSeconds}::double precision) AS step`;
  const thinned = sql`SELECT DISTINCT ON (unit_id, step) * FROM
    (SELECT *, ${step} FROM unit_position_history WHERE ${among}) stepped ORDER BY unit_id, step, fix_at DESC`;
  const all = sql`SELECT * FROM unit_position_history WHERE ${among}`;
  const rows = await db.query<FixRow>(sql`
    SELECT ${FIX} FROM (${stepSeconds > 0 ? thinned : all}) h ORDER BY h.fix_at, h.unit_id LIMIT ${limit}::integer`);
  return rows.map(toRow);
}

interface FixRow {
  id: string;
  lng7: number;
  lat7: number;
  heading: number | null;
  speed: number | null;
  fixAtMs: number;
}

const FIX: Sql = sql`h.unit_id AS id, h.lng7, h.lat7, h.heading_degrees AS heading, h.speed_kmh AS speed,
  floor(extract(epoch FROM h.fix_at) * 1000)::double precision AS "fixAtMs"`;

function toRow({ id, lng7, lat7, heading, speed, fixAtMs }: FixRow): UnitPositionRow {
  return [id, lng7 / 1e7, lat7 / 1e7, heading, speed, fixAtMs];
}
