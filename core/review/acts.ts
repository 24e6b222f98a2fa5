import { ALARM_ACTS, type AlarmAct } from '../vocabulary.ts';

/** The nouns of the log that a review tells of. */
export const REVIEW_NOUNS = ['incidents', 'alarms', 'units', 'checkpoints', 'response_targets'] as const;
export type ReviewNoun = (typeof REVIEW_NOUNS)[number];

/** What can happen to an incident, as a review tells it. */
export const INCIDENT_ACTS = [
  'reported',
  'verified',
  'assigned',
  'acknowledged',
  'reassigned',
  'released',
  'en_route',
  'on_scene',
  'resolved',
  'closed',
  'duplicate',
  'false_alarm',
  'cancelled',
  'reopened',
  'remark',
  'escalated',
] as const;
export type IncidentAct = (typeof INCIDENT_ACTS)[number];

/** What can happen to any thing: `state` is a change of its state, `entered` and `left` are of the area looked at. */
export const THING_ACTS = ['created', 'state', 'edited', 'removed', 'entered', 'left'] as const;
export type ThingAct = (typeof THING_ACTS)[number];

export type ReviewAct = IncidentAct | ThingAct | AlarmAct;
export const REVIEW_ACTS: readonly ReviewAct[] = [
  ...new Set<ReviewAct>([...INCIDENT_ACTS, ...THING_ACTS, ...ALARM_ACTS]),
];

/** The longest period of a review, in days. */
export const MOST_REVIEW_DAYS = 31;
