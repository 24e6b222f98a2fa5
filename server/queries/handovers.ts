import { createHash } from 'node:crypto';
import type { HandoverHead, HandoverSummary, ShiftChanges } from '../../core/contract/handover.ts';
import type { Queryable } from '../database/database.ts';
import { join, type Sql, sql } from '../database/sql.ts';
import { canonicalJson } from './canonical-json.ts';
import { withinCode } from './scope.ts';

const HEAD: Sql = sql`h.id, h.area_code AS "areaCode", h.shift, h.from_at AS "from", h.to_at AS "to",
  CASE WHEN h.signed_on_at IS NULL THEN 'signed_off' ELSE 'signed_on' END AS state, h.summary_hash AS "summaryHash",
  h.to_at AS "signedOffAt", h.signed_off_by AS "signedOffBy", off.display_name AS "signedOffByName",
  h.signed_on_at AS "signedOnAt", h.signed_on_by AS "signedOnBy", taker.display_name AS "signedOnByName",
  h.alone_reason AS "aloneReason", h.version, h.updated_at AS "updatedAt"`;
const FROM: Sql = sql`FROM handover h LEFT JOIN account off ON off.id = h.signed_off_by
  LEFT JOIN account taker ON taker.id = h.signed_on_by`;

/** Where a list of handovers goes on. */
export interface HandoverPosition {
  /** ISO 8601 UTC. */
  to: string;
  id: string;
}

/** Handovers of areas in the scope, newest first. */
export async function selectHandovers(
  db: Queryable,
  query: { scopeCode: string; after?: HandoverPosition | undefined; limit: number },
): Promise<HandoverHead[]> {
  const conditions = [withinCode(sql`h.area_code`, query.scopeCode)];
  if (query.after)
    conditions.push(sql`(h.to_at, h.id) < (${query.after.to}::timestamptz, ${query.after.id}::uuid)`);
  return await db.query<HandoverHead>(sql`
    SELECT ${HEAD} ${FROM} WHERE ${join(conditions, ' AND ')} ORDER BY h.to_at DESC, h.id DESC LIMIT ${query.limit}`);
}

/** The last handover of exactly this area. */
export async function selectLastHandover(db: Queryable, areaCode: string): Promise<HandoverHead | undefined> {
  const rows = await db.query<HandoverHead>(sql`
    SELECT ${HEAD} ${FROM} WHERE h.area_code = ${areaCode} ORDER BY h.to_at DESC, h.id DESC LIMIT 1`);
  return rows[0];
}

/** What is stored of a handover; `changes` null: it is not signed on. */
export interface StoredHandover {
  head: HandoverHead;
  summary: HandoverSummary;
  changes: ShiftChanges | null;
}

/** One handover of the scope; `lock` keeps others from signing it meanwhile. */
export async function selectHandover(
  db: Queryable,
  id: string,
  scopeCode: string,
  lock = false,
): Promise<StoredHandover | undefined> {
  const rows = await db.query<HandoverHead & { summary: HandoverSummary; changes: ShiftChanges | null }>(sql`
    SELECT ${HEAD}, h.summary, h.changes ${FROM} WHERE h.id = ${id}::uuid AND ${withinCode(sql`h.area_code`, scopeCode)}
    ${lock ? sql`FOR UPDATE OF h` : sql``}`);
  const [row] = rows;
  if (!row) return undefined;
  const { summary, changes, ...head } = row;
  return { head, summary, changes };
}

/** SHA-256 in hex of a summary as canonical JSON; it can be computed again from the stored row. */
export function hashSummary(summary: HandoverSummary): string {
  return createHash('sha256').update(canonicalJson(summary)).digest('hex');
}

export async function insertHandover(
  tx: Queryable,
  { id, summary, signedOffBy }: { id: string; summary: HandoverSummary; signedOffBy: string },
): Promise<void> {
  const { areaCode, shift, from, to } = summary;
  await tx.query(sql`
    INSERT INTO handover (id, area_code, shift, from_at, to_at, summary, summary_hash, signed_off_by, updated_at)
    VALUES (${id}::uuid, ${areaCode}, ${shift}, ${from}::timestamptz, ${to}::timestamptz, ${JSON.stringify(summary)}::jsonb,
      ${hashSummary(summary)}, ${signedOffBy}::uuid, ${to}::timestamptz)`);
}

export async function signHandoverOn(
  tx: Queryable,
  sign: { id: string; by: string; now: string; aloneReason: string | null; changes: ShiftChanges },
): Promise<void> {
  await tx.query(sql`
    UPDATE handover SET signed_on_at = ${sign.now}::timestamptz, signed_on_by = ${sign.by}::uuid,
      alone_reason = ${sign.aloneReason}::text, changes = ${JSON.stringify(sign.changes)}::jsonb, version = version + 1,
      updated_at = ${sign.now}::timestamptz
    WHERE id = ${sign.id}::uuid`);
}
