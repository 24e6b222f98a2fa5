import { type FeedAge, LIVE_NOUNS, type LiveNoun, type UnitPositionRow } from '../../core/contract/live.ts';
import { loseSession } from '../api/client.ts';
import type { LiveCommand, LiveDiff, LiveFeature } from './live-diff.ts';
import type { ConnectionState } from './reconnect.ts';

export interface Connection {
  state: ConnectionState;
  /** When anything was last received, by this machine's clock; null before. */
  lastMessageAtMs: number | null;
}

export type LiveTopic = LiveNoun | 'feeds' | 'connection' | 'positions';

/** An incident before and after a change; undefined where it was or is not in the live set. */
export interface IncidentChange {
  before: LiveFeature<'incidents'> | undefined;
  after: LiveFeature<'incidents'> | undefined;
}

export type LiveMaps = { [N in LiveNoun]: ReadonlyMap<string, LiveFeature<N>> };

const ONE_SECOND_MS = 1000;

let worker: Worker | undefined;
let collections = emptyCollections();
let positions: ReadonlyMap<string, UnitPositionRow> = new Map();
let feeds: readonly FeedAge[] = [];
let connection: Connection = { state: 'connecting', lastMessageAtMs: null };
let offsetMs = 0;
let seq = 0;
let generation = 0;
let loaded = false;
const listeners = new Map<LiveTopic, Set<() => void>>();
const incidentListeners = new Set<(changes: readonly IncidentChange[]) => void>();

/** The live city on the page's side: what the worker last told. Maps are replaced, never changed, so identity tells change. */
export const liveSet = {
  /** Follows the stream; does nothing if it already does. */
  start(): void {
    if (worker) return;
    worker = new Worker(new URL('./live-worker.ts', import.meta.url), { type: 'module', name: 'live' });
    worker.onmessage = ({ data }: MessageEvent<LiveDiff>) => apply(data);
    worker.postMessage({ kind: 'start' } satisfies LiveCommand);
  },
  /** Forgets everything, as on signing out. */
  stop(): void {
    worker?.terminate();
    worker = undefined;
    collections = emptyCollections();
    positions = new Map();
    feeds = [];
    connection = { state: 'connecting', lastMessageAtMs: null };
    loaded = false;
    notify([...LIVE_NOUNS, 'feeds', 'connection', 'positions']);
  },
  get<N extends LiveNoun>(noun: N): ReadonlyMap<string, LiveFeature<N>> {
    return collections[noun];
  },
  get collections(): LiveMaps {
    return collections;
  },
  /** Latest position of each unit, by unit id. */
  get positions(): ReadonlyMap<string, UnitPositionRow> {
    return positions;
  },
  get feeds(): readonly FeedAge[] {
    return feeds;
  },
  get connection(): Connection {
    return connection;
  },
  /** Whether a snapshot has arrived. */
  get loaded(): boolean {
    return loaded;
  },
  /** How many snapshots have arrived: changes between two of them may have gone by unseen. */
  get generation(): number {
    return generation;
  },
  /** Sequence number of the last event applied. */
  get seq(): number {
    return seq;
  },
  subscribe(topic: LiveTopic, listener: () => void): () => void {
    const all = listeners.get(topic) ?? new Set();
    listeners.set(topic, all.add(listener));
    return () => all.delete(listener);
  },
  /** Each change of an incident, with what it was before; not told of a snapshot. */
  onIncidentChanges(listener: (changes: readonly IncidentChange[]) => void): () => void {
    incidentListeners.add(listener);
    return () => incidentListeners.delete(listener);
  },
};

/** The server's time now, milliseconds since 1970. */
export function serverNow(): number {
  return Date.now() + offsetMs;
}

function apply(diff: LiveDiff): void {
  const changed: LiveTopic[] = [];
  if (diff.serverOffsetMs !== null) offsetMs = diff.serverOffsetMs;
  if (diff.fresh) {
    loaded = true;
    generation++;
  }
  seq = diff.seq;
  for (const noun of LIVE_NOUNS) if (applyNoun(noun, diff)) changed.push(noun);
  if (diff.fresh || diff.positions.length > 0) {
    const next = new Map(diff.fresh ? [] : positions);
    for (const row of diff.positions) next.set(row[0], row);
    positions = next;
    changed.push('positions');
  }
  if (diff.feeds) {
    feeds = diff.feeds;
    changed.push('feeds');
  }
  if (isNews(diff.link)) {
    connection = { state: diff.link.state, lastMessageAtMs: diff.link.lastMessageAtMs };
    changed.push('connection');
  }
  notify(changed);
  if (diff.link.state === 'signed_out') loseSession();
}

/** Messages come many times a second; that one came is news once a second. */
function isNews({ state, lastMessageAtMs }: Connection): boolean {
  return (
    state !== connection.state || (lastMessageAtMs ?? 0) - (connection.lastMessageAtMs ?? 0) >= ONE_SECOND_MS
  );
}

function applyNoun<N extends LiveNoun>(noun: N, diff: LiveDiff): boolean {
  const upserts = (diff.upserts[noun] ?? []) as LiveFeature<N>[];
  const removals = diff.removals[noun] ?? [];
  if (!diff.fresh && upserts.length === 0 && removals.length === 0) return false;
  const before = collections[noun];
  const next = new Map<string, LiveFeature<N>>(diff.fresh ? [] : before);
  for (const feature of upserts) next.set(feature.id, feature);
  for (const id of removals) next.delete(id);
  collections = { ...collections, [noun]: next };
  if (noun === 'incidents' && !diff.fresh)
    tellIncidents(before, [...upserts.map(({ id }) => id), ...removals]);
  return true;
}

function tellIncidents(earlier: ReadonlyMap<string, LiveFeature>, ids: readonly string[]): void {
  const changes = ids.map((id) => ({
    before: earlier.get(id) as LiveFeature<'incidents'> | undefined,
    after: collections.incidents.get(id),
  }));
  for (const listener of incidentListeners) listener(changes);
}

function notify(topics: readonly LiveTopic[]): void {
  for (const topic of topics) for (const listener of listeners.get(topic) ?? []) listener();
}

function emptyCollections(): LiveMaps {
  return Object.fromEntries(LIVE_NOUNS.map((noun) => [noun, new Map()])) as unknown as LiveMaps;
}
