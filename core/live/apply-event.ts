import {
  LIVE_NOUNS,
  type LiveChange,
  type LiveNoun,
  type LiveNouns,
  type LiveSnapshot,
  type LoggedNoun,
  type PositionFrame,
  type UnitPositionRow,
} from '../contract/live.ts';
import { isIncidentHeld, isOver } from './held.ts';

/** Twice as many events as a server tells again after a cut. */
const TOLD_AGAIN_EVENTS = 20_000;

export type LiveCollections = { [N in LiveNoun]: Map<string, LiveNouns[N]> };

/** What a client holds of the city: the snapshot and every change since, in whatever order they came. */
export interface LiveSet extends LiveCollections {
  /** Largest sequence number seen: where to resume the stream. */
  seq: number;
  /** Sequence number of the snapshot; what it holds is at least that new. */
  snapshotSeq: number;
  /** Newest change applied to each thing, as `noun/id`; a removed thing keeps its entry for as long as it may be told again. */
  appliedSeqs: Map<string, number>;
  /** Latest position of each unit, by unit id. */
  positions: Map<string, UnitPositionRow>;
  /** Nouns that changed in bulk: they must be read again. */
  outdated: Set<LoggedNoun>;
}

/** What `applyChange` did: nothing (an old or repeated change), or what of which noun. */
export interface Applied {
  noun: LoggedNoun;
  kind: LiveChange['kind'];
  id: string;
}

/** The set that a snapshot describes. */
export function liveSetOf(snapshot: LiveSnapshot): LiveSet {
  const set: LiveSet = {
    ...emptyCollections(),
    seq: snapshot.seq,
    snapshotSeq: snapshot.seq,
    appliedSeqs: new Map(),
    positions: new Map(),
    outdated: new Set(),
  };
  for (const noun of LIVE_NOUNS) {
    const collection = set[noun] as Map<string, LiveNouns[LiveNoun]>;
    for (const feature of snapshot[noun]) collection.set(feature.id, feature);
  }
  for (const unit of snapshot.units) takePositionOf(set, unit);
  return set;
}

/**
 * Applies one change to the set in place. Of the changes of one thing the one with the largest `seq` wins, whatever the
 * order and however often they come; changes that the snapshot already holds do nothing.
 */
export function applyChange(set: LiveSet, change: LiveChange): Applied | undefined {
  const { seq, noun, kind, id } = change;
  if (seq <= set.snapshotSeq) return undefined;
  set.seq = Math.max(set.seq, seq);
  const key = `${noun}/${id}`;
  if ((set.appliedSeqs.get(key) ?? 0) >= seq) return undefined;
  set.appliedSeqs.set(key, seq);
  if (kind === 'bulk') set.outdated.add(noun);
  else if (isLiveNoun(noun)) store(set, noun, change);
  return { noun, kind, id };
}

/** Applies a frame of positions in place; of each unit the newest fix wins. Returns the rows that moved something. */
export function applyPositions(set: LiveSet, frame: PositionFrame): UnitPositionRow[] {
  return frame.rows.filter((row) => takePosition(set, row));
}

/**
 * Drops incidents that a new snapshot would not hold: neither open nor reported within 24 h of `nowMs` (milliseconds
 * since 1970, the server's time), and what was remembered of things that are long gone. Returns how many incidents.
 */
export function dropOldIncidents(set: LiveSet, nowMs: number): number {
  const before = set.incidents.size;
  for (const [id, incident] of set.incidents) if (!isIncidentHeld(incident, nowMs)) set.incidents.delete(id);
  forgetGone(set);
  return before - set.incidents.size;
}

function forgetGone(set: LiveSet): void {
  for (const [key, seq] of set.appliedSeqs) {
    const [noun = '', id = ''] = key.split('/');
    const isHeld = isLiveNoun(noun as LoggedNoun) && set[noun as LiveNoun].has(id);
    if (!isHeld && seq < set.seq - TOLD_AGAIN_EVENTS) set.appliedSeqs.delete(key);
  }
}

function store(set: LiveSet, noun: LiveNoun, change: LiveChange): void {
  const collection = set[noun] as Map<string, LiveNouns[LiveNoun]>;
  if (change.kind === 'remove' || !change.feature || isOver(noun, change.feature)) {
    collection.delete(change.id);
    if (noun === 'units') set.positions.delete(change.id);
    return;
  }
  collection.set(change.id, change.feature);
  if (noun === 'units') takePositionOf(set, change.feature as LiveNouns['units']);
}

function takePositionOf(set: LiveSet, unit: LiveNouns['units']): void {
  const { headingDegrees, speedKmh, fixAt } = unit.properties;
  if (!unit.geometry || fixAt === null) return;
  const [lng, lat] = unit.geometry.coordinates;
  takePosition(set, [unit.id, lng, lat, headingDegrees, speedKmh, Date.parse(fixAt)]);
}

function takePosition(set: LiveSet, row: UnitPositionRow): boolean {
  const held = set.positions.get(row[0]);
  if (held && held[5] >= row[5]) return false;
  set.positions.set(row[0], row);
  return true;
}

function isLiveNoun(noun: LoggedNoun): noun is LiveNoun {
  return (LIVE_NOUNS as readonly string[]).includes(noun);
}

function emptyCollections(): LiveCollections {
  return Object.fromEntries(LIVE_NOUNS.map((noun) => [noun, new Map()])) as unknown as LiveCollections;
}
