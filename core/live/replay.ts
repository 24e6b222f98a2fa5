import { LIVE_NOUNS, type LiveNoun, type LiveNouns, type UnitPositionRow } from '../contract/live.ts';
import {
  type PastChange,
  type PastChanges,
  type PastPlan,
  type PastSnapshot,
  POSITION_KEPT_MS,
} from '../contract/past.ts';
import { isHeld } from './held.ts';

export type PastCollections = { readonly [N in LiveNoun]: ReadonlyMap<string, LiveNouns[N]> };

/** The city at an instant. Never changed in place: what did not change is the same map before and after. */
export interface PastState {
  /** Milliseconds since 1970. */
  atMs: number;
  collections: PastCollections;
  /** Newest fix of each unit, by unit id. */
  positions: ReadonlyMap<string, UnitPositionRow>;
  plan: PastPlan | null;
}

/** What happened after a state, as `GET /api/past/changes` tells it. */
export type PastSpan = Pick<PastChanges, 'changes' | 'fixes' | 'plans'>;

/** The state that a snapshot describes. */
export function pastStateOf(snapshot: PastSnapshot): PastState {
  const collections = Object.fromEntries(
    LIVE_NOUNS.map((noun) => [noun, new Map(snapshot[noun].map((feature) => [feature.id, feature]))]),
  ) as unknown as PastCollections;
  return {
    atMs: Date.parse(snapshot.at),
    collections,
    positions: new Map(snapshot.positions.map((row) => [row[0], row])),
    plan: snapshot.plan,
  };
}

/**
 * The state at `toMs` (milliseconds since 1970, not before `state.atMs`) from an earlier one and everything that happened
 * between. `span` may reach further back and forth: only what lies in (state.atMs, toMs] counts.
 */
export function replay(state: PastState, span: PastSpan, toMs: number): PastState {
  const due = <T>(list: readonly T[], msOf: (item: T) => number): readonly T[] =>
    list.slice(firstAfter(list, msOf, state.atMs), firstAfter(list, msOf, toMs));
  const changes = due(span.changes, ({ at }) => Date.parse(at));
  const fixes = due(span.fixes, (row) => row[5]);
  const plans = due(span.plans, ({ effectiveFrom }) => Date.parse(effectiveFrom));
  const collections = collectionsAfter(state, changes, toMs);
  return {
    atMs: toMs,
    collections,
    positions: positionsAfter(state.positions, collections.units, changes, fixes, toMs),
    plan: plans.at(-1) ?? state.plan,
  };
}

/** Index of the first item later than `ms` in a list that is in the order of time. */
function firstAfter<T>(list: readonly T[], msOf: (item: T) => number, ms: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (msOf(list[middle] as T) <= ms) low = middle + 1;
    else high = middle;
  }
  return low;
}

function collectionsAfter(state: PastState, changes: readonly PastChange[], toMs: number): PastCollections {
  const next = { ...state.collections } as { [N in LiveNoun]: ReadonlyMap<string, LiveNouns[N]> };
  const opened = new Map<LiveNoun, Map<string, LiveNouns[LiveNoun]>>();
  const open = (noun: LiveNoun): Map<string, LiveNouns[LiveNoun]> => {
    const map = opened.get(noun) ?? new Map<string, LiveNouns[LiveNoun]>(next[noun]);
    opened.set(noun, map);
    return map;
  };
  for (const { noun, kind, id, feature } of changes) {
    if (kind === 'upsert' && feature) open(noun).set(id, feature);
    else open(noun).delete(id);
  }
  for (const noun of LIVE_NOUNS)
    for (const [id, feature] of opened.get(noun) ?? next[noun])
      if (!isHeld(noun, feature as never, toMs)) open(noun).delete(id);
  return { ...next, ...Object.fromEntries(opened) };
}

/** A unit that comes into the scope brings its place along; of the units that are there the newest fix counts. */
function positionsAfter(
  positions: PastState['positions'],
  units: PastCollections['units'],
  changes: readonly PastChange[],
  fixes: readonly UnitPositionRow[],
  toMs: number,
): PastState['positions'] {
  const next = new Map(positions);
  const take = (row: UnitPositionRow): void => {
    if (row[5] > (next.get(row[0])?.[5] ?? 0)) next.set(row[0], row);
  };
  for (const { noun, kind, id, feature } of changes) {
    if (noun !== 'units') continue;
    if (kind === 'remove') next.delete(id);
    const row = feature && positionOf(feature as LiveNouns['units']);
    if (row) take(row);
  }
  for (const row of fixes) take(row);
  for (const [id, row] of next) if (row[5] <= toMs - POSITION_KEPT_MS || !units.has(id)) next.delete(id);
  const isTouched = fixes.length > 0 || changes.some(({ noun }) => noun === 'units');
  return isTouched || next.size < positions.size ? next : positions;
}

/** The position that a unit's Feature bears, undefined when it bears none. */
export function positionOf({ id, geometry, properties }: LiveNouns['units']): UnitPositionRow | undefined {
  const { headingDegrees, speedKmh, fixAt } = properties;
  if (!geometry || fixAt === null) return undefined;
  const [lng, lat] = geometry.coordinates;
  return [id, lng, lat, headingDegrees, speedKmh, Date.parse(fixAt)];
}
