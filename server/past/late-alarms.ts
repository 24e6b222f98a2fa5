import type { LiveNouns } from '../../core/contract/live.ts';
import type { PastChange } from '../../core/contract/past.ts';
import { isHeld } from '../../core/live/held.ts';
import type { Queryable } from '../database/database.ts';
import { lateAlarmsAt, lateAlarmsBetween } from '../queries/late-alarms.ts';
import type { PlacedFeature } from '../queries/placed.ts';
import type { NounState } from './noun-state.ts';

/**
 * Puts the alarms into a state at `atMs` whose cause was there by then and was learnt later: the past shows what was, and
 * `facts.learntAt` of the alarm says when it became known.
 */
export async function withLateAlarms(db: Queryable, state: NounState, atMs: number): Promise<void> {
  for (const alarm of await lateAlarmsAt(db, atMs)) {
    if (isHeld('alarms', alarm as unknown as LiveNouns['alarms'], atMs)) state.set(alarm.id, alarm);
    else state.delete(alarm.id);
  }
}

/** The same as changes, at the time when it was so. */
export async function lateAlarmChanges(
  db: Queryable,
  prefix: string,
  fromMs: number,
  toMs: number,
): Promise<PastChange[]> {
  const late = await lateAlarmsBetween(db, fromMs, toMs);
  return late
    .filter(({ after }) => String(after.properties.areaCode).startsWith(prefix))
    .map(({ seq, at, after }) => changeAt(seq, at, after));
}

function changeAt(seq: number, at: string, after: PlacedFeature): PastChange {
  return { seq, at, noun: 'alarms', kind: 'upsert', id: after.id, feature: after as never };
}
