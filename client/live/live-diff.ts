import type { FeedAge, LiveNoun, LiveNouns, LoggedNoun, UnitPositionRow } from '../../core/contract/live.ts';
import type { ToldChange } from './latency.ts';
import type { Link } from './reconnect.ts';

export type LiveFeature<N extends LiveNoun = LiveNoun> = LiveNouns[N];

/** What the worker tells the page, at most ten times a second. */
export interface LiveDiff {
  /** A new snapshot: forget what came before. */
  fresh: boolean;
  /** Areas and grids are others than they were: a plan came into force, or an import. */
  isGroundNew: boolean;
  /** Nouns outside the live set of which something changed. */
  logged: LoggedNoun[];
  upserts: Partial<Record<LiveNoun, LiveFeature[]>>;
  removals: Partial<Record<LiveNoun, string[]>>;
  positions: UnitPositionRow[];
  feeds: FeedAge[] | null;
  /** Of incidents and alarms that came as they happened: when. */
  told: ToldChange[];
  link: Link;
  /** Milliseconds to add to this machine's clock; null before the first message. */
  serverOffsetMs: number | null;
  /** Sequence number of the last event applied. */
  seq: number;
}

export type LiveCommand = { kind: 'start' } | { kind: 'stop' };

/** Gathers what happens between two posts to the page; a later state of a thing replaces the earlier one. */
export class DiffBatch {
  #fresh = false;
  #isGroundNew = false;
  #logged = new Set<LoggedNoun>();
  #upserts = new Map<LiveNoun, Map<string, LiveFeature>>();
  #removals = new Map<LiveNoun, Set<string>>();
  #positions = new Map<string, UnitPositionRow>();
  #feeds: FeedAge[] | null = null;
  #told: ToldChange[] = [];

  upsert(noun: LiveNoun, feature: LiveFeature): void {
    this.#removals.get(noun)?.delete(feature.id);
    const features = this.#upserts.get(noun) ?? new Map();
    this.#upserts.set(noun, features.set(feature.id, feature));
  }

  remove(noun: LiveNoun, id: string): void {
    this.#upserts.get(noun)?.delete(id);
    const ids = this.#removals.get(noun) ?? new Set();
    this.#removals.set(noun, ids.add(id));
  }

  positions(rows: readonly UnitPositionRow[]): void {
    for (const row of rows) this.#positions.set(row[0], row);
  }

  feeds(feeds: FeedAge[]): void {
    this.#feeds = feeds;
  }

  told(change: ToldChange): void {
    this.#told.push(change);
  }

  logged(noun: LoggedNoun): void {
    this.#logged.add(noun);
  }

  groundIsNew(): void {
    this.#isGroundNew = true;
  }

  /** Drops what was gathered of things: a snapshot follows. */
  startAgain(): void {
    this.#clear();
    this.#fresh = true;
  }

  /** What was gathered, and an empty batch again. */
  take(): Omit<LiveDiff, 'link' | 'serverOffsetMs' | 'seq'> {
    const taken = {
      fresh: this.#fresh,
      isGroundNew: this.#isGroundNew,
      logged: [...this.#logged],
      upserts: Object.fromEntries([...this.#upserts].map(([noun, map]) => [noun, [...map.values()]])),
      removals: Object.fromEntries([...this.#removals].map(([noun, ids]) => [noun, [...ids]])),
      positions: [...this.#positions.values()],
      feeds: this.#feeds,
      told: this.#told,
    };
    this.#clear();
    this.#isGroundNew = false;
    this.#logged.clear();
    return taken;
  }

  #clear(): void {
    this.#fresh = false;
    this.#upserts.clear();
    this.#removals.clear();
    this.#positions.clear();
    this.#feeds = null;
    this.#told = [];
  }
}
