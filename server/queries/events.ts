import { createHash } from 'node:crypto';
import type { LoggedNoun } from '../../core/contract/live.ts';
import type { Queryable } from '../database/database.ts';
import { join, type Sql, sql } from '../database/sql.ts';
import { canonicalJson } from './canonical-json.ts';
import { storedBefore, WHOLE_BEFORE } from './event-before.ts';

export type EventKind = 'create' | 'update' | 'delete' | 'bulk';

/** What a command says about one thing that it changed. */
export interface NewEvent {
  /** ISO 8601 UTC, milliseconds at most. */
  at: string;
  /** Account that did it; null: the system. */
  actorId: string | null;
  noun: LoggedNoun;
  /** 'bulk': many of the noun changed at once (an import); `before` and `after` then describe the batch. */
  kind: EventKind;
  subjectId: string;
  /** Smallest area that holds the thing after the change (before it, for a delete). */
  areaCode: string;
  /** Where it was before the change, if elsewhere. */
  oldAreaCode?: string | null;
  /** The thing as the API shows it (its whole Feature), or null when it did not exist. Never a secret. */
  before: object | null;
  after: object | null;
}

export interface LoggedEvent {
  seq: number;
  at: string;
  actorId: string | null;
  noun: LoggedNoun;
  kind: EventKind;
  subjectId: string;
  areaCode: string;
  oldAreaCode: string | null;
  before: object | null;
  after: object | null;
  prevHash: string;
  hash: string;
}

export interface EventHead {
  seq: number;
  hash: string;
}

/**
 * Appends one event and returns its sequence number. Call it in the transaction of the change, after every other
 * statement of it: it takes the lock of the log's head until the commit, and a row locked after the head can deadlock.
 */
export async function appendEvent(transaction: Queryable, event: NewEvent): Promise<number> {
  return await appendEvents(transaction, [event]);
}

/** Appends several events of one transaction in order; returns the sequence number of the last. See `appendEvent`. */
export async function appendEvents(transaction: Queryable, events: readonly NewEvent[]): Promise<number> {
  const [head] = await transaction.query<EventHead>(sql`SELECT seq, hash FROM event_head FOR UPDATE`);
  if (!head) throw new Error('the event log has no head: the database was not migrated');
  let { seq, hash } = head;
  const rows: Sql[] = [];
  const written: LoggedEvent[] = [];
  for (const event of events) {
    const prevHash = hash;
    seq += 1;
    const logged = { ...event, oldAreaCode: event.oldAreaCode ?? null, seq, prevHash };
    hash = hashEvent(logged);
    rows.push(rowOf({ ...logged, hash }));
    written.push({ ...logged, hash, after: plain(logged.after) });
  }
  if (rows.length === 0) return seq;
  await transaction.query(sql`
    WITH head AS (UPDATE event_head SET seq = ${seq}::bigint, hash = ${hash}::text)
    INSERT INTO event (seq, at, actor_id, noun, kind, subject_id, area_code, old_area_code, before, after, prev_hash, hash)
    VALUES ${join(rows, ', ')}`);
  appended.set(transaction, [...appendedBy(transaction), ...written]);
  return seq;
}

const appended = new WeakMap<Queryable, readonly LoggedEvent[]>();

/** What was appended in a transaction so far, in order, as who follows the log reads it. */
export function appendedBy(transaction: Queryable): readonly LoggedEvent[] {
  return appended.get(transaction) ?? [];
}

/** As it is read back: nothing that is undefined, and nobody else's object. */
function plain(value: object | null): object | null {
  return value && (JSON.parse(JSON.stringify(value)) as object);
}

function rowOf(event: LoggedEvent): Sql {
  return sql`(${event.seq}::bigint, ${event.at}::timestamptz, ${event.actorId}::uuid, ${event.noun}::text, ${event.kind}::text,
    ${event.subjectId}::text, ${event.areaCode}::text, ${event.oldAreaCode}::text, ${jsonOrNull(storedBefore(event.before, event.after))}::jsonb,
    ${jsonOrNull(event.after)}::jsonb, ${event.prevHash}::text, ${event.hash}::text)`;
}

function jsonOrNull(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}

/**
 * SHA-256 in hex over the previous hash and the event as canonical JSON: keys sorted at every depth, the time as
 * milliseconds since 1970. It can be computed again from the stored row, although jsonb keeps no order of keys.
 */
export function hashEvent(event: Omit<LoggedEvent, 'hash'>): string {
  const { seq, at, actorId, noun, kind, subjectId, areaCode, oldAreaCode, before, after } = event;
  const facts = [seq, Date.parse(at), actorId, noun, kind, subjectId, areaCode, oldAreaCode];
  return chainHash(event.prevHash, facts, canonicalJson(before), canonicalJson(after));
}

/** The hash of an event whose `before` and `after` are canonical JSON already; `facts` are its other parts in their order. */
export function chainHash(
  prevHash: string,
  facts: readonly (string | number | null)[],
  before: string,
  after: string,
): string {
  const text = `${JSON.stringify(facts).slice(0, -1)},${before},${after}]`;
  return createHash('sha256').update(prevHash).update('\n').update(text).digest('hex');
}

/** Of a row of the log called `e`. */
const COLUMNS: Sql = sql`e.seq, e.at, e.actor_id AS "actorId", e.noun, e.kind, e.subject_id AS "subjectId",
  e.area_code AS "areaCode", e.old_area_code AS "oldAreaCode", ${WHOLE_BEFORE} AS before, e.after, e.prev_hash AS "prevHash",
  e.hash`;

/** Events after `seq`, oldest first, at most `limit`. */
export async function eventsAfter(database: Queryable, seq: number, limit: number): Promise<LoggedEvent[]> {
  return await database.query<LoggedEvent>(
    sql`SELECT ${COLUMNS} FROM event e WHERE seq > ${seq}::bigint ORDER BY seq LIMIT ${limit}::integer`,
  );
}

/** Events about one thing, newest first, older than `beforeSeq` when given, at most `limit`. */
export async function eventsAbout(
  database: Queryable,
  noun: LoggedNoun,
  subjectId: string,
  limit: number,
  beforeSeq: number | null = null,
): Promise<LoggedEvent[]> {
  return await database.query<LoggedEvent>(sql`
    SELECT ${COLUMNS} FROM event e
    WHERE subject_id = ${subjectId}::text AND noun = ${noun}::text
      AND (${beforeSeq}::bigint IS NULL OR seq < ${beforeSeq}::bigint)
    ORDER BY seq DESC LIMIT ${limit}::integer`);
}

/** The newest event's number and hash; keep them elsewhere from time to time as an anchor for `verifyChain`. */
export async function eventHead(database: Queryable): Promise<EventHead> {
  const [head] = await database.query<EventHead>(sql`SELECT seq, hash FROM event_head`);
  return head ?? { seq: 0, hash: '' };
}

/** Where the log ends, and which city it tells of: its first plan. A database that was seeded anew has another one; a plan that comes into force makes no other city. */
export async function logHead(database: Queryable): Promise<EventHead & { city: string }> {
  const [head] = await database.query<EventHead & { city: string }>(sql`
    SELECT seq, hash, coalesce((SELECT concat(id, ' ', created_at) FROM plan
      WHERE origin_id IS NULL AND status IN ('in_force', 'superseded') ORDER BY created_at, id LIMIT 1), '') AS city
    FROM event_head`);
  return head ?? { seq: 0, hash: '', city: '' };
}

/** An event without what it was before. */
export type LoggedChange = Omit<LoggedEvent, 'before' | 'at' | 'actorId'>;

/** As `eventsAfter`, for readers that follow the log. */
export async function changesAfter(database: Queryable, seq: number, limit: number): Promise<LoggedChange[]> {
  return await database.query<LoggedChange>(sql`
    SELECT seq, noun, kind, subject_id AS "subjectId", area_code AS "areaCode", old_area_code AS "oldAreaCode", after,
      prev_hash AS "prevHash", hash
    FROM event WHERE seq > ${seq}::bigint ORDER BY seq LIMIT ${limit}::integer`);
}

/** The time of one event, undefined when the log has none of that number. */
export async function eventTime(database: Queryable, seq: number): Promise<string | undefined> {
  const [row] = await database.query<{ at: string }>(sql`SELECT at FROM event WHERE seq = ${seq}::bigint`);
  return row?.at;
}

export type ChainVerdict =
  | { ok: true; events: number; head: EventHead }
  | { ok: false; events: number; badSeq: number; reason: string };

/**
 * Walks the whole log and recomputes every hash. Finds an edited row, a row missing in the middle, and a tail cut without
 * its head. A tail cut together with the head shows only against an `anchor` (an `eventHead` noted earlier, elsewhere).
 */
export async function verifyChain(
  database: Queryable,
  anchor?: EventHead,
  batch = 2000,
): Promise<ChainVerdict> {
  let last: EventHead = { seq: 0, hash: '' };
  const bad = (badSeq: number, reason: string): ChainVerdict => ({
    ok: false,
    events: last.seq,
    badSeq,
    reason,
  });
  for (;;) {
    const events = await eventsAfter(database, last.seq, batch);
    for (const event of events) {
      if (event.seq !== last.seq + 1) return bad(last.seq + 1, 'this event is missing');
      if (event.prevHash !== last.hash) return bad(event.seq, 'it does not follow the event before it');
      if (event.hash !== hashEvent(event)) return bad(event.seq, 'its content was changed');
      if (anchor?.seq === event.seq && anchor.hash !== event.hash)
        return bad(event.seq, 'it differs from the anchor');
      last = { seq: event.seq, hash: event.hash };
    }
    if (events.length < batch) break;
  }
  const head = await eventHead(database);
  if (head.seq === last.seq && head.hash !== last.hash)
    return bad(last.seq, 'the head names another last event');
  if (head.seq > last.seq && (await eventsAfter(database, last.seq, 1)).length === 0)
    return bad(last.seq + 1, 'the end of the log is missing');
  if (head.seq < last.seq) return bad(last.seq, 'the head is older than the log');
  if (anchor && anchor.seq > last.seq) return bad(last.seq + 1, 'the log ends before the anchor');
  return { ok: true, events: last.seq, head: last };
}
