import type { Alarm } from '../../../core/contract/alarm.ts';
import { toInt7 } from '../../../core/geometry/integer.ts';
import type { Condition } from '../../../core/live/alarm-record.ts';
import { newFenceWatch, type Track } from '../../../core/live/geofence.ts';
import { RULE_KINDS } from '../../../core/vocabulary.ts';
import type { Queryable } from '../../database/database.ts';
import { recall, remember } from '../../queries/sentry-memory.ts';
import { allOf, type CityState, oneOf } from './city-state.ts';
import { shapesOf, type Traces } from './traces.ts';

/** After a longer pause than this the visits meanwhile are not known. */
const LONGEST_PAUSE_MS = 10 * 60_000;
const TOPIC = 'watch';

interface Memory {
  /** When the watch began for the first time ever, milliseconds since 1970. */
  watchingSinceMs: number;
  visits: { areas: [string, number][]; routes: [string, number][]; sinceMs: number };
  /** Versions of the fences that the tracks know, by id. */
  fences: [string, number][];
  tracks: [string, Omit<Track, 'contacts' | 'generation'> & { contacts: [string, Contact][] }][];
}
type Contact = Track['contacts'] extends Map<string, infer C> ? C : never;

/** Keeps what the traces hold for the next start. */
export async function saveMemory(
  database: Queryable,
  city: CityState,
  traces: Traces,
  watchingSinceMs: number,
  nowMs: number,
): Promise<void> {
  const { areas, routes, sinceMs } = traces.visits;
  const memory: Memory = {
    watchingSinceMs,
    visits: { areas: [...areas], routes: [...routes], sinceMs },
    fences: [...allOf(city, 'geofences')].map(({ id, properties }) => [id, properties.version]),
    tracks: [...traces.fences.tracks].map(([id, { generation, contacts, ...track }]) => [
      id,
      { ...track, contacts: [...contacts] },
    ]),
  };
  await remember(database, TOPIC, new Date(nowMs).toISOString(), memory);
}

/** Takes up what was kept; answers when the watch began for the first time ever. */
export async function recallMemory(
  database: Queryable,
  city: CityState,
  traces: Traces,
  nowMs: number,
): Promise<number> {
  const kept = await recall<Memory>(database, TOPIC);
  if (!kept) return nowMs;
  const { watchingSinceMs, visits, fences, tracks } = kept.value;
  for (const [code, ms] of visits.areas) traces.visits.areas.set(code, ms);
  for (const [id, ms] of visits.routes) traces.visits.routes.set(id, ms);
  if (nowMs - Date.parse(kept.at) <= LONGEST_PAUSE_MS) traces.visits.sinceMs = visits.sinceMs;
  const known = new Set(
    fences
      .filter(([id, version]) => oneOf(city, 'geofences', id)?.properties.version === version)
      .map(([id]) => id),
  );
  traces.fences = newFenceWatch(shapesOf(allOf(city, 'geofences')), known);
  for (const [unitId, { contacts, ...track }] of tracks) {
    const kept = contacts.filter(([fenceId]) => known.has(fenceId));
    traces.fences.tracks.set(unitId, { ...track, generation: 0, contacts: new Map(kept) });
  }
  return watchingSinceMs;
}

/** The conditions behind the open alarms, so that none is raised anew; and what their rules must know to see them end. */
export function recallAlarms(city: CityState, traces: Traces, nowMs: number): Map<string, Condition> {
  const held = new Map<string, Condition>();
  for (const alarm of allOf(city, 'alarms')) {
    const condition = conditionOf(alarm);
    if (!condition) continue;
    held.set(condition.key, condition);
    resume(condition, city, traces, nowMs);
  }
  return held;
}

/** The condition that an alarm stands for, if one of our rules watches it and it lasts. */
export function conditionOf({ geometry, properties }: Alarm): Condition | undefined {
  const { key, kind, isActive, priority, subjectNoun, subjectId, subjectLabel, areaCode, raisedAt, facts } =
    properties;
  if (!isActive || !(RULE_KINDS as readonly string[]).includes(kind)) return undefined;
  const [lng, lat] = geometry?.coordinates ?? [null, null];
  const about = { subjectNoun, subjectId, subjectLabel, areaCode, lng, lat };
  return { key, kind, isActive, priority: priority as Condition['priority'], ...about, at: raisedAt, facts };
}

function resume(
  { kind, subjectId, lng, lat, at, facts }: Condition,
  city: CityState,
  traces: Traces,
  seenMs: number,
): void {
  const sinceMs = Date.parse(facts.sinceAt ?? at);
  if (kind === 'unit_stationary' && lng !== null && lat !== null) {
    const place = { lng7: toInt7(lng), lat7: toInt7(lat), accuracyMetres: facts.accuracyMetres ?? 20 };
    traces.standings.set(subjectId, { ...place, sinceMs, seenMs });
  }
  const unit = oneOf(city, 'units', subjectId);
  const routeId = unit && traces.wayOf(unit, seenMs);
  if (kind === 'unit_off_route' && routeId) {
    const metres = facts.distanceMetres ?? 0;
    traces.strayings.set(subjectId, { routeId, sinceMs, leastMetres: metres, metres, seenMs });
  }
  if (kind === 'area_understaffed') traces.shortages.set(subjectId, sinceMs);
}
