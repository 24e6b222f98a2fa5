import type { Unit } from '../../contract/unit.ts';
import type { Fix } from '../geofence.ts';
import type { Subject } from './rule.ts';

/** A unit and the newest that was heard of it. */
export interface WatchedUnit {
  unit: Unit;
  fix: Fix | null;
  /** Grid that holds the fix; undefined outside the city or without a fix. */
  gridCode: string | undefined;
}

/** A fix older than this tells nothing of now: even a unit that stands still tells more often. */
export const FRESH_FIX_MS = 90_000;

/** After a longer silence what a unit did before tells nothing of what it does now. */
export const LONGEST_SILENCE_MS = 180_000;

/** Whether a unit is at work: neither off duty nor set unavailable. */
export function isOnDuty({ unit }: WatchedUnit): boolean {
  const { state } = unit.properties;
  return state !== 'off_duty' && state !== 'unavailable';
}

/** Whether it is known where the unit is now. */
export function isFresh({ fix }: WatchedUnit, nowMs: number): boolean {
  return fix !== null && nowMs - fix.fixMs <= FRESH_FIX_MS;
}

/** A unit as the subject of an alarm, at its newest place. */
export function unitSubject({ unit, fix }: WatchedUnit): Subject {
  const { code, areaCode } = unit.properties;
  return {
    noun: 'units',
    id: unit.id,
    label: code,
    areaCode,
    place: fix && [fix.lng7 / 1e7, fix.lat7 / 1e7],
  };
}
