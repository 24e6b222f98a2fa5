import type { LiveNoun } from '../../core/contract/live.ts';
import type { PastPlan } from '../../core/contract/past.ts';
import { OPEN_INCIDENT_STATUSES } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { join, name, type Sql, sql } from '../database/sql.ts';
import { WHOLE_BEFORE } from './event-before.ts';
import { LIVE_TABLES } from './nouns.ts';
import { type PlacedFeature, selectFrom, toFeature } from './placed.ts';

/*
 * Instants here are milliseconds since 1970. "Up to t" takes in the whole millisecond t: columns may hold microseconds.
 * The last word about a thing at t is its event with the largest number among those of up to t: the times of two processes may
 * cross by a little, the numbers do not.
 */

/** `column` lies in (fromMs, toMs]; null: since ever. */
export function during(column: Sql, fromMs: number | null, toMs: number): Sql {
  const upTo = sql`${column} < ${instantAt(toMs + 1)}::timestamptz`;
  return fromMs === null ? upTo : sql`${column} >= ${instantAt(fromMs + 1)}::timestamptz AND ${upTo}`;
}

export function instantAt(ms: number): string {
  return new Date(ms).toISOString();
}

/** What the log said last about a thing; `after` is null when it was removed. */
export interface LastWord {
  noun: LiveNoun;
  id: string;
  after: PlacedFeature | null;
}

/** The last word in (fromMs, toMs] about each thing of each noun. */
export async function lastWords(
  db: Queryable,
  spans: readonly { noun: LiveNoun; fromMs: number | null }[],
  toMs: number,
): Promise<LastWord[]> {
  if (spans.length === 0) return [];
  const parts = spans.map(
    ({ noun, fromMs }) => sql`
    SELECT w.noun, w.subject_id AS id, w.after FROM (
      SELECT max(e.seq) AS seq FROM event e
      WHERE e.noun = ${noun} AND e.kind <> 'bulk' AND ${during(sql`e.at`, fromMs, toMs)} GROUP BY e.subject_id) said
    JOIN event w ON w.seq = said.seq
    WHERE ${standsLast(noun, fromMs)}`,
  );
  return await db.query<LastWord>(join(parts, ' UNION ALL '));
}

/** Clocks of processes are no further apart. */
const CROSSING_MS = 24 * 3_600_000;

/**
 * No word that was spoken before the span stands after `w` in the log, and so has the last say. Hardly ever does one: the highest number
 * among those of the day before tells of all things at once. It is looked for by time: `+ 0` keeps the database from going down the numbers.
 */
function standsLast(noun: LiveNoun, fromMs: number | null): Sql {
  if (fromMs === null) return sql`true`;
  const earlier = sql`l.noun = ${noun} AND l.kind <> 'bulk' AND ${during(sql`l.at`, fromMs - CROSSING_MS, fromMs)}`;
  return sql`(w.seq > coalesce((SELECT max(l.seq + 0) FROM event l WHERE ${earlier}), 0)
    OR NOT EXISTS (SELECT FROM event l WHERE l.subject_id = w.subject_id AND l.seq > w.seq AND ${earlier}))`;
}

/** A thing before its first event, with the time of that event. */
export interface FirstWord {
  noun: LiveNoun;
  id: string;
  before: PlacedFeature;
  /** Milliseconds since 1970. */
  atMs: number;
}

/** Ids of things made in (fromMs, toMs]: the first twelve digits of a UUIDv7 are its milliseconds. */
export interface IdSpan {
  fromMs: number;
  toMs: number;
}

/** Things of nouns that were there before their first event, which is not up to `atMs`; of spans of ids, or all. */
export async function firstWords(
  db: Queryable,
  wanted: readonly { noun: LiveNoun; ids?: IdSpan }[],
  atMs: number,
): Promise<FirstWord[]> {
  if (wanted.length === 0) return [];
  const parts = wanted.map(({ noun, ids }) => {
    const made = ids
      ? sql`AND e.subject_id >= ${idAt(ids.fromMs + 1)} AND e.subject_id < ${idAt(ids.toMs + 1)} ${alongIndex(noun, ids)}`
      : sql``;
    return sql`SELECT e.noun, e.subject_id AS id, ${WHOLE_BEFORE} AS before, f.at FROM (
      SELECT min(e.seq) AS seq, min(e.at) AS at FROM event e WHERE e.noun = ${noun} AND e.kind <> 'bulk' ${made}
      GROUP BY e.subject_id HAVING min(e.at) >= ${instantAt(atMs + 1)}::timestamptz) f
    JOIN event e ON e.seq = f.seq WHERE e.before IS NOT NULL`;
  });
  const rows = await db.query<{ noun: LiveNoun; id: string; before: PlacedFeature; at: string }>(
    join(parts, ' UNION ALL '),
  );
  return rows.map(({ at, ...row }) => ({ ...row, atMs: Date.parse(at) }));
}

/** Incidents are so many that the database would read the whole log for a span of them: their ids are named one by one. */
function alongIndex(noun: LiveNoun, ids: IdSpan): Sql {
  if (noun !== 'incidents') return sql``;
  return sql`AND e.subject_id = ANY(ARRAY(SELECT t.id::text FROM incident t WHERE ${madeIn(ids)}))`;
}

/** Which nouns have things made in their span of which the log says nothing: hardly ever one has, and one look tells of all. */
export async function nounsWithUnlogged(
  db: Queryable,
  spans: readonly { noun: LiveNoun; ids: IdSpan }[],
): Promise<LiveNoun[]> {
  if (spans.length === 0) return [];
  const parts = spans.map(
    ({ noun, ids }) => sql`SELECT ${noun}::text AS noun WHERE EXISTS (
      SELECT FROM ${name(LIVE_TABLES[noun].table)} t WHERE ${isUnlogged(noun)} AND ${madeIn(ids)})`,
  );
  const rows = await db.query<{ noun: LiveNoun }>(join(parts, ' UNION ALL '));
  return rows.map(({ noun }) => noun);
}

function isUnlogged(noun: LiveNoun): Sql {
  return sql`NOT EXISTS (SELECT 1 FROM event e WHERE e.subject_id = t.id::text AND e.noun = ${noun} AND e.kind <> 'bulk')`;
}

function madeIn({ fromMs, toMs }: IdSpan): Sql {
  return sql`t.id >= ${idAt(fromMs + 1)}::uuid AND t.id < ${idAt(toMs + 1)}::uuid`;
}

/**
 * Things of which the log says nothing; of a span of ids (at most `most`), or all. Of incidents all means those that the live set could hold at
 * `atMs`: open, or reported in the 24 h before.
 */
export async function unloggedThings(
  db: Queryable,
  noun: LiveNoun,
  atMs: number,
  ids?: IdSpan & { most?: number },
): Promise<PlacedFeature[]> {
  const conditions = [isUnlogged(noun)];
  if (ids) conditions.push(madeIn(ids));
  else if (noun === 'incidents') conditions.push(heldAt(atMs));
  const rows = await db.query<Parameters<typeof toFeature>[0]>(
    sql`${selectFrom(LIVE_TABLES[noun])} WHERE ${join(conditions, ' AND ')} LIMIT ${ids?.most ?? null}::integer`,
  );
  return rows.map(toFeature);
}

const DAY_MS = 24 * 3_600_000;

function heldAt(atMs: number): Sql {
  return sql`(t.status = ANY(${[...OPEN_INCIDENT_STATUSES]}::text[])
    OR ${during(sql`t.reported_at`, atMs - DAY_MS, atMs)})`;
}

/** The smallest id that a thing made at `ms` can have. */
function idAt(ms: number): string {
  const hex = Math.max(0, ms).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-0000-0000-000000000000`;
}

/** When a thing was made by its id (UUIDv7, RFC 9562), milliseconds since 1970; undefined for an id of another kind. */
export function madeAtMs(id: string): number | undefined {
  const [, high, low] = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-/i.exec(id) ?? [];
  return high && low ? Number.parseInt(high + low, 16) : undefined;
}

/**
 * When the demo city was made (milliseconds since 1970); undefined of a real city. Things whose id bears exactly this time were
 * there from the beginning.
 */
export async function cityMadeAtMs(db: Queryable): Promise<number | undefined> {
  const [row] = await db.query<{ asOf: string | null }>(
    sql`SELECT value ->> 'asOf' AS "asOf" FROM setting WHERE key = 'city'`,
  );
  return row?.asOf ? Date.parse(row.asOf) : undefined;
}

/** One event of the live set's nouns. */
export interface Word {
  seq: number;
  at: string;
  noun: LiveNoun;
  kind: 'create' | 'update' | 'delete';
  id: string;
  areaCode: string;
  oldAreaCode: string | null;
  after: PlacedFeature | null;
}

/** Events in (fromMs, toMs] that had the last say at some instant, in the order of time, at most `limit`. */
export async function wordsBetween(
  db: Queryable,
  nouns: readonly LiveNoun[],
  fromMs: number,
  toMs: number,
  limit: number,
): Promise<Word[]> {
  return await db.query<Word>(sql`
    SELECT e.seq, e.at, e.noun, e.kind, e.subject_id AS id, e.area_code AS "areaCode", e.old_area_code AS "oldAreaCode", e.after
    FROM event e
    WHERE ${during(sql`e.at`, fromMs, toMs)} AND e.noun = ANY(${[...nouns]}::text[]) AND e.kind <> 'bulk'
      AND NOT EXISTS (SELECT 1 FROM event l WHERE l.subject_id = e.subject_id AND l.seq > e.seq AND l.noun = e.noun
        AND l.kind <> 'bulk' AND l.at <= e.at)
    ORDER BY e.at, e.seq LIMIT ${limit}::integer`);
}

/** The plan in force at `atMs`: the last that came into force, or the first of all when nothing older is known. */
export async function planAt(db: Queryable, atMs: number): Promise<PastPlan | null> {
  const at = instantAt(atMs + 1);
  const [plan] = await db.query<PastPlan>(sql`
    SELECT id, name, effective_from AS "effectiveFrom", status = 'in_force' AS "isInForce" FROM plan
    WHERE status IN ('in_force', 'superseded')
    ORDER BY effective_from < ${at}::timestamptz DESC,
      CASE WHEN effective_from < ${at}::timestamptz THEN -extract(epoch FROM effective_from) ELSE extract(epoch FROM effective_from) END
    LIMIT 1`);
  return plan ?? null;
}

/** Plans that came into force in (fromMs, toMs], in order. */
export async function plansBetween(db: Queryable, fromMs: number, toMs: number): Promise<PastPlan[]> {
  return await db.query<PastPlan>(sql`
    SELECT id, name, effective_from AS "effectiveFrom", status = 'in_force' AS "isInForce" FROM plan
    WHERE status IN ('in_force', 'superseded') AND ${during(sql`effective_from`, fromMs, toMs)} ORDER BY effective_from`);
}

/** Time of the log's first event, and number of the last one up to `atMs`. */
export async function logEnds(db: Queryable, atMs: number): Promise<{ logFrom: string | null; seq: number }> {
  const [row] = await db.query<{ logFrom: string | null; seq: number | null }>(sql`SELECT
    (SELECT at FROM event ORDER BY seq LIMIT 1) AS "logFrom",
    (SELECT seq FROM event WHERE ${during(sql`at`, null, atMs)} ORDER BY at DESC, seq DESC LIMIT 1) AS seq`);
  return { logFrom: row?.logFrom ?? null, seq: row?.seq ?? 0 };
}
