import type {
  ImportBatch,
  ImportBatchDetail,
  ImportReport,
  ImportStatus,
} from '../../core/contract/import.ts';
import type { ImportNoun } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { join, name, type Sql, sql } from '../database/sql.ts';
import { withinCode } from './scope.ts';

const SUMMARY: Sql = sql`id, noun, file_name AS "fileName", crs, status, rows_read AS "rowsRead", rows_written AS "rowsWritten",
  rows_refused AS "rowsRefused", created_at AS "createdAt", finished_at AS "finishedAt", undone_at AS "undoneAt",
  CASE WHEN status IN ('importing', 'done') THEN report->>'undoFailedAt' END AS "undoFailedAt"`;

/**
 * A row `t` that no import or undo is writing or removing right now: what holds the rows in memory must not take in those that may go
 * again without a word of the log. The event at the end of the import tells of them.
 */
export const NOT_IMPORTING: Sql = sql`NOT EXISTS (
  SELECT FROM import_batch b WHERE b.id = t.import_batch_id AND b.status = 'importing')`;

export interface NewBatch {
  id: string;
  noun: ImportNoun;
  fileName: string;
  crs: string;
  mapping: object;
  scopeCode: string;
  accountId: string | null;
  report: ImportReport;
  createdAt: string;
}

export async function insertBatch(db: Queryable, batch: NewBatch): Promise<void> {
  await db.query(sql`
    INSERT INTO import_batch (id, noun, file_name, crs, mapping, status, scope_code, account_id, report, created_at)
    VALUES (${batch.id}::uuid, ${batch.noun}::text, ${batch.fileName}::text, ${batch.crs}::text, ${batch.mapping}::jsonb, 'checking',
      ${batch.scopeCode}::text, ${batch.accountId}::uuid, ${batch.report}::jsonb, ${batch.createdAt}::timestamptz)`);
}

export interface BatchState {
  status: ImportStatus;
  rowsRead: number;
  rowsWritten: number;
  rowsRefused: number;
  report: ImportReport;
}

/** Saves how far a batch has come, while somebody works on it; false when that is over (it was finished, undone or given up). */
export async function saveBatch(
  db: Queryable,
  id: string,
  state: BatchState,
  finishedAt: string | null,
): Promise<boolean> {
  const rows = await db.query(sql`
    UPDATE import_batch SET status = ${state.status}::text, rows_read = ${state.rowsRead}::integer,
      rows_written = ${state.rowsWritten}::integer, rows_refused = ${state.rowsRefused}::integer,
      report = ${state.report}::jsonb, finished_at = ${finishedAt}::timestamptz
    WHERE id = ${id}::uuid AND status IN ('checking', 'importing') RETURNING id`);
  return rows.length > 0;
}

/** Moves a batch from one status to another; false when it is not in that status. */
export async function moveBatch(
  db: Queryable,
  id: string,
  from: ImportStatus,
  to: ImportStatus,
): Promise<boolean> {
  const rows = await db.query(
    sql`UPDATE import_batch SET status = ${to}::text WHERE id = ${id}::uuid AND status = ${from}::text RETURNING id`,
  );
  return rows.length > 0;
}

export async function markUndone(db: Queryable, id: string, at: string): Promise<void> {
  await db.query(
    sql`UPDATE import_batch SET status = 'undone', undone_at = ${at}::timestamptz WHERE id = ${id}::uuid`,
  );
}

/** Batches of the scope, newest first. */
export async function selectBatches(
  db: Queryable,
  scopeCode: string,
  beforeId: string | undefined,
  limit: number,
): Promise<ImportBatch[]> {
  const older = beforeId === undefined ? sql`true` : sql`id < ${beforeId}::uuid`;
  return await db.query<ImportBatch>(sql`
    SELECT ${SUMMARY} FROM import_batch WHERE ${withinCode(sql`scope_code`, scopeCode)} AND ${older}
    ORDER BY id DESC LIMIT ${limit}::integer`);
}

export type StoredBatch = ImportBatchDetail & { accountId: string | null; scopeCode: string };

/** One batch of the scope with its report, undefined if there is none. */
export async function selectBatch(
  db: Queryable,
  id: string,
  scopeCode: string,
): Promise<StoredBatch | undefined> {
  const [batch] = await db.query<StoredBatch>(sql`
    SELECT ${SUMMARY}, report, account_id AS "accountId", scope_code AS "scopeCode" FROM import_batch
    WHERE id = ${id}::uuid AND ${withinCode(sql`scope_code`, scopeCode)}`);
  return batch;
}

/** Batches that a process was working on. */
export async function selectUnfinished(db: Queryable): Promise<StoredBatch[]> {
  return await db.query<StoredBatch>(sql`
    SELECT ${SUMMARY}, report, account_id AS "accountId", scope_code AS "scopeCode" FROM import_batch
    WHERE status IN ('checking', 'importing') ORDER BY id`);
}

/** Grids of the plan in force with their surfaces as WKB, by code, after `afterCode`. */
export async function selectGridSurfaces(
  db: Queryable,
  afterCode: string,
  limit: number,
): Promise<{ code: string; wkb: Uint8Array }[]> {
  return await db.query(sql`
    SELECT code, ST_AsBinary(geom) AS wkb FROM grid
    WHERE plan_id = (SELECT id FROM plan WHERE status = 'in_force') AND code > ${afterCode}::text
    ORDER BY code LIMIT ${limit}::integer`);
}

/** Roads with their lines as WKB, by id, after `afterId`. */
export async function selectRoadLines(
  db: Queryable,
  afterId: number,
  limit: number,
): Promise<{ id: number; wkb: Uint8Array }[]> {
  return await db.query(
    sql`SELECT id, ST_AsBinary(geom) AS wkb FROM road WHERE id > ${afterId}::integer ORDER BY id LIMIT ${limit}::integer`,
  );
}

/** Areas of all levels with their surfaces as WKB. */
export async function selectAreaSurfaces(
  db: Queryable,
): Promise<{ code: string; level: string; nameZh: string; nameEn: string; wkb: Uint8Array }[]> {
  return await db.query(
    sql`SELECT code, level, name_zh AS "nameZh", name_en AS "nameEn", ST_AsBinary(geom) AS wkb FROM area ORDER BY code`,
  );
}

/** Every code of a table that has codes. */
export async function selectCodes(db: Queryable, table: string): Promise<string[]> {
  const rows = await db.query<{ code: string }>(sql`SELECT code FROM ${name(table)}`);
  return rows.map(({ code }) => code);
}

/** The highest running number of each day (`yyMMdd`) among incidents reported in a span of time (ISO 8601). */
export async function selectNumberHeads(
  db: Queryable,
  from: string,
  to: string,
): Promise<Map<string, number>> {
  const rows = await db.query<{ day: string; highest: number }>(sql`
    SELECT left(number, 6) AS day, max(substr(number, 8)::integer) AS highest FROM incident
    WHERE reported_at >= ${from}::timestamptz AND reported_at <= ${to}::timestamptz AND number ~ '^[0-9]{6}-[0-9]{4,9}$'
    GROUP BY 1`);
  return new Map(rows.map(({ day, highest }) => [day, highest]));
}

/** The largest id of a table with integer ids, 0 when empty. */
export async function selectLastId(db: Queryable, table: string): Promise<number> {
  const [row] = await db.query<{ last: number | null }>(sql`SELECT max(id) AS last FROM ${name(table)}`);
  return row?.last ?? 0;
}

/** Nodes of the road network after `afterId`. */
export async function selectRoadNodes(
  db: Queryable,
  afterId: number,
  limit: number,
): Promise<{ id: number; lng7: number; lat7: number }[]> {
  return await db.query(
    sql`SELECT id, lng7, lat7 FROM road_node WHERE id > ${afterId}::integer ORDER BY id LIMIT ${limit}::integer`,
  );
}

/** How many rows of a batch were edited since. */
export async function countEdited(db: Queryable, table: string, batchId: string): Promise<number> {
  const [row] = await db.query<{ count: number }>(sql`
    SELECT count(*)::integer AS count FROM ${name(table)} WHERE import_batch_id = ${batchId}::uuid AND version > 1`);
  return row?.count ?? 0;
}

/** Deletes up to `limit` rows of a batch; how many were deleted. `onlyUnedited` leaves edited ones. */
export async function deleteRows(
  db: Queryable,
  table: string,
  batchId: string,
  limit: number,
  onlyUnedited = false,
): Promise<number> {
  const unedited = onlyUnedited ? sql`AND version = 1` : sql``;
  const rows = await db.query(sql`
    DELETE FROM ${name(table)} WHERE id IN (
      SELECT id FROM ${name(table)} WHERE import_batch_id = ${batchId}::uuid ${unedited} LIMIT ${limit}::integer)
    RETURNING 1 AS one`);
  return rows.length;
}

/** Units that drive routes of a batch. */
export async function countUnitsOnRoutes(db: Queryable, batchId: string): Promise<number> {
  const [row] = await db.query<{ count: number }>(sql`
    SELECT count(*)::integer AS count FROM unit u JOIN route r ON r.id = u.route_id WHERE r.import_batch_id = ${batchId}::uuid`);
  return row?.count ?? 0;
}

/** Removes the nodes at which no road begins or ends. Two anti-joins, each hashed: one with an OR is a loop over nodes and roads. */
export async function deleteLooseRoadNodes(db: Queryable): Promise<void> {
  await db.query(sql`
    DELETE FROM road_node n
    WHERE NOT EXISTS (SELECT 1 FROM road r WHERE r.from_node = n.id)
      AND NOT EXISTS (SELECT 1 FROM road r WHERE r.to_node = n.id)`);
}

export async function insertPlan(
  db: Queryable,
  id: string,
  planName: string,
  at: string,
  proofHash: string,
): Promise<void> {
  await db.query(sql`
    INSERT INTO plan (id, name, status, effective_from, proof_hash, created_at)
    VALUES (${id}::uuid, ${planName}::text, 'in_force', ${at}::timestamptz, ${proofHash}::text, ${at}::timestamptz)`);
}

/** Removes a plan that a batch made, and the areas that came with it, deepest first. */
export async function deletePlanOf(db: Queryable, batchId: string): Promise<number> {
  const plans = sql`(SELECT DISTINCT plan_id FROM grid WHERE import_batch_id = ${batchId}::uuid)`;
  const rows = await db.query<{ planId: string }>(sql`SELECT plan_id AS "planId" FROM ${plans} AS made`);
  const ids = rows.map(({ planId }) => planId);
  if (ids.length === 0) return 0;
  for (const table of ['arc', 'node', 'grid'])
    await db.query(sql`DELETE FROM ${name(table)} WHERE plan_id = ANY (${ids}::uuid[])`);
  await db.query(sql`DELETE FROM plan WHERE id = ANY (${ids}::uuid[])`);
  return ids.length;
}

/** Removes the areas of a batch, from communities up; how many. Throws ConstraintViolated while others lie in them. */
export async function deleteAreas(db: Queryable, batchId: string): Promise<number> {
  let count = 0;
  for (const level of ['community', 'street', 'district', 'city']) {
    const rows = await db.query(
      sql`DELETE FROM area WHERE import_batch_id = ${batchId}::uuid AND level = ${level}::text RETURNING 1 AS one`,
    );
    count += rows.length;
  }
  return count;
}

export async function saveSetting(db: Queryable, key: string, value: object): Promise<void> {
  await db.query(sql`
    INSERT INTO setting (key, value) VALUES (${key}::text, ${value}::jsonb)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value`);
}

/** Sums the rows that stand in the way of removing the grids they lie in. */
export async function countPlaced(db: Queryable, tables: readonly string[]): Promise<number> {
  const counts = tables.map((table) => sql`(SELECT count(*) FROM ${name(table)})`);
  const [row] = await db.query<{ count: number }>(sql`SELECT (${join(counts, ' + ')})::integer AS count`);
  return row?.count ?? 0;
}
