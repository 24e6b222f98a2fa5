/**
 * Holds the live set: reads the snapshot, follows the stream, applies events idempotently, resumes after a cut, and tells the
 * page what changed at most ten times a second. Parsing and merging stay off the page's thread.
 */
import type { Alarm } from '../../core/contract/alarm.ts';
import type {
  FeedAge,
  LiveChange,
  LiveNoun,
  LiveNouns,
  LiveSnapshot,
  PositionFrame,
} from '../../core/contract/live.ts';
import { LIVE_NOUNS } from '../../core/contract/live.ts';
import {
  applyChange,
  applyPositions,
  dropOldIncidents,
  type LiveSet,
  liveSetOf,
} from '../../core/live/apply-event.ts';
import { unpackPositions } from '../../core/live/position-frame.ts';
import { eventStreamParser, type StreamEvent } from './event-stream.ts';
import { DiffBatch, type LiveCommand, type LiveDiff } from './live-diff.ts';
import { FIRST_LINK, isSilent, type Link, type LinkEvent, nextLink } from './reconnect.ts';
import { serverClock } from './server-clock.ts';

declare const self: DedicatedWorkerGlobalScope;

const SOONEST_POST_MS = 100;
const CHECK_EVERY_MS = 500;
const DROP_OLD_EVERY_MS = 60_000;

const batch = new DiffBatch();
const clock = serverClock();
let set: LiveSet | undefined;
let link: Link = FIRST_LINK;
let serverOffsetMs: number | null = null;
let connection: AbortController | undefined;
let postTimer: ReturnType<typeof setTimeout> | undefined;
let checkTimer: ReturnType<typeof setInterval> | undefined;
let lastDropMs = 0;
/** Units by their number in the packed frames of this stream. */
let roster: string[] = [];
let postedAtMs = 0;

self.onmessage = ({ data }: MessageEvent<LiveCommand>) => {
  stop();
  if (data.kind !== 'start') return;
  checkTimer = setInterval(check, CHECK_EVERY_MS);
  void connect();
};

function stop(): void {
  clearInterval(checkTimer);
  connection?.abort();
  connection = undefined;
  set = undefined;
  link = FIRST_LINK;
}

function move(event: LinkEvent): void {
  link = nextLink(link, event, Date.now(), Math.random());
  post();
}

function check(): void {
  const nowMs = Date.now();
  if (isSilent(link, nowMs)) connection?.abort();
  if (link.retryAtMs !== null && nowMs >= link.retryAtMs) {
    move({ kind: 'retrying' });
    void connect();
  }
  if (set && nowMs - lastDropMs > DROP_OLD_EVERY_MS) {
    lastDropMs = nowMs;
    dropOld(set, nowMs + (serverOffsetMs ?? 0));
  }
}

function dropOld(held: LiveSet, serverNowMs: number): void {
  const before = [...held.incidents.keys()];
  if (dropOldIncidents(held, serverNowMs) === 0) return;
  for (const id of before) if (!held.incidents.has(id)) batch.remove('incidents', id);
  post();
}

/** One try: a snapshot if none is held, then the stream until it ends. */
async function connect(): Promise<void> {
  const mine = new AbortController();
  connection = mine;
  try {
    set ??= await readSnapshot(mine.signal);
    await follow(set, mine);
  } catch (error) {
    if (connection !== mine) return;
    if (error instanceof SignedOut) {
      clearInterval(checkTimer);
      move({ kind: 'refused' });
      return;
    }
  }
  if (connection !== mine) return;
  mine.abort();
  connection = undefined;
  move({ kind: 'ended' });
}

class SignedOut extends Error {}

async function open(path: string, signal: AbortSignal, headers: Record<string, string>): Promise<Response> {
  const response = await fetch(path, { signal, headers, credentials: 'same-origin', cache: 'no-store' });
  if (response.status === 401) throw new SignedOut();
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response;
}

async function readSnapshot(signal: AbortSignal): Promise<LiveSet> {
  const response = await open('/api/live/snapshot', signal, { accept: 'application/json' });
  const snapshot = (await response.json()) as LiveSnapshot;
  noteServerTime(snapshot.serverNow);
  const fresh = liveSetOf(snapshot);
  batch.startAgain();
  for (const noun of LIVE_NOUNS) for (const feature of snapshot[noun]) batch.upsert(noun, feature);
  batch.positions([...fresh.positions.values()]);
  batch.feeds(snapshot.feeds);
  post();
  return fresh;
}

async function follow(held: LiveSet, mine: AbortController): Promise<void> {
  roster = [];
  const response = await open('/api/live?positions=packed', mine.signal, {
    accept: 'text/event-stream',
    'last-event-id': String(held.seq),
  });
  if (!response.body) throw new Error('the stream has no body');
  move({ kind: 'opened' });
  let outdated = false;
  const parse = eventStreamParser((event) => {
    if (take(held, event) === 'outdated') outdated = true;
  });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done || mine.signal.aborted) return;
    link = nextLink(link, { kind: 'received' }, Date.now(), 0);
    parse(value);
    if (outdated) {
      set = undefined;
      return;
    }
    schedulePost();
  }
}

/** Takes one event of the stream; 'outdated' when only a new snapshot helps. */
function take(held: LiveSet, { event, data }: StreamEvent): 'outdated' | undefined {
  if (event === 'reset') return 'outdated';
  if (event === 'hello') noteServerTime((JSON.parse(data) as { serverNow: string }).serverNow);
  else if (event === 'feeds') batch.feeds(JSON.parse(data) as FeedAge[]);
  else if (event === 'roster') roster = roster.concat((JSON.parse(data) as { ids: string[] }).ids);
  else if (event === 'frame') takeFrame(held, unpackPositions(bytesOf(data), roster));
  else if (event === 'positions') takeFrame(held, JSON.parse(data) as PositionFrame);
  else if (event === 'change') return takeChange(held, JSON.parse(data) as LiveChange);
  return undefined;
}

function takeFrame(held: LiveSet, frame: PositionFrame): void {
  noteServerTime(frame.serverNow);
  batch.positions(applyPositions(held, frame));
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0));
}

function takeChange(held: LiveSet, change: LiveChange): 'outdated' | undefined {
  if (change.kind === 'bulk' && (change.noun === 'grids' || change.noun === 'areas')) batch.groundIsNew();
  if (!isLive(change.noun)) batch.logged(change.noun);
  const applied = applyChange(held, change);
  if (!applied || !isLive(applied.noun)) return undefined;
  if (applied.kind === 'bulk') return 'outdated';
  const feature = held[applied.noun].get(applied.id);
  if (feature) batch.upsert(applied.noun, feature);
  else batch.remove(applied.noun, applied.id);
  noteTold(change, feature);
  return undefined;
}

/** Of what just happened: when it was made, told and received. An alarm counts from its condition, and only when it is raised. */
function noteTold({ noun, id, seq, at, toldAt }: LiveChange, feature: LiveNouns[LiveNoun] | undefined): void {
  if (!toldAt || !feature || (noun !== 'incidents' && noun !== 'alarms')) return;
  const isAlarm = noun === 'alarms';
  const { lastAct, raisedAt } = feature.properties as Partial<Alarm['properties']>;
  if (isAlarm && lastAct !== 'raise') return;
  const madeMs = Date.parse((isAlarm ? raisedAt : undefined) ?? at);
  const receivedMs = Date.now() + (serverOffsetMs ?? 0);
  batch.told({ noun, id, seq, madeMs, toldMs: Date.parse(toldAt), receivedMs });
}

function isLive(noun: string): noun is LiveNoun {
  return (LIVE_NOUNS as readonly string[]).includes(noun);
}

function noteServerTime(serverNow: string): void {
  serverOffsetMs = clock.heard(Date.parse(serverNow), Date.now());
}

/** Tells at once what comes after a pause, and gathers what comes in a rush. */
function schedulePost(): void {
  const waitMs = postedAtMs + SOONEST_POST_MS - performance.now();
  if (waitMs <= 0) post();
  else postTimer ??= setTimeout(post, waitMs);
}

function post(): void {
  clearTimeout(postTimer);
  postTimer = undefined;
  postedAtMs = performance.now();
  const diff: LiveDiff = { ...batch.take(), link, serverOffsetMs, seq: set?.seq ?? 0 };
  self.postMessage(diff);
}
