import { z } from 'zod';
import { HAPPENING_KINDS } from '../handover/happenings.ts';
import { HOLDING_LEVELS, STAGES } from '../incident/deadlines.ts';
import {
  ALARM_KINDS,
  ALARM_STATES,
  ALARM_SUBJECTS,
  CHECKPOINT_STATES,
  DEVICE_KINDS,
  FEEDS,
  INCIDENT_STATUSES,
  INCIDENT_TYPES,
  SHIFTS,
} from '../vocabulary.ts';
import { AreaCode, Id, Instant, itemsPage } from './common.ts';
import { LIVE_NOUNS } from './live.ts';

/** A thing that a note of the handover is about. */
export const NoteSubject = z.object({ noun: z.enum(LIVE_NOUNS), id: Id });

/** A remark for the shifts to come, carried on until it is struck out. Without a subject it is a general one. */
export const HandoverNote = z
  .object({
    id: Id,
    areaCode: z.string(),
    at: Instant,
    /** Null: an account that is gone. */
    authorName: z.string().nullable(),
    text: z.string(),
    subject: NoteSubject.extend({ label: z.string() }).nullable(),
    struckAt: Instant.nullable(),
    struckByName: z.string().nullable(),
    version: z.int().min(1),
  })
  .meta({ id: 'HandoverNote' });
export type HandoverNote = z.infer<typeof HandoverNote>;
export const HandoverNoteInput = z.strictObject({
  text: z.string().trim().min(1).max(1000),
  subject: z.strictObject(NoteSubject.shape).nullable().default(null),
});
export type HandoverNoteInput = z.infer<typeof HandoverNoteInput>;
export const HandoverNotes = z.object({ items: z.array(HandoverNote), asOf: Instant });

const byPriority = z.object({ '1': z.int(), '2': z.int(), '3': z.int(), '4': z.int() });

/** An incident that the next shift takes over: how far it is and what is due next. */
export const HandedIncident = z.object({
  id: Id,
  number: z.string(),
  type: z.enum(INCIDENT_TYPES),
  priority: z.int().min(1).max(4),
  status: z.enum(INCIDENT_STATUSES),
  areaCode: z.string(),
  reportedAt: Instant,
  heldBy: z.enum(HOLDING_LEVELS),
  missed: z.array(z.enum(STAGES)),
  unitCode: z.string().nullable(),
  next: z.object({ stage: z.enum(STAGES), dueAt: Instant }).nullable(),
});
export type HandedIncident = z.infer<typeof HandedIncident>;

/** An alarm that is not normal. `until` and `reason` are those of its shelf or of its being out of service. */
export const HandedAlarm = z.object({
  id: Id,
  kind: z.enum(ALARM_KINDS),
  priority: z.int().min(1).max(4),
  state: z.enum(ALARM_STATES),
  isActive: z.boolean(),
  subjectNoun: z.enum(ALARM_SUBJECTS),
  subjectId: z.string(),
  subjectLabel: z.string(),
  areaCode: z.string(),
  raisedAt: Instant,
  until: Instant.nullable(),
  reason: z.string().nullable(),
  byName: z.string().nullable(),
});
export type HandedAlarm = z.infer<typeof HandedAlarm>;

/** Alarms that are held back on purpose. */
export const HandedSuppression = z.object({
  id: Id,
  kind: z.enum(ALARM_KINDS).nullable(),
  areaCode: z.string(),
  fromAt: Instant,
  untilAt: Instant.nullable(),
  reason: z.string(),
});
export type HandedSuppression = z.infer<typeof HandedSuppression>;

/** One entry of the shift that is worth telling. */
export const Happening = z.object({
  seq: z.int(),
  at: Instant,
  kind: z.enum(HAPPENING_KINDS),
  noun: z.string(),
  id: z.string(),
  /** Number, code or name of what it happened to; empty: it has none. */
  label: z.string(),
  labelEn: z.string(),
  areaCode: z.string(),
  priority: z.int().min(1).max(4).nullable(),
  /** What it became, in a word of its noun: a status, state or rule. */
  became: z.string().nullable(),
  /** Who did it; null: the system, or an account that is gone. */
  actorName: z.string().nullable(),
});
export type Happening = z.infer<typeof Happening>;

/** What happened in a span. */
export const ShiftChanges = z.object({
  from: Instant,
  to: Instant,
  /** False: more happened than is looked at; counts and entries are of the last part. */
  isComplete: z.boolean(),
  counts: z.object({
    reported: byPriority,
    settled: byPriority,
    escalated: z.int(),
    alarmsRaised: z.int(),
    alarmsAcknowledged: z.int(),
    alarmsSilenced: z.int(),
    alarmsSetAside: z.int(),
    planEdits: z.int(),
    settingEdits: z.int(),
    imports: z.int(),
  }),
  /** Oldest first, the last `NOTABLE_SHOWN`; `notable` says how many there were. */
  notable: z.int(),
  happenings: z.array(Happening),
});
export type ShiftChanges = z.infer<typeof ShiftChanges>;

/** What is not as it should be, beside incidents and alarms. Lists are cut at `LOST_SHOWN`; the counts are whole. */
export const Lost = z.object({
  feeds: z.array(
    z.object({ feed: z.enum(FEEDS), state: z.enum(['late', 'lost']), lastSeenAt: Instant.nullable() }),
  ),
  devicesOffline: z.int(),
  devices: z.array(
    z.object({ id: Id, code: z.string(), kind: z.enum(DEVICE_KINDS), areaCode: z.string(), since: Instant }),
  ),
  /** Units on duty without a position for `UNIT_LOST_SECONDS`. */
  unitsLost: z.int(),
  units: z.array(z.object({ id: Id, code: z.string(), areaCode: z.string(), lastFixAt: Instant.nullable() })),
  checkpointsClosed: z.int(),
  checkpoints: z.array(
    z.object({
      id: Id,
      code: z.string(),
      state: z.enum(CHECKPOINT_STATES),
      areaCode: z.string(),
      since: Instant,
    }),
  ),
});
export type Lost = z.infer<typeof Lost>;

/** The state of the watch at the end of a shift. Lists are cut at `INCIDENTS_SHOWN` and `ALARMS_SHOWN`; the counts are whole. */
export const HandoverSummary = z
  .object({
    areaCode: AreaCode,
    shift: z.enum(SHIFTS),
    from: Instant,
    to: Instant,
    open: byPriority,
    overdue: z.int(),
    incidents: z.array(HandedIncident),
    alarmsUnacknowledged: z.int(),
    alarmsSetAside: z.int(),
    alarms: z.array(HandedAlarm),
    suppressions: z.array(HandedSuppression),
    changes: ShiftChanges,
    lost: Lost,
    notes: z.array(HandoverNote),
  })
  .meta({ id: 'HandoverSummary' });
export type HandoverSummary = z.infer<typeof HandoverSummary>;

/** A handover without its summary. */
export const HandoverHead = z
  .object({
    id: Id,
    areaCode: z.string(),
    shift: z.enum(SHIFTS),
    from: Instant,
    to: Instant,
    state: z.enum(['signed_off', 'signed_on']),
    /** SHA-256 of the summary as it was signed off; the event of the sign-off bears it too. */
    summaryHash: z.string(),
    signedOffAt: Instant,
    signedOffBy: Id,
    signedOffByName: z.string().nullable(),
    signedOnAt: Instant.nullable(),
    signedOnBy: Id.nullable(),
    signedOnByName: z.string().nullable(),
    /** Why one account signed off and on; null: two did. */
    aloneReason: z.string().nullable(),
    version: z.int().min(1),
    updatedAt: Instant,
  })
  .meta({ id: 'HandoverHead' });
export type HandoverHead = z.infer<typeof HandoverHead>;
export const HandoverHeads = itemsPage(HandoverHead);

/** A handover whole. `changes`: what happened between the signatures, up to now while it waits. */
export const Handover = HandoverHead.extend({
  summary: HandoverSummary,
  changes: ShiftChanges,
  /** Whether the stored summary still is what was signed: its hash is that of the event log. */
  isIntact: z.boolean(),
}).meta({ id: 'Handover' });
export type Handover = z.infer<typeof Handover>;

/** What the page shows before the sign-off: the summary as it would be frozen now, the one before, and what waits to be taken over. */
export const HandoverDraft = z
  .object({
    summary: HandoverSummary,
    /** The last one of this area, or null. */
    previous: HandoverHead.nullable(),
    asOf: Instant,
  })
  .meta({ id: 'HandoverDraft' });
export type HandoverDraft = z.infer<typeof HandoverDraft>;

export const SignOff = z.strictObject({ from: Instant });
export const SignOn = z.strictObject({
  /** Needed when the account that signed off signs on as well: why it is alone. */
  aloneReason: z.string().trim().min(1).max(200).nullable().default(null),
});
