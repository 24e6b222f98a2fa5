import { z } from 'zod';
import { isWithinCode } from '../../core/contract/area-code.ts';
import type { Incident } from '../../core/contract/incident.ts';
import { refusal } from '../../core/contract/reason.ts';
import type { ReviewEntries, ReviewEntry } from '../../core/contract/review.ts';
import type { ReviewNoun } from '../../core/review/acts.ts';
import { entryOf, inOrder } from '../../core/review/entry.ts';
import { recordEntries } from '../../core/review/record-steps.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { Queryable } from '../database/database.ts';
import { ProblemError } from '../problem.ts';
import { firstWords } from '../queries/past.ts';
import {
  countReviewEvents,
  type RemarkWords,
  type ReviewOrder,
  selectRemarkWords,
  selectReviewEvents,
  selectUnitNames,
  selectUnloggedIncidents,
} from '../queries/reviews.ts';

/** More incidents than this came into being without a word of the log, by an import. */
const MOST_UNLOGGED = 20_000;
const DAY_MS = 24 * 3_600_000;

const Position = z.strictObject({ atMs: z.int(), seq: z.int(), key: z.string().max(200) });
type Position = z.infer<typeof Position>;

/**
 * The steps of a review that only records tell of, in order: of incidents that the log does not know, and of those that it knows
 * since later.
 */
export async function recordSteps(db: Queryable, order: ReviewOrder): Promise<ReviewEntry[]> {
  const { areaCode, fromMs, toMs, about } = order;
  const unlogged = await selectUnloggedIncidents(db, order, MOST_UNLOGGED + 1);
  if (unlogged.length > MOST_UNLOGGED) throw tooMany(unlogged.length, MOST_UNLOGGED);
  const ids = { fromMs: fromMs - DAY_MS, toMs };
  const first = await firstWords(db, [{ noun: 'incidents', ids }], fromMs);
  const isWanted = (id: string): boolean =>
    about === null || about.incidentId === id || about.relatedIds.includes(id);
  const earlier = first.filter(
    ({ id, before }) => isWanted(id) && isWithinCode(String(before.properties.areaCode), areaCode),
  );
  return [
    ...unlogged.flatMap((incident) => recordEntries(incident, fromMs, toMs)),
    ...earlier.flatMap(({ before, atMs }) =>
      recordEntries(before as unknown as Incident, fromMs, Math.min(toMs, atMs)),
    ),
  ].sort(inOrder);
}

/** One page of the timeline from its records' steps and the log; `cursor` is of the page before. */
export async function readEntries(
  db: Queryable,
  order: ReviewOrder,
  steps: readonly ReviewEntry[],
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<ReviewEntries> {
  const position = decodeCursor(cursor, Position);
  const events = await selectReviewEvents(db, order, position ?? null, limit + 1);
  const rest = position ? steps.filter((entry) => isAfter(entry, position)) : steps;
  const merged = [...rest.slice(0, limit + 1), ...events.map(entryOf)].sort(inOrder);
  const page = merged.slice(0, limit);
  const last = page.at(-1);
  const isMore = merged.length > limit && last !== undefined;
  return {
    items: await completed(db, page),
    nextCursor: isMore
      ? encodeCursor({ atMs: Date.parse(last.at), seq: last.seq, key: last.key } satisfies Position)
      : null,
  };
}

function isAfter(entry: ReviewEntry, { atMs, seq, key }: Position): boolean {
  const ms = Date.parse(entry.at);
  return ms > atMs || (ms === atMs && (entry.seq > seq || (entry.seq === seq && entry.key > key)));
}

/** How many entries the timeline has, by noun. */
export async function countEntries(
  db: Queryable,
  order: ReviewOrder,
  steps: readonly ReviewEntry[],
): Promise<Partial<Record<ReviewNoun, number>>> {
  const counts: Partial<Record<ReviewNoun, number>> = {};
  for (const { noun, n } of await countReviewEvents(db, order)) counts[noun] = n;
  if (steps.length > 0) counts.incidents = (counts.incidents ?? 0) + steps.length;
  return counts;
}

/** Entries with the codes of their units and the words of their remarks. */
async function completed(db: Queryable, entries: readonly ReviewEntry[]): Promise<ReviewEntry[]> {
  const unitIds = new Set(entries.flatMap(({ unitId }) => unitId ?? []));
  const codes = new Map((await selectUnitNames(db, [...unitIds])).map(({ id, code }) => [id, code]));
  const words = await remarkWords(db, entries);
  return entries.map((entry) => {
    const unitCode = entry.unitId === null ? null : (codes.get(entry.unitId) ?? null);
    const changes = entry.changes.map((change) =>
      change.field === 'unitId'
        ? { ...change, before: codeOf(codes, change.before), after: codeOf(codes, change.after) }
        : change,
    );
    const remark =
      entry.act === 'remark' ? words.get(`${entry.id}@${Date.parse(entry.at)}`)?.shift() : undefined;
    return { ...entry, unitCode, changes, text: remark?.text || null, fact: remark?.fact ?? null };
  });
}

function codeOf(codes: ReadonlyMap<string, string>, id: unknown): string | null {
  return typeof id === 'string' ? (codes.get(id) ?? id) : null;
}

/** The remarks that entries tell of, by incident and instant, those of one instant in order. */
async function remarkWords(db: Queryable, entries: readonly ReviewEntry[]) {
  const told = entries.filter(({ act }) => act === 'remark');
  const times = told.map(({ at }) => Date.parse(at));
  const ids = [...new Set(told.map(({ id }) => id))];
  const rows = await selectRemarkWords(db, ids, Math.min(...times), Math.max(...times));
  const words = new Map<string, RemarkWords[]>();
  for (const row of rows) {
    const key = `${row.incidentId}@${Date.parse(row.at)}`;
    words.set(key, [...(words.get(key) ?? []), row]);
  }
  return words;
}

export function tooMany(events: number, maximum: number): ProblemError {
  const message = `The period has at least ${events} entries, more than ${maximum}: ask for a shorter one or a smaller area.`;
  return new ProblemError(
    'invalid_request',
    refusal(message, 'period_of_too_many_events', { events, maximum }),
  );
}
