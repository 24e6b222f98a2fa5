import type { Priority } from '../vocabulary.ts';

/** What is worth telling of a shift. */
export const HAPPENING_KINDS = [
  'urgent_reported',
  'urgent_settled',
  'escalated',
  'duress',
  'alarm_silenced',
  'alarm_shelved',
  'alarm_out',
  'suppressed',
  'checkpoint_closed',
  'plan_changed',
  'fence_changed',
  'setting_changed',
  'imported',
] as const;
export type HappeningKind = (typeof HAPPENING_KINDS)[number];

/** What the event log says of one event, as far as a handover looks at it. */
export interface ShiftEvent {
  seq: number;
  /** ISO 8601 UTC. */
  at: string;
  noun: string;
  kind: 'create' | 'update' | 'delete' | 'bulk';
  id: string;
  areaCode: string;
  label: string;
  labelEn: string;
  actorName: string | null;
  /** Of incidents and alarms. */
  priority: number | null;
  /** Status or state after the event and before it. */
  became: string | null;
  was: string | null;
  /** Deadlines missed after the event and before it. */
  missed: number;
  missedBefore: number;
  /** Of alarms: what is it about, and what was done. */
  alarmKind: string | null;
  act: string | null;
}

const SETTLED = ['resolved', 'closed', 'duplicate', 'false_alarm', 'cancelled'];
const URGENT: Priority = 2;
const SETTINGS = ['alarm_rules', 'response_targets', 'skill_needs'];

/** Whether the event ended an incident, from open to any end. */
export function isSettling({ noun, became, was }: ShiftEvent): boolean {
  return noun === 'incidents' && SETTLED.includes(became ?? '') && was !== null && !SETTLED.includes(was);
}

/** What of an event is worth telling; undefined: nothing. */
export function happeningOf(event: ShiftEvent): HappeningKind | undefined {
  const { noun, kind, act, became, was } = event;
  if (kind === 'bulk' || noun === 'imports') return 'imported';
  if (noun === 'incidents') return ofIncident(event);
  if (noun === 'alarms') return ofAlarm(act, event.alarmKind);
  if (noun === 'alarm_suppressions') return 'suppressed';
  if (noun === 'checkpoints')
    return became === 'closed' && was !== 'closed' ? 'checkpoint_closed' : undefined;
  if (noun === 'areas' || noun === 'grids' || noun === 'plans') return 'plan_changed';
  if (noun === 'geofences') return 'fence_changed';
  return SETTINGS.includes(noun) ? 'setting_changed' : undefined;
}

function ofIncident(event: ShiftEvent): HappeningKind | undefined {
  if (event.missed > event.missedBefore) return 'escalated';
  if ((event.priority ?? 4) > URGENT) return undefined;
  if (event.kind === 'create') return 'urgent_reported';
  return isSettling(event) ? 'urgent_settled' : undefined;
}

function ofAlarm(act: string | null, alarmKind: string | null): HappeningKind | undefined {
  if (act === 'raise' && alarmKind === 'unit_duress') return 'duress';
  if (act === 'silence') return 'alarm_silenced';
  if (act === 'shelve') return 'alarm_shelved';
  return act === 'take_out' ? 'alarm_out' : undefined;
}
