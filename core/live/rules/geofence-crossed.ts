import { cityDay } from '../../city-time.ts';
import { isWithinCode } from '../../contract/area-code.ts';
import type { FenceUnits, Geofence } from '../../contract/geofence.ts';
import type { Condition } from '../alarm-record.ts';
import type { Contact, Crossing, FenceWatch, Side } from '../geofence.ts';
import { hoursStartMs } from '../hours.ts';
import { holding, isoOf, keyOf, type RuleLook } from './rule.ts';
import { isOnDuty, unitSubject, type WatchedUnit } from './watched-unit.ts';

type FenceRule = 'geofence_entered' | 'geofence_left';

const SIDE_OF: Record<FenceRule, Side> = { geofence_entered: 'inside', geofence_left: 'outside' };

/** Whether a fence alarms on this kind of crossing. */
function watches({ properties }: Geofence, kind: FenceRule): boolean {
  const { direction } = properties;
  return direction === 'both' || (direction === 'enter') === (kind === 'geofence_entered');
}

/** Since when a fence is in force, milliseconds since 1970; undefined: it is not. */
export function inForceSinceMs({ properties }: Geofence, zone: string, nowMs: number): number | undefined {
  const { isOn, hours, validFrom, validUntil } = properties;
  const today = cityDay(zone, nowMs);
  if (!isOn || (validFrom !== null && today < validFrom) || (validUntil !== null && today > validUntil))
    return undefined;
  return hoursStartMs(hours, zone, nowMs);
}

/** Whether a fence is about this unit as it is now. */
export function isAbout(units: FenceUnits, watched: WatchedUnit): boolean {
  const { id, properties } = watched.unit;
  const among = <T>(list: readonly T[], value: T) => list.length === 0 || list.includes(value);
  return (
    isOnDuty(watched) &&
    (units.areaCode === null || isWithinCode(properties.areaCode, units.areaCode)) &&
    among(units.kinds, properties.kind) &&
    among(units.vehicles, properties.vehicle) &&
    among(units.states, properties.state) &&
    among(units.unitIds, id)
  );
}

/**
 * Units that crossed the border of a fence in force and are still there: inside after entering, or outside after leaving. A crossing
 * from before the fence came into force is none. An alarm ends when the unit goes back, is no longer meant, or the hours end.
 */
export function geofenceCrossed<K extends FenceRule>(
  look: RuleLook<K>,
  fences: ReadonlyMap<string, Geofence>,
  units: ReadonlyMap<string, WatchedUnit>,
  watch: FenceWatch,
): Condition[] {
  const { kind } = look.setting;
  const inForce = new Map<string, number>();
  for (const [id, fence] of fences) {
    const sinceMs = watches(fence, kind) ? inForceSinceMs(fence, look.zone, look.nowMs) : undefined;
    if (sinceMs !== undefined) inForce.set(id, sinceMs);
  }
  const found: Condition[] = [];
  if (inForce.size === 0) return found;
  for (const [unitId, { contacts }] of watch.tracks) {
    const watched = contacts.size > 0 ? units.get(unitId) : undefined;
    if (!watched) continue;
    for (const [fenceId, contact] of contacts) {
      const fence = fences.get(fenceId);
      if (!fence || !isCrossed(contact, kind, inForce.get(fenceId))) continue;
      if (isAbout(fence.properties.units, watched)) found.push(crossed(look, fence, watched, contact.since));
    }
  }
  return found;
}

function isCrossed({ side, cause, since }: Contact, kind: FenceRule, inForceMs: number | undefined): boolean {
  return (
    inForceMs !== undefined && side === SIDE_OF[kind] && cause === 'crossing' && since.fixMs >= inForceMs
  );
}

/** What is learnt later than this after it was so says when it was learnt. */
const LATE_MS = 60_000;

/** Whether the unit is back, among what was seen at once. */
function isOver({ unitId, fenceId, to, at, isPassage }: Crossing, all: readonly Crossing[]): boolean {
  const isBack = (one: Crossing) =>
    one.unitId === unitId && one.fenceId === fenceId && one.to !== to && one.at.fixMs > at.fixMs;
  return isPassage || all.some(isBack);
}

/** Those who crossed and are back, all seen at once: each alarm begins and ends at once, in this order. */
export function geofencePassed<K extends FenceRule>(
  look: RuleLook<K>,
  fences: ReadonlyMap<string, Geofence>,
  units: ReadonlyMap<string, WatchedUnit>,
  crossings: readonly Crossing[],
): Condition[] {
  return crossings
    .filter((crossing) => isOver(crossing, crossings))
    .flatMap((crossing) => beginAndEnd(look, fences, units, crossing));
}

/**
 * Crossings that only fixes tell which came after newer ones: each alarm begins and ends at once, apart from what stands of the same
 * fence. A fence that was changed since says nothing of the time before.
 */
export function geofenceCrossedLate<K extends FenceRule>(
  look: RuleLook<K>,
  fences: ReadonlyMap<string, Geofence>,
  units: ReadonlyMap<string, WatchedUnit>,
  crossings: readonly Crossing[],
): Condition[] {
  const wasThere = ({ fenceId, at }: Crossing) =>
    Date.parse(fences.get(fenceId)?.properties.updatedAt ?? '') <= at.fixMs;
  return crossings.filter(wasThere).flatMap((crossing) => beginAndEnd(look, fences, units, crossing, 'late'));
}

function beginAndEnd<K extends FenceRule>(
  look: RuleLook<K>,
  fences: ReadonlyMap<string, Geofence>,
  units: ReadonlyMap<string, WatchedUnit>,
  { fenceId, unitId, to, at }: Crossing,
  ...more: readonly string[]
): Condition[] {
  const { kind } = look.setting;
  const [fence, watched] = [fences.get(fenceId), units.get(unitId)];
  if (to !== SIDE_OF[kind] || !fence || !watched) return [];
  const sinceMs = watches(fence, kind) ? inForceSinceMs(fence, look.zone, at.fixMs) : undefined;
  if (sinceMs === undefined || !isAbout(fence.properties.units, watched)) return [];
  const begun = crossed(look, fence, watched, at, ...more);
  return look.held.has(begun.key) ? [] : [begun, { ...begun, isActive: false }];
}

/** A unit as the subject, at the place where it was first seen across. */
function crossed<K extends FenceRule>(
  look: RuleLook<K>,
  fence: Geofence,
  watched: WatchedUnit,
  since: Contact['since'],
  ...more: readonly string[]
): Condition {
  const subject = { ...unitSubject(watched), place: [since.lng7 / 1e7, since.lat7 / 1e7] as const };
  const { persistenceSeconds } = fence.properties;
  const atMs = since.fixMs + persistenceSeconds * 1000;
  const held = look.held.get(keyOf(look.setting.kind, subject.id, fence.id, ...more));
  const isLate = look.nowMs - atMs > LATE_MS;
  const learntAt = held ? held.facts.learntAt : isLate ? isoOf(look.nowMs) : undefined;
  const facts = {
    sinceAt: isoOf(since.fixMs),
    limitSeconds: persistenceSeconds,
    unitId: watched.unit.id,
    geofenceId: fence.id,
    ...(watched.fix?.accuracyMetres == null ? {} : { accuracyMetres: watched.fix.accuracyMetres }),
  };
  const told = learntAt === undefined ? facts : { ...facts, learntAt };
  return holding(look, subject, atMs, told, fence.id, ...more);
}
