import {
  type FeedAge,
  LIVE_NOUNS,
  type LiveNoun,
  type LoggedNoun,
  type UnitPositionRow,
} from '../../core/contract/live.ts';
import { loseSession } from '../api/client.ts';
import type { UnitPlace } from '../map/unit-motion.ts';
import { latency } from './latency.ts';
import type { LiveCommand, LiveDiff, LiveFeature } from './live-diff.ts';
import { presentNow, setServerOffset } from './present-now.ts';
import type { ConnectionState } from './reconnect.ts';

export interface Connection {
  state: ConnectionState;
  /** When anything was last received, by this machine's clock; null before. */
  lastMessageAtMs: number | null;
}

/** `clock`: the time of the picture leapt, or began to run at another pace; `ground`: areas and grids may be others than they were. */
export type LiveTopic = LiveNoun | 'feeds' | 'connection' | 'positions' | 'clock' | 'ground';

/** An incident before and after a change; undefined where it was or is not in the live set. */
export interface IncidentChange {
  before: LiveFeature<'incidents'> | undefined;
  after: LiveFeature<'incidents'> | undefined;
}

export type LiveMaps = { [N in LiveNoun]: ReadonlyMap<string, LiveFeature<N>> };

/** What the page shows: the live city, or another picture of it in its place. */
export interface Picture {
  readonly collections: LiveMaps;
  /** Newest position of each unit, by unit id. */
  readonly positions: ReadonlyMap<string, UnitPositionRow>;
  /** Whether there is anything to show yet. */
  readonly loaded: boolean;
  /** The time of the picture, milliseconds since 1970. */
  nowMs(): number;
  /** Where units are drawn now, of a picture that knows how they go on; they count as stale after `unitsStaleAfterMs`. */
  readonly tracks: {
    places(): ReadonlyMap<string, UnitPlace>;
    isMoving(): boolean;
    unitsStaleAfterMs: number;
  };
}

const ONE_SECOND_MS = 1000;
const NO_FEEDS: readonly FeedAge[] = [];

let worker: Worker | undefined;
let collections = emptyCollections();
let positions: ReadonlyMap<string, UnitPositionRow> = new Map();
let feeds: readonly FeedAge[] = [];
let connection: Connection = { state: 'connecting', lastMessageAtMs: null };
let seq = 0;
let generation = 0;
let loaded = false;
let picture: Picture | undefined;
const listeners = new Map<LiveTopic, Set<() => void>>();
const presentListeners = new Map<LiveTopic, Set<() => void>>();
const incidentListeners = new Set<(changes: readonly IncidentChange[]) => void>();
const logListeners = new Set<(nouns: readonly LoggedNoun[]) => void>();

/**
 * The city as the page shows it: the live one, as the worker last told, or the picture that was put in its place. Maps are
 * replaced, never changed, so identity tells change.
 */
export const liveSet = {
  /** Follows the stream; does nothing if it already does. */
  start(): void {
    if (worker) return;
    worker = new Worker(new URL('./live-worker.ts', import.meta.url), { type: 'module', name: 'live' });
    worker.onmessage = ({ data }: MessageEvent<LiveDiff>) => apply(data);
    worker.postMessage({ kind: 'start' } satisfies LiveCommand);
  },
  /** Connects anew, as after signing in again; what is shown stays until the new snapshot comes. */
  restart(): void {
    worker?.postMessage({ kind: 'start' } satisfies LiveCommand);
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
    picture = undefined;
    notify(ALL_TOPICS);
  },
  /** Shows another picture from now on, null: the live city. What is live goes on unseen. */
  show(other: Picture | null): void {
    picture = other ?? undefined;
    tell(listeners, ALL_TOPICS);
  },
  /** To be told by the picture in place when something of it changed. */
  pictureChanged(topics: readonly LiveTopic[]): void {
    tell(listeners, topics);
  },
  /** The picture in place of the live city. */
  get picture(): Picture | undefined {
    return picture;
  },
  get<N extends LiveNoun>(noun: N): ReadonlyMap<string, LiveFeature<N>> {
    return liveSet.collections[noun];
  },
  get collections(): LiveMaps {
    return picture?.collections ?? collections;
  },
  /** Latest position of each unit, by unit id. */
  get positions(): ReadonlyMap<string, UnitPositionRow> {
    return picture?.positions ?? positions;
  },
  /** None while another picture is shown: it has no feeds that could be late. */
  get feeds(): readonly FeedAge[] {
    return picture ? NO_FEEDS : feeds;
  },
  get connection(): Connection {
    return connection;
  },
  /** Whether a snapshot has arrived. */
  get loaded(): boolean {
    return picture?.loaded ?? loaded;
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
  /** Of which nouns outside the live set something changed; not told of a snapshot, which tells `ground`. */
  onLogged(listener: (nouns: readonly LoggedNoun[]) => void): () => void {
    logListeners.add(listener);
    return () => logListeners.delete(listener);
  },
  /** Each change of an incident, with what it was before; not told of a snapshot. */
  onIncidentChanges(listener: (changes: readonly IncidentChange[]) => void): () => void {
    incidentListeners.add(listener);
    return () => incidentListeners.delete(listener);
  },
};

/** The live city, also while another picture is shown: for what must not be missed meanwhile. */
export const presentSet = {
  /** Whether a snapshot has arrived. */
  get loaded(): boolean {
    return loaded;
  },
  get<N extends LiveNoun>(noun: N): ReadonlyMap<string, LiveFeature<N>> {
    return collections[noun];
  },
  subscribe(topic: LiveTopic, listener: () => void): () => void {
    const all = presentListeners.get(topic) ?? new Set();
    presentListeners.set(topic, all.add(listener));
    return () => all.delete(listener);
  },
};

/** The time of what is shown, milliseconds since 1970: the server's time now, or the picture's. */
export function serverNow(): number {
  return picture?.nowMs() ?? presentNow();
}

function apply(diff: LiveDiff): void {
  const changed: LiveTopic[] = [];
  if (diff.serverOffsetMs !== null) setServerOffset(diff.serverOffsetMs);
  if (diff.fresh) {
    loaded = true;
    generation++;
  }
  // Between two snapshots anything may have gone by unseen.
  if (diff.isGroundNew || (diff.fresh && generation > 1)) changed.push('ground');
  seq = diff.seq;
  latency.told(diff.told);
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
  if (diff.logged.length > 0) for (const listener of logListeners) listener(diff.logged);
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

const ALL_TOPICS: readonly LiveTopic[] = [...LIVE_NOUNS, 'feeds', 'connection', 'positions', 'clock'];

/** The live city changed; while another picture is shown only the connection concerns what is seen. */
function notify(topics: readonly LiveTopic[]): void {
  tell(presentListeners, topics);
  tell(listeners, picture ? topics.filter((topic) => topic === 'connection') : topics);
}

function tell(to: typeof listeners, topics: readonly LiveTopic[]): void {
  for (const topic of topics) for (const listener of to.get(topic) ?? []) listener();
}

function emptyCollections(): LiveMaps {
  return Object.fromEntries(LIVE_NOUNS.map((noun) => [noun, new Map()])) as unknown as LiveMaps;
}
