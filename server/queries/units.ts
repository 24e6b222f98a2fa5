import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** Forgets where a unit is, before the unit itself goes. Its history of positions is kept until it expires. */
export async function deleteUnitPosition(tx: Queryable, unitId: string): Promise<void> {
  await tx.query(sql`DELETE FROM unit_position WHERE unit_id = ${unitId}::uuid`);
}
