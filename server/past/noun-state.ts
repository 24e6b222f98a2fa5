import type { Incident } from '../../core/contract/incident.ts';
import type { LiveNoun } from '../../core/contract/live.ts';
import { incidentAsOf } from '../../core/incident/as-of.ts';
import { isHeld } from '../../core/live/held.ts';
import type { Queryable } from '../database/database.ts';
import {
  firstWords,
  type IdSpan,
  type LastWord,
  lastWords,
  madeAtMs,
  nounsWithUnlogged,
  unloggedThings,
} from '../queries/past.ts';
import type { PlacedFeature } from '../queries/placed.ts';

/** Everything of a noun at an instant, the whole city, by id. Units come without their place. */
export type NounState = Map<string, PlacedFeature>;

export interface KnownState {
  noun: LiveNoun;
  state: NounState;
  /** Milliseconds since 1970, here and below. */
  atMs: number;
}

const DAY_MS = 24 * 3_600_000;

/**
 * A noun at `atMs` from the log and the rows alone: the last word about each thing; before the first, what it was before that;
 * a thing of which the log says nothing as its row is. `cityMadeMs`: see `cityMadeAtMs`.
 */
export async function stateFromLog(
  db: Queryable,
  noun: LiveNoun,
  atMs: number,
  cityMadeMs: number | undefined,
): Promise<NounState> {
  const first = await firstWords(db, [{ noun }], atMs);
  const unlogged = await unloggedThings(db, noun, atMs);
  const state: NounState = new Map();
  for (const feature of [...first.map(({ before }) => before), ...unlogged])
    if (bornMs(noun, feature, cityMadeMs) <= atMs) state.set(feature.id, asOf(noun, feature, atMs));
  say(state, await lastWords(db, [{ noun, fromMs: null }], atMs));
  return held(noun, state, atMs);
}

/** Moves states of nouns on to `toMs`, in place, by what happened meanwhile. */
export async function advanceStates(
  db: Queryable,
  known: readonly KnownState[],
  toMs: number,
  cityMadeMs: number | undefined,
): Promise<void> {
  const words = await lastWords(
    db,
    known.map(({ noun, atMs }) => ({ noun, fromMs: atMs })),
    toMs,
  );
  const born = await bornBetween(db, known, toMs);
  for (const each of known) {
    const { noun, state } = each;
    for (const feature of born.get(noun) ?? [])
      if (bornMs(noun, feature, cityMadeMs) <= toMs) state.set(feature.id, asOf(noun, feature, toMs));
    say(
      state,
      words.filter((word) => word.noun === noun),
    );
    held(noun, state, toMs);
    each.atMs = toMs;
  }
}

/** Things without an event up to `toMs` that came into being in the span; incidents also when their steps may lie in it. */
async function bornBetween(
  db: Queryable,
  since: readonly { noun: LiveNoun; atMs: number }[],
  toMs: number,
): Promise<Map<LiveNoun, PlacedFeature[]>> {
  const spans = since.map(({ noun, atMs }) => ({ noun, ids: untoldSpan(noun, atMs, toMs) }));
  const born = new Map<LiveNoun, PlacedFeature[]>(since.map(({ noun }) => [noun, []]));
  for (const { noun, before } of await firstWords(db, spans, toMs)) born.get(noun)?.push(before);
  const nouns = await nounsWithUnlogged(db, spans);
  for (const { noun, ids } of spans)
    if (nouns.includes(noun)) born.get(noun)?.push(...(await unloggedThings(db, noun, toMs, ids)));
  return born;
}

/** Ids of the things of which rows alone may tell something in (fromMs, toMs]. */
export function untoldSpan(noun: LiveNoun, fromMs: number, toMs: number): IdSpan {
  return { fromMs: fromMs - (noun === 'incidents' ? DAY_MS : 0), toMs };
}

/** When a thing without a `create` event came into being: an incident with its report, what the city was made with ever before. */
export function bornMs(noun: LiveNoun, feature: PlacedFeature, cityMadeMs: number | undefined): number {
  if (noun === 'incidents') return Date.parse(String(feature.properties.reportedAt));
  const madeMs = madeAtMs(feature.id);
  return madeMs === undefined || madeMs === cityMadeMs ? Number.NEGATIVE_INFINITY : madeMs;
}

function say(state: NounState, words: readonly LastWord[]): void {
  for (const { noun, id, after } of words) {
    if (after) state.set(id, noun === 'units' ? withoutPlace(after) : after);
    else state.delete(id);
  }
}

/** A thing of which the log does not tell what became of it, as it was at `atMs`. */
export function asOf(noun: LiveNoun, feature: PlacedFeature, atMs: number): PlacedFeature {
  if (noun === 'units') return withoutPlace(feature);
  if (noun !== 'incidents') return feature;
  return incidentAsOf(feature as unknown as Incident, atMs) as unknown as PlacedFeature;
}

/** Where a unit was is told by its fixes alone. */
export function withoutPlace(unit: PlacedFeature): PlacedFeature {
  const { properties } = unit;
  return {
    ...unit,
    geometry: null,
    properties: { ...properties, headingDegrees: null, speedKmh: null, fixAt: null },
  };
}

function held(noun: LiveNoun, state: NounState, atMs: number): NounState {
  for (const [id, feature] of state) if (!isHeld(noun, feature as never, atMs)) state.delete(id);
  return state;
}
