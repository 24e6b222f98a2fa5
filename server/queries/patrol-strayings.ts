import type { PatrolStraying } from '../../core/contract/running-round.ts';
import type { RouteStraying } from '../../core/patrol/strayings.ts';
import type { Queryable } from '../database/database.ts';
import { type Sql, sql } from '../database/sql.ts';
import { withinCode } from './scope.ts';

const COLUMNS: Sql = sql`s.id, s.round_id AS "roundId", s.unit_id AS "unitId", s.from_at AS "fromAt", s.detected_at AS "detectedAt", s.to_at AS "toAt",
  s.goes_on AS "goesOn", s.most_metres AS "mostMetres", round(ST_X(s.place)::numeric, 7)::float8 AS lng, round(ST_Y(s.place)::numeric, 7)::float8 AS lat,
  s.acknowledged_at AS "acknowledgedAt", c.display_name AS "acknowledgedByName"`;
const FROM: Sql = sql`FROM patrol_straying s LEFT JOIN account c ON c.id = s.acknowledged_by`;

/** Strayings of some rounds, the newest first. */
export async function selectStrayings(db: Queryable, roundIds: readonly string[]): Promise<PatrolStraying[]> {
  return await db.query<PatrolStraying>(
    sql`SELECT ${COLUMNS} ${FROM} WHERE s.round_id = ANY(${[...roundIds]}::uuid[]) ORDER BY s.from_at DESC, s.id`,
  );
}

/** Ids of the strayings of a unit that go on and that nobody has acknowledged. */
export async function selectPresentStrayings(db: Queryable, unitId: string): Promise<string[]> {
  const rows = await db.query<{ id: string }>(sql`
    SELECT id FROM patrol_straying WHERE unit_id = ${unitId}::uuid AND goes_on AND acknowledged_at IS NULL ORDER BY id`);
  return rows.map(({ id }) => id);
}

/** A straying of a unit of the scope with the home of the unit, held against the changes of others. */
export async function holdStraying(
  tx: Queryable,
  id: string,
  scopeCode: string,
): Promise<(PatrolStraying & { areaCode: string }) | undefined> {
  const [found] = await tx.query<PatrolStraying & { areaCode: string }>(sql`
    SELECT ${COLUMNS}, u.area_code AS "areaCode" ${FROM} JOIN unit u ON u.id = s.unit_id
    WHERE s.id = ${id}::uuid AND ${withinCode(sql`u.area_code`, scopeCode)} FOR UPDATE OF s`);
  return found;
}

export async function selectStraying(db: Queryable, id: string): Promise<PatrolStraying | undefined> {
  const [found] = await db.query<PatrolStraying>(sql`SELECT ${COLUMNS} ${FROM} WHERE s.id = ${id}::uuid`);
  return found;
}

/** Stores a new straying, or what is told otherwise now of one that is known; who acknowledged it stays. */
export async function putStraying(
  tx: Queryable,
  { id, roundId, unitId }: { id: string; roundId: string; unitId: string },
  { fromMs, detectedMs, toMs, goesOn, mostMetres, lng7, lat7 }: RouteStraying,
): Promise<void> {
  await tx.query(sql`
    INSERT INTO patrol_straying (id, round_id, unit_id, from_at, detected_at, to_at, goes_on, most_metres, place)
    VALUES (${id}::uuid, ${roundId}::uuid, ${unitId}::uuid, ${new Date(fromMs)}, ${new Date(detectedMs)}, ${toMs === null ? null : new Date(toMs)}::timestamptz,
      ${goesOn}::boolean, ${mostMetres}::float8, ST_SetSRID(ST_MakePoint(${lng7 / 1e7}::float8, ${lat7 / 1e7}::float8), 4326))
    ON CONFLICT (id) DO UPDATE SET from_at = EXCLUDED.from_at, detected_at = EXCLUDED.detected_at, to_at = EXCLUDED.to_at, goes_on = EXCLUDED.goes_on,
      most_metres = EXCLUDED.most_metres, place = EXCLUDED.place`);
}

export async function deleteStraying(tx: Queryable, id: string): Promise<void> {
  await tx.query(sql`DELETE FROM patrol_straying WHERE id = ${id}::uuid`);
}

export async function setAcknowledged(tx: Queryable, id: string, by: string, now: string): Promise<void> {
  await tx.query(sql`
    UPDATE patrol_straying SET acknowledged_at = ${now}::timestamptz, acknowledged_by = ${by}::uuid WHERE id = ${id}::uuid`);
}

/** Strayings go with the positions that told them. */
export async function deleteStrayingsBefore(db: Queryable, before: string): Promise<void> {
  await db.query(sql`DELETE FROM patrol_straying WHERE detected_at < ${before}::timestamptz`);
}
