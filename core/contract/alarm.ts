import { z } from 'zod';
import { ALARM_ACTS, ALARM_KINDS, ALARM_STATES, ALARM_SUBJECTS } from '../vocabulary.ts';
import { Id, Instant, stored } from './common.ts';
import { featureOf, Point } from './geometry.ts';

/**
 * What the sentence of an alarm needs besides its subject. Instants, not durations: they stay true while the alarm stands, so an
 * alarm that goes on is not written again.
 */
export const AlarmFacts = z.strictObject({
  /** Since when the cause lasts: unverified, standing still, silent, not visited. */
  sinceAt: Instant.optional(),
  /** When the last sign of life, visit or position was. */
  lastSeenAt: Instant.optional(),
  /** When it became known, if that was long after it was so: fixes came late. */
  learntAt: Instant.optional(),
  /** The deadline that passed. */
  dueAt: Instant.optional(),
  /** The rule's limit, in seconds or in metres. */
  limitSeconds: z.number().min(0).optional(),
  limitMetres: z.number().min(0).optional(),
  distanceMetres: z.number().min(0).optional(),
  accuracyMetres: z.number().min(0).optional(),
  /** Probability that the unit is where the alarm says. */
  probability: z.number().min(0).max(1).optional(),
  units: z.int().min(0).optional(),
  requiredUnits: z.int().min(0).optional(),
  unitId: Id.optional(),
  geofenceId: Id.optional(),
  incidentId: Id.optional(),
});
export type AlarmFacts = z.infer<typeof AlarmFacts>;

/** One alarm point: it keeps its id and key however often it is raised. Times are ISO 8601 UTC. */
export const AlarmProperties = z.object({
  ...stored,
  /** What it is about, once: kind and subject. */
  key: z.string().min(1).max(200),
  kind: z.enum(ALARM_KINDS),
  /** 1 is the most urgent. */
  priority: z.int().min(1).max(4),
  state: z.enum(ALARM_STATES),
  /** Whether its cause lasts, also while it is put aside. */
  isActive: z.boolean(),
  raisedAt: Instant,
  clearedAt: Instant.nullable(),
  acknowledgedAt: Instant.nullable(),
  /** Account that acknowledged it last, and its name. */
  acknowledgedBy: Id.nullable(),
  acknowledgedByName: z.string().nullable(),
  shelvedUntil: Instant.nullable(),
  shelvedReason: z.string().nullable(),
  outOfServiceReason: z.string().nullable(),
  /** When and by whom it was shelved or taken out of service. */
  setAsideAt: Instant.nullable(),
  setAsideBy: Id.nullable(),
  setAsideByName: z.string().nullable(),
  subjectNoun: z.enum(ALARM_SUBJECTS),
  subjectId: z.string(),
  /** What people call the subject: a number, code or name. */
  subjectLabel: z.string(),
  facts: AlarmFacts,
  /** How often it was raised. */
  count: z.int().min(1),
  /** What happened to it last: with the one before, an event of its history. */
  lastAct: z.enum(ALARM_ACTS),
});
export type AlarmProperties = z.infer<typeof AlarmProperties>;
/** Its geometry is where it was raised, null when it has no place (a feed). */
export const Alarm = featureOf(Point.nullable(), AlarmProperties).meta({ id: 'Alarm' });
export type Alarm = z.infer<typeof Alarm>;
