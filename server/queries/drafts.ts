import { hash } from 'node:crypto';
import type { Draft } from '../../core/contract/draft.ts';
import type { DraftStatus, EditLevel } from '../../core/plan/draft-vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { join, type Sql, sql } from '../database/sql.ts';
import { withinCode } from './scope.ts';

const PERSON = (id: Sql, account: Sql): Sql =>
  sql`CASE WHEN ${id} IS NULL THEN NULL ELSE json_build_object('id', ${id}, 'name', coalesce(${account}.display_name, '')) END`;

const SELECT: Sql = sql`
  SELECT p.id, p.name, p.note, p.status, p.origin_id AS "originId", o.name AS "originName", o.status = 'in_force' AS "isOriginInForce", p.replaces_id IS NOT NULL AS "isRestoration",
    p.edit_level AS "editLevel", p.scope_code AS "areaCode", ${PERSON(sql`p.created_by`, sql`c`)} AS "createdBy", p.created_at AS "createdAt",
    ${PERSON(sql`p.submitted_by`, sql`s`)} AS "submittedBy", p.submitted_at AS "submittedAt",
    ${PERSON(sql`p.approved_by`, sql`a`)} AS "approvedBy", p.approved_at AS "approvedAt", p.effective_from AS "effectiveFrom",
    p.change_seq AS seq, p.change_seq - p.origin_seq AS steps, p.version, p.updated_at AS "updatedAt",
    coalesce((SELECT json_agg(json_build_object('id', w.id, 'name', w.display_name) ORDER BY w.display_name) FROM account w
      WHERE w.id IN (SELECT account_id FROM plan_change h WHERE h.plan_id = p.id)), '[]'::json) AS authors
  FROM plan p JOIN plan o ON o.id = p.origin_id LEFT JOIN account c ON c.id = p.created_by LEFT JOIN account s ON s.id = p.submitted_by
    LEFT JOIN account a ON a.id = p.approved_by`;

/** Drafts whose area lies in the scope or holds it, newest first; those that are over only when asked for. */
export async function selectDrafts(
  db: Queryable,
  { scopeCode, statuses }: { scopeCode: string; statuses: readonly DraftStatus[] },
): Promise<Draft[]> {
  return await db.query<Draft>(
    sql`${SELECT} WHERE p.status = ANY(${[...statuses]}::text[]) AND ${reaches(scopeCode)} ORDER BY p.created_at DESC, p.id DESC LIMIT 200`,
  );
}

/** One plan that began as a draft. `lock` keeps others from changing it meanwhile. */
export async function selectDraft(
  db: Queryable,
  id: string,
  scopeCode: string,
  lock = false,
): Promise<Draft | undefined> {
  // Locked first: what is read then is what it is after the wait.
  if (lock) await db.query(sql`SELECT FROM plan WHERE id = ${id}::uuid FOR UPDATE`);
  const [draft] = await db.query<Draft>(sql`${SELECT} WHERE p.id = ${id}::uuid AND ${reaches(scopeCode)}`);
  return draft;
}

function reaches(scopeCode: string): Sql {
  const prefix = sql`CASE WHEN p.scope_code LIKE '____00' THEN left(p.scope_code, 4) ELSE p.scope_code END`;
  return sql`(${withinCode(sql`p.scope_code`, scopeCode)} OR ${scopeCode}::text LIKE ${prefix} || '%')`;
}

export interface NewDraft {
  id: string;
  name: string;
  note: string;
  originId: string;
  editLevel: EditLevel;
  areaCode: string;
  createdBy: string;
  now: string;
}

export async function insertDraft(tx: Queryable, draft: NewDraft): Promise<void> {
  await tx.query(sql`
    INSERT INTO plan (id, name, note, status, effective_from, origin_id, edit_level, scope_code, created_by, created_at, updated_at)
    VALUES (${draft.id}::uuid, ${draft.name}, ${draft.note}, 'draft', NULL, ${draft.originId}::uuid, ${draft.editLevel}, ${draft.areaCode},
      ${draft.createdBy}::uuid, ${draft.now}::timestamptz, ${draft.now}::timestamptz)`);
}

/** A draft that brings a plan back, approved as that was. */
export async function insertRestoration(
  tx: Queryable,
  {
    id,
    name,
    note,
    originId,
    inForceId,
    areaCode,
    createdBy,
    now,
  }: Omit<NewDraft, 'editLevel'> & { inForceId: string },
): Promise<void> {
  await tx.query(sql`
    INSERT INTO plan (id, name, note, status, origin_id, replaces_id, edit_level, scope_code, created_by, created_at, updated_at,
      submitted_by, submitted_at, approved_by, approved_at)
    SELECT ${id}::uuid, ${name}, ${note}, 'approved', id, ${inForceId}::uuid, edit_level, ${areaCode}, ${createdBy}::uuid, ${now}::timestamptz,
      ${now}::timestamptz, ${createdBy}::uuid, ${now}::timestamptz, approved_by, coalesce(approved_at, effective_from)
    FROM plan WHERE id = ${originId}::uuid`);
}

export interface DraftChange {
  name?: string | undefined;
  note?: string | undefined;
  status?: DraftStatus;
  /** Null: nobody. */
  submittedBy?: string | null;
  approvedBy?: string | null;
  effectiveFrom?: string | null;
}

/** Changes the head of a draft and counts its version up. */
export async function updateDraft(
  tx: Queryable,
  id: string,
  change: DraftChange,
  now: string,
): Promise<void> {
  const sets: Sql[] = [sql`version = version + 1`, sql`updated_at = ${now}::timestamptz`];
  if (change.name !== undefined) sets.push(sql`name = ${change.name}`);
  if (change.note !== undefined) sets.push(sql`note = ${change.note}`);
  if (change.status !== undefined) sets.push(sql`status = ${change.status}`);
  if (change.effectiveFrom !== undefined)
    sets.push(sql`effective_from = ${change.effectiveFrom}::timestamptz`);
  for (const [column, by] of [
    ['submitted', change.submittedBy],
    ['approved', change.approvedBy],
  ] as const) {
    if (by === undefined) continue;
    const at = by === null ? null : now;
    sets.push(
      column === 'submitted'
        ? sql`submitted_by = ${by}::uuid, submitted_at = ${at}::timestamptz`
        : sql`approved_by = ${by}::uuid, approved_at = ${at}::timestamptz`,
    );
  }
  await tx.query(sql`UPDATE plan SET ${join(sets, ', ')} WHERE id = ${id}::uuid`);
}

/** Lets a draft begin from another published plan: its changes so far are of the one before. */
export async function moveOrigin(tx: Queryable, id: string, originId: string): Promise<void> {
  await tx.query(
    sql`UPDATE plan SET origin_id = ${originId}::uuid, origin_seq = change_seq WHERE id = ${id}::uuid`,
  );
}

/** How a draft stands, for those who wait for news: `known` differs as soon as anything but its steps does. */
export interface DraftHead {
  originId: string;
  seq: number;
  version: number;
  status: Draft['status'];
  comments: number;
  known: string;
}

export async function selectDraftHead(
  db: Queryable,
  id: string,
  now: string,
): Promise<DraftHead | undefined> {
  const [head] = await db.query<Omit<DraftHead, 'known'> & { leases: string }>(sql`
    SELECT p.origin_id AS "originId", p.change_seq AS seq, p.version, p.status,
      (SELECT count(*) + count(settled_at) FROM plan_comment WHERE plan_id = p.id)::integer AS comments,
      (SELECT coalesce(string_agg(l.community_code || l.editor_id, ' ' ORDER BY l.community_code), '') FROM plan_lease l
        WHERE l.plan_id = p.id AND l.until > ${now}::timestamptz) AS leases
    FROM plan p WHERE p.id = ${id}::uuid`);
  if (!head) return undefined;
  const { leases, ...rest } = head;
  return {
    ...rest,
    known: hash('sha256', `${head.version} ${head.comments} ${leases}`, 'base64url').slice(0, 16),
  };
}

/** The number of a lane that nobody had before. */
export async function nextLane(db: Queryable): Promise<number> {
  const [row] = await db.query<{ lane: number }>(sql`SELECT nextval('plan_lane')::integer AS lane`);
  if (!row) throw new Error('the sequence of lanes gave nothing');
  return row.lane;
}
