import type { AlarmRule, AlarmSuppression } from '../../core/contract/alarm-rule.ts';
import type { RuleKind } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { join, type Sql, sql } from '../database/sql.ts';
import { withinCode } from './scope.ts';

const RULE: Sql = sql`SELECT kind, is_on AS "isOn", priority, hours, limits, version, updated_at AS "updatedAt" FROM alarm_rule`;

/** Every rule, by kind. */
export async function selectAlarmRules(db: Queryable): Promise<AlarmRule[]> {
  return await db.query<AlarmRule>(sql`${RULE} ORDER BY kind`);
}

/** One rule; `lock` keeps others from changing it meanwhile. */
export async function selectAlarmRule(
  db: Queryable,
  kind: RuleKind,
  lock = false,
): Promise<AlarmRule | undefined> {
  const rows = await db.query<AlarmRule>(sql`${RULE} WHERE kind = ${kind} ${lock ? sql`FOR UPDATE` : sql``}`);
  return rows[0];
}

/** Writes what a rule goes by; its version grows. */
export async function updateAlarmRule(
  tx: Queryable,
  { kind, isOn, priority, hours, limits }: Pick<AlarmRule, 'kind' | 'isOn' | 'priority' | 'hours' | 'limits'>,
  now: string,
): Promise<void> {
  await tx.query(sql`
    UPDATE alarm_rule SET is_on = ${isOn}, priority = ${priority}, hours = ${hours && JSON.stringify(hours)}::jsonb,
      limits = ${limits}::jsonb, version = version + 1, updated_at = ${now}::timestamptz
    WHERE kind = ${kind}`);
}

const SUPPRESSION: Sql = sql`SELECT s.id, s.kind, s.area_code AS "areaCode", s.from_at AS "fromAt", s.until_at AS "untilAt", s.reason,
  a.display_name AS "createdBy", s.version, s.updated_at AS "updatedAt"
  FROM alarm_suppression s LEFT JOIN account a ON a.id = s.created_by`;

/** Suppressions that are not over at `now` (ISO 8601 UTC), of areas within the scope or around it, by their beginning. */
export async function selectSuppressions(
  db: Queryable,
  scopeCode: string,
  now: string,
): Promise<AlarmSuppression[]> {
  const isAround = sql`(s.area_code LIKE '%00' AND left(s.area_code, 4) = left(${scopeCode}::text, 4) AND length(s.area_code) = 6)
    OR starts_with(${scopeCode}::text, s.area_code)`;
  const where = [
    sql`(s.until_at IS NULL OR s.until_at > ${now}::timestamptz)`,
    sql`(${withinCode(sql`s.area_code`, scopeCode)} OR ${isAround})`,
  ];
  return await db.query<AlarmSuppression>(
    sql`${SUPPRESSION} WHERE ${join(where, ' AND ')} ORDER BY s.from_at, s.id`,
  );
}

/** One suppression of the scope, locked. */
export async function lockSuppression(
  tx: Queryable,
  id: string,
  scopeCode: string,
): Promise<AlarmSuppression | undefined> {
  const rows = await tx.query<AlarmSuppression>(
    sql`${SUPPRESSION} WHERE s.id = ${id}::uuid AND ${withinCode(sql`s.area_code`, scopeCode)} FOR UPDATE OF s`,
  );
  return rows[0];
}

export async function insertSuppression(
  tx: Queryable,
  {
    id,
    kind,
    areaCode,
    fromAt,
    untilAt,
    reason,
  }: Omit<AlarmSuppression, 'createdBy' | 'version' | 'updatedAt'>,
  by: string | null,
  now: string,
): Promise<void> {
  await tx.query(sql`
    INSERT INTO alarm_suppression (id, kind, area_code, from_at, until_at, reason, created_by, updated_at)
    VALUES (${id}::uuid, ${kind}::text, ${areaCode}, ${fromAt}::timestamptz, ${untilAt}::timestamptz, ${reason}, ${by}::uuid,
      ${now}::timestamptz)`);
}

export async function deleteSuppression(tx: Queryable, id: string): Promise<void> {
  await tx.query(sql`DELETE FROM alarm_suppression WHERE id = ${id}::uuid`);
}
