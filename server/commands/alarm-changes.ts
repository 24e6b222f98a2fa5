import type { Alarm } from '../../core/contract/alarm.ts';
import type { AlarmRecord } from '../../core/live/alarm-record.ts';
import type { Queryable } from '../database/database.ts';
import { type AlarmChoice, selectAlarmsOf, writeAlarms } from '../queries/alarms.ts';
import { appendEvents, type NewEvent } from '../queries/events.ts';

/** One alarm before and after; `before` is null when it was made. */
export interface AlarmChange {
  before: Alarm | null;
  after: Alarm;
}

/** Changes the chosen alarms one by one; those for which `to` answers undefined stay as they are. Logs nothing. */
export async function changeAlarms(
  tx: Queryable,
  choice: AlarmChoice,
  to: (alarm: AlarmRecord, version: number) => AlarmRecord | undefined,
  now: string,
): Promise<AlarmChange[]> {
  const before = await selectAlarmsOf(tx, choice, true);
  const after = before.flatMap((alarm) => to(recordOf(alarm), alarm.properties.version) ?? []);
  return await writeChanges(tx, before, after, now);
}

/** Writes `after`, of which `before` holds what was there. */
export async function writeChanges(
  tx: Queryable,
  before: readonly Alarm[],
  after: readonly AlarmRecord[],
  now: string,
): Promise<AlarmChange[]> {
  if (after.length === 0) return [];
  await writeAlarms(tx, after, now);
  const written = await selectAlarmsOf(tx, { keys: after.map(({ properties }) => properties.key) });
  const earlier = new Map(before.map((alarm) => [alarm.id, alarm]));
  return written.map((alarm) => ({ before: earlier.get(alarm.id) ?? null, after: alarm }));
}

/** Logs each change as an event of `actorId` (null: the system). See `appendEvents`: nothing is written after it. */
export async function logChanges(
  tx: Queryable,
  changes: readonly AlarmChange[],
  actorId: string | null,
  now: string,
): Promise<void> {
  if (changes.length > 0) await appendEvents(tx, eventsOf(changes, actorId, now));
}

/** The events of changes, for a command that has others to log with them. */
export function eventsOf(changes: readonly AlarmChange[], actorId: string | null, now: string): NewEvent[] {
  return changes.map(({ before, after }) => {
    const { areaCode } = after.properties;
    const old = before?.properties.areaCode;
    return {
      at: now,
      actorId,
      noun: 'alarms',
      kind: before ? 'update' : 'create',
      subjectId: after.id,
      areaCode,
      oldAreaCode: old !== undefined && old !== areaCode ? old : null,
      before,
      after,
    };
  });
}

/** What of a stored alarm is not added by the database. */
export function recordOf({ id, geometry, properties }: Alarm): AlarmRecord {
  const { version, updatedAt, acknowledgedByName, setAsideByName, ...own } = properties;
  const [lng, lat] = geometry?.coordinates ?? [null, null];
  return { id, lng, lat, properties: own };
}
