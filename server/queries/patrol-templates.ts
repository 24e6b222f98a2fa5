import type { PatrolTemplate, PatrolTemplateInput } from '../../core/contract/patrol-template.ts';
import type { Queryable } from '../database/database.ts';
import { type Sql, sql } from '../database/sql.ts';
import { withinCode } from './scope.ts';

const SELECT: Sql = sql`SELECT t.id, t.area_code AS "areaCode", t.name, t.shift, t.weekdays, t.rounds, t.created_at AS "createdAt",
  c.display_name AS "createdByName", t.updated_at AS "updatedAt", t.version
  FROM patrol_template t LEFT JOIN account c ON c.id = t.created_by`;

/** Templates of the scope by name. */
export async function selectPatrolTemplates(
  db: Queryable,
  scopeCode: string,
  limit: number,
): Promise<PatrolTemplate[]> {
  return await db.query<PatrolTemplate>(
    sql`${SELECT} WHERE ${withinCode(sql`t.area_code`, scopeCode)} ORDER BY t.name, t.id LIMIT ${limit}::integer`,
  );
}

/** One template of the scope, held against the changes of others. */
export async function selectPatrolTemplate(
  tx: Queryable,
  id: string,
  scopeCode: string,
): Promise<PatrolTemplate | undefined> {
  const [found] = await tx.query<PatrolTemplate>(
    sql`${SELECT} WHERE t.id = ${id}::uuid AND ${withinCode(sql`t.area_code`, scopeCode)} FOR UPDATE OF t`,
  );
  return found;
}

export async function insertPatrolTemplate(
  tx: Queryable,
  template: PatrolTemplateInput & { id: string; areaCode: string; createdBy: string; now: string },
): Promise<void> {
  const { id, areaCode, name, shift, weekdays, rounds, createdBy, now } = template;
  await tx.query(sql`
    INSERT INTO patrol_template (id, area_code, name, shift, weekdays, rounds, created_at, created_by, updated_at)
    VALUES (${id}::uuid, ${areaCode}, ${name}, ${shift}, ${[...weekdays].sort()}::integer[], ${JSON.stringify(rounds)}::jsonb,
      ${now}::timestamptz, ${createdBy}::uuid, ${now}::timestamptz)`);
}

export async function deletePatrolTemplate(tx: Queryable, id: string): Promise<void> {
  await tx.query(sql`DELETE FROM patrol_template WHERE id = ${id}::uuid`);
}
