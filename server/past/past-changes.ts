import { codePrefix } from '../../core/contract/area-code.ts';
import type { Incident } from '../../core/contract/incident.ts';
import { LIVE_NOUNS, type LiveNoun } from '../../core/contract/live.ts';
import type { PastChange, PastChanges } from '../../core/contract/past.ts';
import { incidentSteps } from '../../core/incident/as-of.ts';
import type { Queryable } from '../database/database.ts';
import { changeKindFor } from '../live/messages.ts';
import {
  cityMadeAtMs,
  firstWords,
  nounsWithUnlogged,
  plansBetween,
  unloggedThings,
  type Word,
  wordsBetween,
} from '../queries/past.ts';
import type { PlacedFeature } from '../queries/placed.ts';
import { lateAlarmChanges } from './late-alarms.ts';
import { asOf, bornMs, untoldSpan, withoutPlace } from './noun-state.ts';
import { withFixes } from './past-fixes.ts';

/** What is asked for; instants in milliseconds since 1970. */
export interface SpanOrder {
  fromMs: number;
  toMs: number;
  /** Of each unit at most one fix in so many seconds; 0: all. */
  stepSeconds: number;
  mostChanges: number;
  mostFixes: number;
}

/** More things than this came into being without a word of the log, by an import. */
const MOST_UNTOLD = 10_000;

/** What happened in the scope in (fromMs, toMs], or in as much of it as an answer may hold. */
export async function readPastChanges(
  db: Queryable,
  scopeCode: string,
  order: SpanOrder,
): Promise<PastChanges> {
  const { fromMs, mostChanges } = order;
  const words = await wordsBetween(db, LIVE_NOUNS, fromMs, order.toMs, mostChanges + 1);
  const reach = reachOf(words, order);
  const untold = reach.reload ? 'too_many' : await untoldChanges(db, scopeCode, fromMs, reach.toMs);
  if (untold === 'too_many') return spanOf(order, reach.toMs, { reload: true });
  const told = words
    .filter(({ at }) => Date.parse(at) <= reach.toMs)
    .flatMap((word) => changeOf(word, scopeCode) ?? []);
  const late = await lateAlarmChanges(db, codePrefix(scopeCode), fromMs, reach.toMs);
  const all = [...untold, ...told, ...late].sort(inOrder);
  const { changes, fixes, toMs } = await withFixes(db, scopeCode, { ...order, toMs: reach.toMs }, all);
  return spanOf(order, toMs, { changes, fixes, plans: await plansBetween(db, fromMs, toMs) });
}

function spanOf({ fromMs }: SpanOrder, toMs: number, found: Partial<PastChanges>): PastChanges {
  const [from, to] = [fromMs, toMs].map((ms) => new Date(ms).toISOString()) as [string, string];
  return { from, to, changes: [], fixes: [], plans: [], reload: false, ...found };
}

/** How far the words reach: to the last instant of which all were read. */
function reachOf(
  words: readonly Word[],
  { fromMs, toMs, mostChanges }: SpanOrder,
): { toMs: number; reload: boolean } {
  const first = words[mostChanges];
  if (!first) return { toMs, reload: false };
  const lastMs = Date.parse(first.at) - 1;
  const isWhole = words.some(({ at }) => Date.parse(at) <= lastMs) && lastMs > fromMs;
  return { toMs: isWhole ? lastMs : lastMs + 1, reload: !isWhole };
}

function inOrder(a: PastChange, b: PastChange): number {
  return Date.parse(a.at) - Date.parse(b.at) || a.seq - b.seq;
}

function changeOf(word: Word, scopeCode: string): PastChange | undefined {
  const kind = changeKindFor(word, scopeCode, false);
  if (kind === undefined || kind === 'bulk') return undefined;
  const { seq, at, noun, id, after } = word;
  if (kind === 'remove' || !after) return { seq, at, noun, id, kind: 'remove' };
  return { seq, at, noun, id, kind, feature: (noun === 'units' ? withoutPlace(after) : after) as never };
}

/** Births and steps of things without an event so far: the rows tell of them, the log does not. */
async function untoldChanges(
  db: Queryable,
  scopeCode: string,
  fromMs: number,
  toMs: number,
): Promise<PastChange[] | 'too_many'> {
  const cityMadeMs = await cityMadeAtMs(db);
  const prefix = codePrefix(scopeCode);
  const changes: PastChange[] = [];
  const spans = LIVE_NOUNS.map((noun) => ({ noun, ids: untoldSpan(noun, fromMs, toMs) }));
  const first = await firstWords(db, spans, fromMs);
  const unloggedNouns = await nounsWithUnlogged(db, spans);
  for (const { noun, ids } of spans) {
    const unlogged = unloggedNouns.includes(noun)
      ? await unloggedThings(db, noun, fromMs, { ...ids, most: MOST_UNTOLD + 1 })
      : [];
    if (unlogged.length > MOST_UNTOLD) return 'too_many';
    const untold = [
      ...first
        .filter((word) => word.noun === noun)
        .map(({ before, atMs }) => ({ feature: before, endMs: Math.min(toMs, atMs - 1) })),
      ...unlogged.map((feature) => ({ feature, endMs: toMs })),
    ];
    for (const { feature, endMs } of untold)
      if (String(feature.properties.areaCode).startsWith(prefix))
        for (const ms of stepsOf(noun, feature, fromMs, endMs, cityMadeMs))
          changes.push(upsertAt(noun, asOf(noun, feature, ms), ms));
  }
  return changes;
}

function stepsOf(
  noun: LiveNoun,
  feature: PlacedFeature,
  fromMs: number,
  toMs: number,
  cityMadeMs: number | undefined,
): number[] {
  if (noun === 'incidents') return incidentSteps(feature as unknown as Incident, fromMs, toMs);
  const ms = bornMs(noun, feature, cityMadeMs);
  return ms > fromMs && ms <= toMs ? [ms] : [];
}

function upsertAt(noun: LiveNoun, feature: PlacedFeature, ms: number): PastChange {
  const at = new Date(ms).toISOString();
  return { seq: 0, at, noun, kind: 'upsert', id: feature.id, feature: feature as never };
}
