import type { LiveNoun } from '../../core/contract/live.ts';
import type { Queryable } from '../database/database.ts';
import { join, type Sql, sql } from '../database/sql.ts';
import { during, instantAt } from './past.ts';

export interface Keyframe {
  noun: LiveNoun;
  /** Milliseconds since 1970, here and below. */
  atMs: number;
  body: Uint8Array;
}

/** The newest keyframe of each noun up to its limit; a noun without one is left out. */
export async function keyframesUpTo(
  db: Queryable,
  limits: readonly { noun: LiveNoun; atMs: number }[],
): Promise<Keyframe[]> {
  if (limits.length === 0) return [];
  const parts = limits.map(
    ({ noun, atMs }) => sql`(SELECT noun, at, body FROM past_keyframe
      WHERE noun = ${noun} AND ${during(sql`at`, null, atMs)} ORDER BY at DESC LIMIT 1)`,
  );
  const rows = await db.query<{ noun: LiveNoun; at: string; body: Uint8Array }>(join(parts, ' UNION ALL '));
  return rows.map(({ noun, at, body }) => ({ noun, atMs: Date.parse(at), body }));
}

export async function insertKeyframe(db: Queryable, keyframe: Keyframe, things: number): Promise<void> {
  const { noun, atMs, body } = keyframe;
  await db.query(sql`INSERT INTO past_keyframe (noun, at, things, body)
    VALUES (${noun}, ${instantAt(atMs)}::timestamptz, ${things}::integer, ${body}::bytea)
    ON CONFLICT (noun, at) DO UPDATE SET things = EXCLUDED.things, body = EXCLUDED.body`);
}

/** What was appended to the log since the keyframes were last held against it. */
export interface Unchecked {
  noun: LiveNoun;
  /** Earliest time of such an event. */
  fromMs: number;
  /** Whether many things changed at once, with what the past knows of them. */
  bulk: boolean;
}

/** By noun; up to `seq` when given. */
export async function uncheckedEvents(db: Queryable, seq: number | null = null): Promise<Unchecked[]> {
  const rows = await db.query<{ noun: LiveNoun; from: string; bulk: boolean }>(sql`
    SELECT noun, min(at) AS from, bool_or(kind = 'bulk') AS bulk FROM event
    WHERE seq > ${CHECKED_SEQ} AND (${seq}::bigint IS NULL OR seq <= ${seq}::bigint) GROUP BY noun`);
  return rows.map(({ noun, from, bulk }) => ({ noun, bulk, fromMs: Date.parse(from) }));
}

const CHECKED_SEQ: Sql = sql`coalesce((SELECT (value ->> 'seq')::bigint FROM setting WHERE key = 'past checked'), 0)`;

/** Notes that the keyframes agree with the log up to `seq`. */
export async function setChecked(db: Queryable, seq: number): Promise<void> {
  await db.query(sql`INSERT INTO setting (key, value) VALUES ('past checked', ${{ seq }}::jsonb)
    ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value`);
}

/** Drops keyframes of a noun from `fromMs` on; null: all. */
export async function dropKeyframes(db: Queryable, noun: LiveNoun, fromMs: number | null): Promise<void> {
  const late = fromMs === null ? sql`true` : sql`at >= ${instantAt(fromMs)}::timestamptz`;
  await db.query(sql`DELETE FROM past_keyframe WHERE noun = ${noun} AND ${late}`);
}

/** Of the keyframes before `beforeMs` keeps the first of each week. */
export async function thinKeyframes(db: Queryable, beforeMs: number): Promise<void> {
  await db.query(sql`DELETE FROM past_keyframe k WHERE at < ${instantAt(beforeMs)}::timestamptz AND EXISTS (
    SELECT 1 FROM past_keyframe o WHERE o.noun = k.noun AND o.at < k.at AND date_trunc('week', o.at) = date_trunc('week', k.at))`);
}

/** Time of the `count`-th event of a noun after `afterMs`; undefined when there are fewer. */
export async function eventTimeAfter(
  db: Queryable,
  noun: LiveNoun,
  afterMs: number,
  count: number,
): Promise<number | undefined> {
  const [row] = await db.query<{ at: string }>(sql`
    SELECT at FROM event WHERE noun = ${noun} AND at >= ${instantAt(afterMs + 1)}::timestamptz
    ORDER BY at OFFSET ${count - 1}::integer LIMIT 1`);
  return row && Date.parse(row.at);
}
