import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Logger } from 'pino';
import { LIVE_NOUNS, type LiveNoun } from '../../core/contract/live.ts';
import type { Database, Queryable } from '../database/database.ts';
import { Lease } from '../live/lease.ts';
import { repeat } from '../live/repeat.ts';
import { eventHead } from '../queries/events.ts';
import {
  dropKeyframes,
  eventTimeAfter,
  insertKeyframe,
  keyframesUpTo,
  setChecked,
  thinKeyframes,
  uncheckedEvents,
} from '../queries/keyframes.ts';
import { cityMadeAtMs } from '../queries/past.ts';
import { advanceStates, type KnownState, stateFromLog } from './noun-state.ts';
import { readBody } from './past-state.ts';

const zip = promisify(gzip);
const DAY_MS = 24 * 3_600_000;
const EVERY_MS = 60_000;
const LEASE_MS = 10 * 60_000;
/** What is younger may still be joined by events that bear an earlier time. */
const SETTLED_MS = 2 * 60_000;

export interface KeyframeOrder {
  /** Milliseconds since 1970. */
  nowMs: number;
  keepDays: number;
  /** Events from one keyframe of a noun to the next, if not a day passes before. */
  everyEvents?: number;
  /** Answers whether to stop in the middle. */
  isStopped?: () => boolean;
}

/**
 * Makes the keyframes of the last `keepDays` that are missing, after dropping those that what was appended since proves wrong, and
 * thins the older ones to one a week. They are a cache: `statesAt` answers the same without them.
 */
export async function keepUpKeyframes(database: Database, order: KeyframeOrder): Promise<void> {
  await database.transaction(dropDisproved);
  for (const noun of LIVE_NOUNS) await extend(database, noun, order);
  await thinKeyframes(database, order.nowMs - order.keepDays * DAY_MS);
}

/** An event dated before a keyframe, or an import or its undoing, which reach into the past, make keyframes wrong. */
async function dropDisproved(tx: Queryable): Promise<void> {
  const { seq } = await eventHead(tx);
  for (const { noun, fromMs, bulk } of await uncheckedEvents(tx, seq))
    await dropKeyframes(tx, noun, bulk ? null : fromMs);
  await setChecked(tx, seq);
}

async function extend(database: Database, noun: LiveNoun, order: KeyframeOrder): Promise<void> {
  const cityMadeMs = await cityMadeAtMs(database);
  const oldestMs = order.nowMs - order.keepDays * DAY_MS;
  const [last] = await keyframesUpTo(database, [{ noun, atMs: order.nowMs }]);
  let known: KnownState;
  if (last && last.atMs >= oldestMs) known = { noun, atMs: last.atMs, state: await readBody(last.body) };
  else {
    known = { noun, atMs: oldestMs, state: await stateFromLog(database, noun, oldestMs, cityMadeMs) };
    await keep(database, known);
  }
  while (!order.isStopped?.()) {
    const nextMs = await nextInstant(database, noun, known.atMs, order.everyEvents ?? 1000);
    if (nextMs === undefined || nextMs > order.nowMs - SETTLED_MS) return;
    await advanceStates(database, [known], nextMs, cityMadeMs);
    await keep(database, known);
  }
}

/** When the next keyframe is due; undefined while nothing happened. Incidents change by the hour even without events. */
async function nextInstant(
  db: Queryable,
  noun: LiveNoun,
  afterMs: number,
  everyEvents: number,
): Promise<number | undefined> {
  const firstMs = noun === 'incidents' ? afterMs : await eventTimeAfter(db, noun, afterMs, 1);
  if (firstMs === undefined) return undefined;
  const manyMs = await eventTimeAfter(db, noun, afterMs, everyEvents);
  return Math.min(manyMs ?? Number.POSITIVE_INFINITY, Math.max(firstMs, afterMs + DAY_MS));
}

async function keep(db: Queryable, { noun, atMs, state }: KnownState): Promise<void> {
  const body = await zip(JSON.stringify([...state.values()]), { level: 6 });
  await insertKeyframe(db, { noun, atMs, body }, state.size);
}

/** Does so now and every minute, in one process at a time; answers how to stop it. */
export function startKeyframeUpkeep(
  deps: { database: Database; log: Logger; clock: () => number },
  keepDays: number,
): () => Promise<void> {
  const lease = new Lease(deps, 'keyframes', LEASE_MS);
  let isStopped = false;
  const work = async () => {
    if (await lease.isOurs())
      await keepUpKeyframes(deps.database, { nowMs: deps.clock(), keepDays, isStopped: () => isStopped });
  };
  const trouble = 'keyframes of the past could not be kept up';
  const stop = repeat(work, { everyMs: EVERY_MS, log: deps.log, trouble });
  return async () => {
    isStopped = true;
    await stop();
    await lease.giveUp();
  };
}
