import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** Forgets where a unit is, before the unit itself goes. Its history of positions is kept until it expires. */
export async function deleteUnitPosition(tx: Queryable, unitId: string): Promise<void> {
  await tx.query(sql`DELETE FROM unit_position WHERE unit_id = ${unitId}::uuid`);
}

/** Whether there is a unit of that kind; it stays until the transaction ends. */
export async function isBrigade(tx: Queryable, id: string): Promise<boolean> {
  const rows = await tx.query(sql`SELECT id FROM unit WHERE id = ${id}::uuid AND kind = 'brigade' FOR SHARE`);
  return rows.length > 0;
}

/** How many units are of a brigade. */
export async function countSquads(db: Queryable, brigadeId: string): Promise<number> {
  const rows = await db.query<{ units: number }>(
    sql`SELECT count(*)::integer AS units FROM unit WHERE brigade_id = ${brigadeId}::uuid`,
  );
  return rows[0]?.units ?? 0;
}

/** A unit by its code. */
export async function selectUnitByCode(
  db: Queryable,
  code: string,
): Promise<{ id: string; areaCode: string } | undefined> {
  const rows = await db.query<{ id: string; areaCode: string }>(
    sql`SELECT id, area_code AS "areaCode" FROM unit WHERE code = ${code}`,
  );
  return rows[0];
}

/** The unit that the demo hands out: one that is on duty and free if there is any, by its code. */
export async function selectDemoUnit(db: Queryable): Promise<{ id: string; areaCode: string } | undefined> {
  const rows = await db.query<{ id: string; areaCode: string }>(sql`
    SELECT u.id, u.area_code AS "areaCode" FROM unit u LEFT JOIN unit_position p ON p.unit_id = u.id
    ORDER BY u.state IN ('available', 'patrolling') DESC, p.unit_id IS NOT NULL DESC, u.vehicle = 'car' DESC, u.code LIMIT 1`);
  return rows[0];
}

/** Units whose own account was used since `since` (ISO 8601 UTC): somebody has their phone in hand. */
export async function selectUnitsInHand(db: Queryable, since: string): Promise<string[]> {
  const rows = await db.query<{ unitId: string }>(sql`
    SELECT DISTINCT a.unit_id AS "unitId" FROM account a JOIN session s ON s.account_id = a.id
    WHERE a.unit_id IS NOT NULL AND NOT a.disabled AND s.last_seen_at > ${since}::timestamptz`);
  return rows.map(({ unitId }) => unitId);
}
