import type { Geofence } from '../../../core/contract/geofence.ts';
import type { Unit } from '../../../core/contract/unit.ts';
import { toInt7 } from '../../../core/geometry/integer.ts';
import { areaOfUnit } from '../../../core/live/area-watch.ts';
import {
  type Crossing,
  type FenceShape,
  type FenceWatch,
  type Fix,
  forgetUnit,
  newFenceWatch,
  setFences,
  takeFixes,
} from '../../../core/live/geofence.ts';
import { lateCrossings, type ToldCrossing, untoldCrossings } from '../../../core/live/late-crossings.ts';
import type { Shortages } from '../../../core/live/rules/absence.ts';
import {
  noteRoute,
  type RouteLines,
  routeLines,
  type Strayings,
} from '../../../core/live/rules/unit-off-route.ts';
import { noteStanding, type Standings } from '../../../core/live/rules/unit-stationary.ts';
import { newVisits, noteAreaVisit, noteRouteVisits, type Visits } from '../../../core/live/rules/visits.ts';
import { isOnDuty, type WatchedUnit } from '../../../core/live/rules/watched-unit.ts';
import type { IssuedWay } from '../../queries/issued-ways.ts';
import type { LateTrack } from '../../queries/late-fixes.ts';
import type { News } from './city-news.ts';
import { allOf, type CityState, oneOf } from './city-state.ts';

/** What the watch has learned from the fixes of the units: where they are, how long they stand or stray, and what they visited. */
export class Traces {
  readonly units = new Map<string, WatchedUnit>();
  readonly standings: Standings = new Map();
  readonly strayings: Strayings = new Map();
  readonly shortages: Shortages = new Map();
  readonly visits: Visits;
  fences: FenceWatch = newFenceWatch();
  #lines: RouteLines;
  /** Of the routes and of the rounds that are given out. */
  #ways: RouteLines;
  readonly #rounds = new Map<string, IssuedWay[]>();

  constructor(city: CityState, nowMs: number) {
    this.visits = newVisits(nowMs);
    this.#lines = routeLines(allOf(city, 'routes'));
    this.#ways = this.#readWays(city);
    for (const unit of allOf(city, 'units'))
      this.units.set(unit.id, { unit, fix: null, gridCode: undefined });
    this.fences = newFenceWatch(shapesOf(allOf(city, 'geofences')));
  }

  /** Takes over what a look at the log changed. */
  follow(city: CityState, { ids }: News): void {
    for (const id of ids.get('units') ?? []) this.#followUnit(city, id);
    if (ids.has('routes')) this.#lines = routeLines(allOf(city, 'routes'));
    if (ids.has('routes') || ids.has('patrol_plans')) this.#ways = this.#readWays(city);
    if (ids.has('geofences')) setFences(this.fences, shapesOf(allOf(city, 'geofences')));
  }

  #readWays(city: CityState): RouteLines {
    this.#rounds.clear();
    for (const way of city.ways) this.#rounds.set(way.unitId, [...(this.#rounds.get(way.unitId) ?? []), way]);
    const drawn = city.ways.flatMap(({ id, geometry }) => (geometry ? [{ id, geometry }] : []));
    return routeLines([...allOf(city, 'routes'), ...drawn]);
  }

  /** Which line a unit is to keep to at a time: that of its round while it has one, else its route; null: it is free. */
  wayOf({ id, properties }: Unit, atMs: number): string | null {
    const rounds = this.#rounds.get(id) ?? [];
    const round = rounds.find(({ startMs, endMs }) => startMs <= atMs && atMs < endMs);
    return round ? round.id : properties.routeId;
  }

  #followUnit(city: CityState, id: string): void {
    const unit = oneOf(city, 'units', id);
    if (!unit) {
      this.units.delete(id);
      this.#forget(id);
      return;
    }
    const before = this.units.get(id);
    const after = { unit, fix: before?.fix ?? null, gridCode: before?.gridCode };
    this.units.set(id, after);
    if (!isOnDuty(after)) this.#forget(id);
  }

  /** Of a unit off duty nothing is followed: when it comes on duty again its first fix is a baseline. */
  #forget(id: string): void {
    forgetUnit(this.fences, id);
    this.standings.delete(id);
    this.strayings.delete(id);
  }

  /**
   * Takes the newest fixes, and those that came with them, in the order of their times. Answers the fences that were crossed, and
   * those of which only fixes tell that came after newer ones; what was `told` of a unit (by its id), by whichever watch, is not among them.
   */
  take(
    city: CityState,
    newest: readonly Fix[],
    tracks: readonly LateTrack[],
    told: ReadonlyMap<string, readonly ToldCrossing[]>,
  ): { crossings: Crossing[]; late: Crossing[] } {
    const late = tracks.flatMap((track) => this.#late(city, track, told.get(track.unitId) ?? []));
    const knownToMs = new Map([...told.keys()].map((id) => [id, this.#knownToMs(id)]));
    const crossings = this.#takeNews(city, [...newest, ...tracks.flatMap(({ fixes }) => fixes)]);
    return { crossings: untoldCrossings(crossings, told, knownToMs), late };
  }

  #late(city: CityState, { unitId, fromMs, fixes }: LateTrack, told: readonly ToldCrossing[]): Crossing[] {
    const knownToMs = this.#knownToMs(unitId);
    if (fromMs > knownToMs) return [];
    const before = fixes.filter(({ fixMs }) => fixMs <= knownToMs);
    return lateCrossings(shapesOf(allOf(city, 'geofences')), before, fromMs, told);
  }

  /** Up to when a unit's way was followed, by this watch or the one before; never: minus infinity. */
  #knownToMs(unitId: string): number {
    const seen = this.units.get(unitId)?.fix ?? this.fences.tracks.get(unitId);
    return seen?.fixMs ?? Number.NEGATIVE_INFINITY;
  }

  #takeNews(city: CityState, fixes: readonly Fix[]): Crossing[] {
    const { unit_stationary, unit_off_route, route_unvisited } = city.rules;
    const news: Fix[] = [];
    for (const fix of [...fixes].sort((a, b) => a.fixMs - b.fixMs)) {
      const watched = this.units.get(fix.unitId);
      if (!watched || (watched.fix && fix.fixMs <= watched.fix.fixMs)) continue;
      watched.fix = fix;
      watched.gridCode = areaOfUnit(city.ground.grids, fix.unitId, fix.lng7, fix.lat7);
      if (!isOnDuty(watched)) continue;
      news.push(fix);
      const isPatrolling = watched.unit.properties.state === 'patrolling';
      noteStanding(this.standings, fix, unit_stationary.limits.metres);
      const patrolled = isPatrolling ? this.wayOf(watched.unit, fix.fixMs) : null;
      noteRoute(this.strayings, this.#ways, fix, patrolled, unit_off_route.limits.metres);
      if (watched.gridCode) noteAreaVisit(this.visits, watched.gridCode, fix.fixMs);
      noteRouteVisits(this.visits, this.#lines, fix, route_unvisited.limits.metres);
    }
    return takeFixes(this.fences, news);
  }
}

/** Fences as the engine takes them. */
export function shapesOf(fences: Iterable<Geofence>): FenceShape[] {
  return [...fences].map(({ id, geometry, properties }) => {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    const rings = polygons.flat().map((ring) => Int32Array.from(ring.flat(), toInt7));
    return { id, rings, persistenceSeconds: properties.persistenceSeconds };
  });
}
