import type { Alarm } from '../../../../core/contract/alarm.ts';
import { type AlarmGroup, groupByCause } from '../../../../core/live/alarm-flood.ts';
import { inOrder } from './alarm-order.ts';

/** A row of the list: an alarm, or a cause with all its alarms. */
export type AlarmRow =
  | { kind: 'alarm'; id: string; alarm: Alarm; inGroup: boolean }
  | { kind: 'group'; id: string; group: AlarmGroup; isOpen: boolean };

/** The rows of the list, one by one or by cause; the alarms of the causes in `open` stand below them. */
export function alarmRows(alarms: Iterable<Alarm>, byCause: boolean, open: ReadonlySet<string>): AlarmRow[] {
  const ordered = inOrder(alarms);
  if (!byCause) return ordered.map((alarm) => rowOf(alarm, false));
  return groupByCause(ordered).flatMap((group): AlarmRow[] => {
    const isOpen = open.has(group.key);
    const head: AlarmRow = { kind: 'group', id: `group:${group.key}`, group, isOpen };
    return isOpen ? [head, ...group.alarms.map((alarm) => rowOf(alarm, true))] : [head];
  });
}

/** The alarms that a row stands for. */
export function alarmsOf(row: AlarmRow): readonly Alarm[] {
  return row.kind === 'alarm' ? [row.alarm] : row.group.alarms;
}

function rowOf(alarm: Alarm, inGroup: boolean): AlarmRow {
  return { kind: 'alarm', id: alarm.id, alarm, inGroup };
}
