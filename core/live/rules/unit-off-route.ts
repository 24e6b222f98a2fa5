import type { LineString } from '../../contract/geometry.ts';
import { toInt7 } from '../../geometry/integer.ts';
import { localMetres } from '../../geometry/metres.ts';
import { metresToBorder } from '../../geometry/shape-border.ts';
import { indexShapes, type ShapeIndex } from '../../geometry/shape-index.ts';
import type { Condition } from '../alarm-record.ts';
import type { Fix } from '../geofence.ts';
import { holding, isoOf, keyOf, type RuleLook } from './rule.ts';
import { isFresh, LONGEST_SILENCE_MS, unitSubject, type WatchedUnit } from './watched-unit.ts';

/** The lines of patrol routes, and of rounds where they are watched too. */
export interface RouteLines {
  index: ShapeIndex;
  /** In the order of the index. */
  ids: readonly string[];
  /** Place in the index, by route id. */
  shapes: ReadonlyMap<string, number>;
}

/** Packs the lines of routes. */
export function routeLines(
  routes: Iterable<{ id: string; geometry: Pick<LineString, 'coordinates'> }>,
): RouteLines {
  const all = [...routes];
  const lines = all.map(({ geometry }) => geometry.coordinates.flat().map(toInt7));
  return {
    index: indexShapes(lines.map((line) => [line])),
    ids: all.map(({ id }) => id),
    shapes: new Map(all.map(({ id }, shape) => [id, shape])),
  };
}

/** A unit off its route. */
export interface Straying {
  routeId: string;
  /** Since when it is off and comes no nearer. */
  sinceMs: number;
  /** The nearest that it came since, and where it is now. */
  leastMetres: number;
  metres: number;
  seenMs: number;
}
/** By unit id; a unit on its route has none. */
export type Strayings = Map<string, Straying>;

/** Coming nearer by this much is on the way back: the time starts again. */
const PROGRESS_METRES = 25;
/** Within this share of the limit it is back, and the rule is armed again. */
const BACK_SHARE = 0.6;
const UNKNOWN_ACCURACY_METRES = 20;
const CERTAIN_RADII = 2;

/**
 * Takes a fix of a unit on patrol of `routeId` (null: it is not on patrol); `metres` is the limit. Late fixes count for nothing; after a
 * silence the time starts again.
 */
export function noteRoute(
  strayings: Strayings,
  lines: RouteLines,
  fix: Fix,
  routeId: string | null,
  metres: number,
): void {
  const { unitId, lng7, lat7, fixMs } = fix;
  const shape = routeId === null ? undefined : lines.shapes.get(routeId);
  const before = strayings.get(unitId);
  if (before && before.routeId !== routeId) strayings.delete(unitId);
  if (shape === undefined || routeId === null) return;
  const straying = before?.routeId === routeId ? before : undefined;
  if (straying && fixMs <= straying.seenMs) return;
  const off = metresToBorder(lines.index, shape, lng7, lat7, localMetres(lng7, lat7));
  const certain = off - CERTAIN_RADII * (fix.accuracyMetres ?? UNKNOWN_ACCURACY_METRES);
  if (straying) goOn(strayings, straying, fix, off, metres);
  else if (certain > metres)
    strayings.set(unitId, { routeId, sinceMs: fixMs, leastMetres: off, metres: off, seenMs: fixMs });
}

function goOn(strayings: Strayings, straying: Straying, fix: Fix, off: number, limit: number): void {
  if (off <= limit * BACK_SHARE) {
    strayings.delete(fix.unitId);
    return;
  }
  const comesNearer = off < straying.leastMetres - PROGRESS_METRES;
  const wasSilent = fix.fixMs - straying.seenMs > LONGEST_SILENCE_MS;
  Object.assign(straying, { metres: off, seenMs: fix.fixMs });
  if (comesNearer || wasSilent) Object.assign(straying, { leastMetres: off, sinceMs: fix.fixMs });
}

/**
 * Units on patrol that are farther from their route than the limit, and for longer than the limit come no nearer. The alarm lasts until
 * the unit is back, whether it comes nearer or not, and can be raised again after that. `wayOf`: which line a unit is to keep to now; its route if it has no round.
 */
export function unitOffRoute(
  look: RuleLook<'unit_off_route'>,
  units: Iterable<WatchedUnit>,
  strayings: Strayings,
  wayOf: (watched: WatchedUnit) => string | null = ({ unit }) => unit.properties.routeId,
): Condition[] {
  const { metres, seconds } = look.setting.limits;
  const found: Condition[] = [];
  for (const watched of units) {
    const { id, properties } = watched.unit;
    const straying = strayings.get(id);
    if (!straying || properties.state !== 'patrolling' || wayOf(watched) !== straying.routeId) continue;
    const before = look.held.get(keyOf('unit_off_route', id));
    if (before) found.push({ ...before, priority: look.setting.priority });
    else if (isFresh(watched, look.nowMs) && look.nowMs - straying.sinceMs >= seconds * 1000) {
      const facts = {
        sinceAt: isoOf(straying.sinceMs),
        limitSeconds: seconds,
        limitMetres: metres,
        distanceMetres: Math.round(straying.metres),
      };
      found.push(holding(look, unitSubject(watched), straying.sinceMs + seconds * 1000, facts));
    }
  }
  return found;
}
