import type { SkillNeed, SkillWish } from '../../core/contract/skill-need.ts';
import { INCIDENT_TYPES, type IncidentType } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { type Sql, sql } from '../database/sql.ts';

const COLUMNS: Sql = sql`incident_type AS type, wanted, required, version, updated_at AS "updatedAt"`;

/** The needs of every type, in the order of the vocabulary. */
export async function selectSkillNeeds(db: Queryable): Promise<SkillNeed[]> {
  const rows = await db.query<SkillNeed>(sql`SELECT ${COLUMNS} FROM skill_need`);
  return rows.sort((a, b) => INCIDENT_TYPES.indexOf(a.type) - INCIDENT_TYPES.indexOf(b.type));
}

/** The needs of one type, locked until the transaction ends. */
export async function lockSkillNeed(tx: Queryable, type: IncidentType): Promise<SkillNeed | undefined> {
  const rows = await tx.query<SkillNeed>(
    sql`SELECT ${COLUMNS} FROM skill_need WHERE incident_type = ${type} FOR UPDATE`,
  );
  return rows[0];
}

export async function updateSkillNeed(
  tx: Queryable,
  type: IncidentType,
  { wanted, required }: SkillWish,
  now: string,
): Promise<void> {
  await tx.query(sql`
    UPDATE skill_need SET wanted = ${wanted}::text[], required = ${required}::text[], version = version + 1,
      updated_at = ${now}::timestamptz
    WHERE incident_type = ${type}`);
}
