import type { Method } from '../../core/analysis/methods.ts';
import type { Analysis, AnalysisInput } from '../../core/contract/analysis.ts';
import type { Queryable } from '../database/database.ts';
import { join, type Sql, sql } from '../database/sql.ts';
import { withinCode } from './scope.ts';

const COLUMNS: Sql = sql`r.id, r.title, r.area_code AS "areaCode", r.method, r.parameters, r.formula_version AS "formulaVersion", r.seed,
  r.from_at AS "from", r.to_at AS "to", r.filter, r.incidents, r.figures, r.input_digest AS "inputDigest",
  r.result_digest AS "resultDigest", r.read_at AS "readAt", r.sheet_id AS "sheetId", r.created_at AS "createdAt", r.created_by AS "createdBy",
  a.display_name AS "createdByName", r.version`;
const FROM: Sql = sql`FROM analysis r LEFT JOIN account a ON a.id = r.created_by`;

/** Where a list goes on. */
export interface AnalysisPosition {
  /** ISO 8601 UTC. */
  createdAt: string;
  id: string;
}

/** Saved results of areas in the scope, newest first. */
export async function selectAnalyses(
  db: Queryable,
  query: {
    scopeCode: string;
    method?: Method | undefined;
    after?: AnalysisPosition | undefined;
    limit: number;
  },
): Promise<Analysis[]> {
  const { method, after } = query;
  const conditions = [withinCode(sql`r.area_code`, query.scopeCode)];
  if (method) conditions.push(sql`r.method = ${method}`);
  if (after)
    conditions.push(sql`(r.created_at, r.id) < (${after.createdAt}::timestamptz, ${after.id}::uuid)`);
  return await db.query<Analysis>(sql`
    SELECT ${COLUMNS} ${FROM} WHERE ${join(conditions, ' AND ')}
    ORDER BY r.created_at DESC, r.id DESC LIMIT ${query.limit}`);
}

/** One saved result of the scope; `lock` keeps others from removing it meanwhile. */
export async function selectAnalysis(
  db: Queryable,
  id: string,
  scopeCode: string,
  lock = false,
): Promise<Analysis | undefined> {
  const rows = await db.query<Analysis>(sql`
    SELECT ${COLUMNS} ${FROM} WHERE r.id = ${id}::uuid AND ${withinCode(sql`r.area_code`, scopeCode)}
    ${lock ? sql`FOR UPDATE OF r` : sql``}`);
  return rows[0];
}

/** Incidents of an area and a time as they are now, and how many of them were taken in or edited after `since`. */
export async function selectChangesSince(
  db: Queryable,
  { areaCode, from, to, since }: { areaCode: string; from: string; to: string; since: string },
): Promise<{ incidentsNow: number; changedSince: number }> {
  const [row] = await db.query<{ incidentsNow: number; changedSince: number }>(sql`
    SELECT count(*)::integer AS "incidentsNow",
      (count(*) FILTER (WHERE updated_at > ${since}::timestamptz))::integer AS "changedSince"
    FROM incident
    WHERE reported_at >= ${from}::timestamptz AND reported_at < ${to}::timestamptz AND ${withinCode(sql`area_code`, areaCode)}`);
  return row ?? { incidentsNow: 0, changedSince: 0 };
}

export async function insertAnalysis(
  tx: Queryable,
  made: { id: string; input: AnalysisInput; createdBy: string; now: string },
): Promise<void> {
  const { id, input, createdBy, now } = made;
  const { parameters, filter, figures } = input;
  await tx.query(sql`
    INSERT INTO analysis (id, area_code, title, method, parameters, formula_version, seed, from_at, to_at, filter, incidents,
      figures, input_digest, result_digest, read_at, sheet_id, created_at, created_by)
    VALUES (${id}::uuid, ${input.areaCode}, ${input.title}, ${parameters.method}, ${JSON.stringify(parameters)}::jsonb,
      ${input.formulaVersion}::integer, ${input.seed}::integer, ${input.from}::timestamptz, ${input.to}::timestamptz,
      ${JSON.stringify(filter)}::jsonb, ${input.incidents}::integer, ${JSON.stringify(figures)}::jsonb, ${input.inputDigest},
      ${input.resultDigest}, ${input.readAt}::timestamptz, ${input.sheetId}::uuid, ${now}::timestamptz, ${createdBy}::uuid)`);
}

export async function deleteAnalysis(tx: Queryable, id: string): Promise<void> {
  await tx.query(sql`DELETE FROM analysis WHERE id = ${id}::uuid`);
}
