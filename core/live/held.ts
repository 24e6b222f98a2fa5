import type { LiveNoun, LiveNouns } from '../contract/live.ts';
import { OPEN_INCIDENT_STATUSES } from '../vocabulary.ts';

const DAY_MS = 24 * 3_600_000;

/** Whether the live set holds an incident at `nowMs` (milliseconds since 1970): it is open, or was reported in the last 24 h. */
export function isIncidentHeld(
  { properties }: Pick<LiveNouns['incidents'], 'properties'>,
  nowMs: number,
): boolean {
  const isOpen = (OPEN_INCIDENT_STATUSES as readonly string[]).includes(properties.status);
  return isOpen || Date.parse(properties.reportedAt) > nowMs - DAY_MS;
}

/** Whether a thing is no longer of the live set whatever the time: an alarm that is normal again, a closed case, a risk file that is done with. */
export function isOver<N extends LiveNoun>(noun: N, feature: LiveNouns[N]): boolean {
  const { state, status } = feature.properties as { state?: string; status?: string };
  if (noun === 'alarms') return state === 'normal';
  if (noun === 'cases') return status === 'closed';
  return noun === 'risks' && (status === 'evaluated' || status === 'withdrawn');
}

/** Whether the live set holds a thing at `nowMs` (milliseconds since 1970). */
export function isHeld<N extends LiveNoun>(noun: N, feature: LiveNouns[N], nowMs: number): boolean {
  if (noun === 'incidents') return isIncidentHeld(feature as LiveNouns['incidents'], nowMs);
  return !isOver(noun, feature);
}
