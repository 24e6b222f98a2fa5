import type { AnalysisNote, AnalysisNoteInput } from '../../core/contract/analysis-note.ts';
import type { Point } from '../../core/contract/geometry.ts';
import type { Queryable } from '../database/database.ts';
import { join, type Sql, sql } from '../database/sql.ts';
import { toGeom } from './placed.ts';
import { withinCode } from './scope.ts';

const SELECT: Sql = sql`SELECT n.id, n.sheet_id AS "sheetId", ST_AsGeoJSON(n.geom, 7)::json AS geometry, n.text, n.question,
  n.from_at AS "from", n.to_at AS "to", n.area_code AS "areaCode", n.created_at AS "createdAt", n.created_by AS "createdBy",
  a.display_name AS "createdByName", n.updated_at AS "updatedAt", n.version
  FROM analysis_note n LEFT JOIN account a ON a.id = n.created_by`;

/** Where a list goes on. */
export interface NotePosition {
  /** ISO 8601 UTC. */
  createdAt: string;
  id: string;
}

/** Notes at places in the scope, newest first. */
export async function selectAnalysisNotes(
  db: Queryable,
  query: {
    scopeCode: string;
    sheetId?: string | undefined;
    after?: NotePosition | undefined;
    limit: number;
  },
): Promise<AnalysisNote[]> {
  const { sheetId, after } = query;
  const conditions = [withinCode(sql`n.area_code`, query.scopeCode)];
  if (sheetId) conditions.push(sql`n.sheet_id = ${sheetId}::uuid`);
  if (after)
    conditions.push(sql`(n.created_at, n.id) < (${after.createdAt}::timestamptz, ${after.id}::uuid)`);
  return await db.query<AnalysisNote>(
    sql`${SELECT} WHERE ${join(conditions, ' AND ')} ORDER BY n.created_at DESC, n.id DESC LIMIT ${query.limit}`,
  );
}

/** One note of the scope; `lock` keeps others from changing it meanwhile. */
export async function selectAnalysisNote(
  db: Queryable,
  id: string,
  scopeCode: string,
  lock = false,
): Promise<AnalysisNote | undefined> {
  const rows = await db.query<AnalysisNote>(sql`
    ${SELECT} WHERE n.id = ${id}::uuid AND ${withinCode(sql`n.area_code`, scopeCode)} ${lock ? sql`FOR UPDATE OF n` : sql``}`);
  return rows[0];
}

export async function insertAnalysisNote(
  tx: Queryable,
  note: AnalysisNoteInput & { id: string; areaCode: string; createdBy: string; now: string },
): Promise<void> {
  const { id, sheetId, areaCode, geometry, text, question, from, to, createdBy, now } = note;
  await tx.query(sql`
    INSERT INTO analysis_note (id, sheet_id, area_code, geom, text, question, from_at, to_at, created_at, created_by, updated_at)
    VALUES (${id}::uuid, ${sheetId}::uuid, ${areaCode}, ${toGeom(geometry)}, ${text}, ${question}, ${from}::timestamptz,
      ${to}::timestamptz, ${now}::timestamptz, ${createdBy}::uuid, ${now}::timestamptz)`);
}

export async function updateAnalysisNote(
  tx: Queryable,
  id: string,
  { text, geometry, areaCode, now }: { text: string; geometry: Point; areaCode: string; now: string },
): Promise<void> {
  await tx.query(sql`
    UPDATE analysis_note SET text = ${text}, geom = ${toGeom(geometry)}, area_code = ${areaCode}, updated_at = ${now}::timestamptz,
      version = version + 1 WHERE id = ${id}::uuid`);
}

export async function deleteAnalysisNote(tx: Queryable, id: string): Promise<void> {
  await tx.query(sql`DELETE FROM analysis_note WHERE id = ${id}::uuid`);
}
