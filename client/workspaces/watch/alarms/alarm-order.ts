import type { Alarm } from '../../../../core/contract/alarm.ts';
import { needsAcknowledgement } from '../../../../core/live/alarm.ts';
import type { AlarmState } from '../../../../core/vocabulary.ts';

/** What an operator must see first; those put aside come last. */
const RANK: Readonly<Record<AlarmState, number>> = {
  unacknowledged: 0,
  returned_unacknowledged: 1,
  acknowledged: 2,
  shelved: 3,
  suppressed: 4,
  out_of_service: 5,
  normal: 6,
};

/** Unacknowledged first, then by state; within one state the newest first, and always in the same order. */
export function inOrder(alarms: Iterable<Alarm>): Alarm[] {
  return [...alarms].sort(
    (a, b) =>
      RANK[a.properties.state] - RANK[b.properties.state] ||
      Date.parse(b.properties.raisedAt) - Date.parse(a.properties.raisedAt) ||
      (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
}

/** Those that wait for an acknowledgement: what still lasts before what is over, then by urgency, then the newest. */
export function mostUrgent(alarms: Iterable<Alarm>): Alarm[] {
  return inOrder([...alarms].filter(({ properties }) => needsAcknowledgement(properties.state))).sort(
    (a, b) =>
      RANK[a.properties.state] - RANK[b.properties.state] || a.properties.priority - b.properties.priority,
  );
}
