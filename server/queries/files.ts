import type { Queryable } from '../database/database.ts';
import { name, type Sql, sql } from '../database/sql.ts';

/** Makes others who number cases or risk files wait until this transaction ends. */
export async function lockFileNumbers(tx: Queryable): Promise<void> {
  await tx.query(sql`SELECT pg_advisory_xact_lock(630100, 8)`);
}

/** The highest running number among those that begin with `prefix` ('C2026-'), 0 if there is none. */
export async function highestFileNumber(
  tx: Queryable,
  table: 'case_file' | 'risk_file',
  prefix: string,
): Promise<number> {
  const [row] = await tx.query<{ highest: number | null }>(sql`
    SELECT max(substr(number, ${prefix.length + 1}::integer)::integer) AS highest FROM ${name(table)}
    WHERE number ~ ${`^${prefix}[0-9]{1,9}$`}`);
  return row?.highest ?? 0;
}

/** Which cases of a list are wanted; undefined: any. `today` is 'yyyy-mm-dd' in the city's zone. */
export interface CaseChoice {
  kinds?: readonly string[] | undefined;
  statuses?: readonly string[] | undefined;
  levels?: readonly string[] | undefined;
  /** Owner of the case or partner in an action that is not ended. */
  organisation?: string | undefined;
  /** Past their day and not closed. */
  overdue?: boolean | undefined;
  today: string;
}

/** The conditions of a choice on the row `t` of a case. */
export function caseConditions({ kinds, statuses, levels, organisation, overdue, today }: CaseChoice): Sql[] {
  const conditions: Sql[] = [];
  if (kinds) conditions.push(sql`t.kind = ANY(${kinds}::text[])`);
  if (statuses) conditions.push(sql`t.status = ANY(${statuses}::text[])`);
  if (levels) conditions.push(sql`t.held_by = ANY(${levels}::text[])`);
  if (organisation) {
    const theirs = JSON.stringify([{ partner: organisation, state: 'open' }]);
    conditions.push(sql`(t.owner = ${organisation} OR t.actions @> ${theirs}::jsonb)`);
  }
  if (overdue !== undefined) {
    const isLate = sql`(t.status <> 'closed' AND t.due_on < ${today}::date)`;
    conditions.push(overdue ? isLate : sql`NOT ${isLate}`);
  }
  return conditions;
}

/** Which risk files of a list are wanted; undefined: any. Times are ISO 8601 UTC. */
export interface RiskChoice {
  kinds?: readonly string[] | undefined;
  statuses?: readonly string[] | undefined;
  grades?: readonly string[] | undefined;
  /** Its period shares time with [from, to). */
  from?: string | undefined;
  to?: string | undefined;
}

/** The conditions of a choice on the row `t` of a risk file. */
export function riskConditions({ kinds, statuses, grades, from, to }: RiskChoice): Sql[] {
  const conditions: Sql[] = [];
  if (kinds) conditions.push(sql`t.kind = ANY(${kinds}::text[])`);
  if (statuses) conditions.push(sql`t.status = ANY(${statuses}::text[])`);
  if (grades) conditions.push(sql`t.grade = ANY(${grades}::text[])`);
  if (from) conditions.push(sql`t.ends_at > ${from}::timestamptz`);
  if (to) conditions.push(sql`t.starts_at < ${to}::timestamptz`);
  return conditions;
}
