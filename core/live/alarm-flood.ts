import type { Alarm } from '../contract/alarm.ts';
import type { AlarmKind } from '../vocabulary.ts';
import { needsAcknowledgement } from './alarm.ts';
import { ALARM_BANDS } from './alarm-load.ts';

/** A flood is over when fewer than this many came in ten minutes: half of what begins it, so that the list does not flap. */
export const FLOOD_OVER_BELOW = ALARM_BANDS.floodPerBin / 2;

/** How many of the times lie in the ten minutes before `nowMs`; all in milliseconds since 1970. */
export function recentArrivals(arrivalsMs: Iterable<number>, nowMs: number): number {
  let count = 0;
  for (const at of arrivalsMs) if (at > nowMs - ALARM_BANDS.binSeconds * 1000) count += 1;
  return count;
}

/** Whether it is a flood now that `recent` alarms came in ten minutes, when it was one before or not. */
export function isFlood(wasFlood: boolean, recent: number): boolean {
  return wasFlood ? recent >= FLOOD_OVER_BELOW : recent > ALARM_BANDS.floodPerBin;
}

/** Alarms of one cause: of one kind in one area. */
export interface AlarmGroup {
  key: string;
  kind: AlarmKind;
  /** The area that its alarms have in common, as wide as `codeLength` digits. */
  areaCode: string;
  /** Most urgent of it, 1 first. */
  priority: number;
  /** Last raised first. */
  alarms: Alarm[];
  unacknowledged: number;
}

/** Digits of the code of a street: wide enough to gather a cause, narrow enough to send somebody there. */
export const GROUP_CODE_LENGTH = 9;

/**
 * Alarms grouped by cause (kind and area, an area being the first `codeLength` digits of its code): groups with something to
 * acknowledge first, then by urgency, then by size.
 */
export function groupByCause(alarms: readonly Alarm[], codeLength = GROUP_CODE_LENGTH): AlarmGroup[] {
  const groups = new Map<string, AlarmGroup>();
  for (const alarm of alarms) {
    const { kind, priority, state } = alarm.properties;
    const areaCode = alarm.properties.areaCode.slice(0, codeLength);
    const key = `${kind}/${areaCode}`;
    const group = groups.get(key) ?? { key, kind, areaCode, priority, alarms: [], unacknowledged: 0 };
    groups.set(key, group);
    group.alarms.push(alarm);
    group.priority = Math.min(group.priority, priority);
    if (needsAcknowledgement(state)) group.unacknowledged += 1;
  }
  for (const { alarms: own } of groups.values())
    own.sort((a, b) => Date.parse(b.properties.raisedAt) - Date.parse(a.properties.raisedAt));
  return [...groups.values()].sort(
    (a, b) =>
      Number(b.unacknowledged > 0) - Number(a.unacknowledged > 0) ||
      a.priority - b.priority ||
      b.alarms.length - a.alarms.length ||
      (a.key < b.key ? -1 : 1),
  );
}
