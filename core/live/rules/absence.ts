import { cityShift } from '../../city-time.ts';
import { CODE_LENGTH, isWithinCode, levelOfCode } from '../../contract/area-code.ts';
import type { Route } from '../../contract/route.ts';
import type { Level } from '../../vocabulary.ts';
import type { Condition } from '../alarm-record.ts';
import { holding, isoOf, type RuleLook, type Subject } from './rule.ts';
import { type Visits, visitedMs } from './visits.ts';
import { isFresh, isOnDuty, type WatchedUnit } from './watched-unit.ts';

/** An area that can be watched. `lng`, `lat` in degrees: where its name stands. */
export interface WatchedArea {
  code: string;
  level: Level;
  nameZh: string;
  lng: number;
  lat: number;
}

/** The areas of a rule: those of its level that lie in, or are, one of its codes. */
export function areasOfRule(
  areas: Iterable<WatchedArea>,
  { level, within }: { level: Level; within: readonly string[] },
): WatchedArea[] {
  return [...areas].filter(
    (area) => area.level === level && within.some((code) => isWithinCode(area.code, code)),
  );
}

/** Areas that no unit on duty visited for longer than the limit. */
export function areaUnvisited(
  look: RuleLook<'area_unvisited'>,
  areas: readonly WatchedArea[],
  visits: Visits,
): Condition[] {
  const limitMs = look.setting.limits.minutes * 60_000;
  const found: Condition[] = [];
  for (const area of areas) {
    const lastMs = visitedMs(visits, 'areas', area.code);
    if (look.nowMs - lastMs < limitMs) continue;
    const facts = {
      sinceAt: isoOf(lastMs),
      limitSeconds: limitMs / 1000,
      ...lastSeen(visits.areas.get(area.code)),
    };
    found.push(holding(look, areaSubject(area), lastMs + limitMs, facts));
  }
  return found;
}

/** Routes of the shift on duty that no unit visited for longer than the limit, counted from the start of the shift at the earliest. */
export function routeUnvisited(
  look: RuleLook<'route_unvisited'>,
  routes: Iterable<Route>,
  visits: Visits,
): Condition[] {
  const limitMs = look.setting.limits.minutes * 60_000;
  const { shift, startMs } = cityShift(look.zone, look.nowMs);
  const found: Condition[] = [];
  for (const { id, geometry, properties } of routes) {
    if (properties.shift !== shift) continue;
    const lastMs = Math.max(visitedMs(visits, 'routes', id), startMs);
    if (look.nowMs - lastMs < limitMs) continue;
    const { code: label, areaCode } = properties;
    const place = geometry.coordinates[Math.floor(geometry.coordinates.length / 2)] ?? null;
    const facts = {
      sinceAt: isoOf(lastMs),
      limitSeconds: limitMs / 1000,
      ...lastSeen(visits.routes.get(id)),
    };
    found.push(holding(look, { noun: 'routes', id, label, areaCode, place }, lastMs + limitMs, facts));
  }
  return found;
}

function lastSeen(visitMs: number | undefined): { lastSeenAt?: string } {
  return visitMs === undefined ? {} : { lastSeenAt: isoOf(visitMs) };
}

/** Since when areas have too few units, milliseconds since 1970, by code. */
export type Shortages = Map<string, number>;

/** Areas in which for longer than the limit fewer units on duty are than required. A unit that is not heard is nowhere. */
export function areaUnderstaffed(
  look: RuleLook<'area_understaffed'>,
  areas: readonly WatchedArea[],
  units: Iterable<WatchedUnit>,
  shortages: Shortages,
): Condition[] {
  const { units: requiredUnits, seconds } = look.setting.limits;
  const counts = countByArea(units, look.nowMs);
  const found: Condition[] = [];
  for (const area of areas) {
    const there = counts.get(area.code) ?? 0;
    if (there >= requiredUnits) {
      shortages.delete(area.code);
      continue;
    }
    const sinceMs = shortages.get(area.code) ?? look.nowMs;
    shortages.set(area.code, sinceMs);
    if (look.nowMs - sinceMs < seconds * 1000) continue;
    const facts = { sinceAt: isoOf(sinceMs), limitSeconds: seconds, units: there, requiredUnits };
    found.push(holding(look, areaSubject(area), sinceMs + seconds * 1000, facts));
  }
  return found;
}

/** Units on duty in each area of each level below the city. */
function countByArea(units: Iterable<WatchedUnit>, nowMs: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const watched of units) {
    if (!watched.gridCode || !isOnDuty(watched) || !isFresh(watched, nowMs)) continue;
    for (const level of ['grid', 'community', 'street', 'district'] as const) {
      const code = watched.gridCode.slice(0, CODE_LENGTH[level]);
      counts.set(code, (counts.get(code) ?? 0) + 1);
    }
  }
  return counts;
}

function areaSubject({ code, nameZh: label, lng, lat }: WatchedArea): Subject {
  const noun = levelOfCode(code) === 'grid' ? 'grids' : 'areas';
  return { noun, id: code, label, areaCode: code, place: [lng, lat] };
}
