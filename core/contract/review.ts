import { z } from 'zod';
import { STAGES } from '../incident/deadlines.ts';
import { REVIEW_ACTS, REVIEW_NOUNS, type ReviewAct } from '../review/acts.ts';
import { ALARM_KINDS, INCIDENT_STATUSES, INCIDENT_TYPES, PLACE_FACTS } from '../vocabulary.ts';
import { Id, Instant } from './common.ts';
import { Incident } from './incident.ts';

const Value = z.union([z.string(), z.number(), z.boolean()]).nullable();
/** One field that an event changed; lists are joined by spaces. */
export const ReviewChange = z.object({ field: z.string(), before: Value, after: Value });
export type ReviewChange = z.infer<typeof ReviewChange>;

/** One line of the timeline: one event of the log, or one step that the record of an incident tells of without an event. */
export const ReviewEntry = z
  .object({
    /** Unique in a review. */
    key: z.string(),
    /** Number in the log; 0 for what a record tells. */
    seq: z.int(),
    at: Instant,
    /** `record`: nobody logged it, the time stands in the record; who did it is not known. */
    source: z.enum(['log', 'record']),
    noun: z.enum(REVIEW_NOUNS),
    act: z.enum(REVIEW_ACTS as [ReviewAct, ...ReviewAct[]]),
    id: z.string(),
    /** What people call it: a number or a code. */
    label: z.string(),
    nameZh: z.string().nullable(),
    nameEn: z.string().nullable(),
    /** Type of an incident, kind of an alarm or a unit, border of a checkpoint. */
    kind: z.string().nullable(),
    priority: z.int().nullable(),
    /** Status or state after it; null when there is none, or the thing is gone. */
    state: z.string().nullable(),
    areaCode: z.string(),
    /** Degrees, EPSG:4326; null: no place is known. */
    lng: z.number().nullable(),
    lat: z.number().nullable(),
    /** The account that did it; null: the system, or an account that is gone, or not known. */
    actorId: z.string().nullable(),
    actorName: z.string().nullable(),
    /** The unit of an incident after the act (before it, where it was released). */
    unitId: z.string().nullable(),
    unitCode: z.string().nullable(),
    /** Of a remark: its words and the fact of the place. */
    text: z.string().nullable(),
    fact: z.enum(PLACE_FACTS).nullable(),
    changes: z.array(ReviewChange),
  })
  .meta({ id: 'ReviewEntry' });
export type ReviewEntry = z.infer<typeof ReviewEntry>;

export const ReviewEntries = z.object({
  items: z.array(ReviewEntry),
  /** Leads to the entries that follow, null at the end. */
  nextCursor: z.string().nullable(),
});
export type ReviewEntries = z.infer<typeof ReviewEntries>;

/** Seconds; `atLeast`: it falls on one that is not over, so the true value is larger. */
const Percentile = z.object({ seconds: z.number(), atLeast: z.boolean() }).nullable();
const percentiles = { p50: Percentile, p90: Percentile, p95: Percentile };
const counts = <K extends string>(keys: readonly K[]) => z.partialRecord(z.enum(keys), z.int());

/** A stage of an incident that was reached too late, or is overdue. */
export const LateStage = z.object({
  id: z.string(),
  number: z.string(),
  type: z.enum(INCIDENT_TYPES),
  priority: z.int(),
  stage: z.enum(STAGES),
  targetSeconds: z.number(),
  seconds: z.number(),
  atLeast: z.boolean(),
});
export type LateStage = z.infer<typeof LateStage>;

/** Of the incidents reported in the period, as they are known at `asOf`. */
export const ReviewIncidents = z.object({
  total: z.int(),
  byType: counts(INCIDENT_TYPES),
  byPriority: z.record(z.string(), z.int()),
  byStatus: counts(INCIDENT_STATUSES),
  /** By priority and stage (core/incident/response-times.ts), each incident against the target in force when it was reported. */
  response: z.array(
    z.object({
      priority: z.int(),
      stage: z.enum(STAGES),
      /** In force at the end of the period. */
      targetSeconds: z.number(),
      n: z.int(),
      waiting: z.int(),
      within: z.int(),
      ...percentiles,
    }),
  ),
  /** Whether a target was changed in the period. */
  targetsChanged: z.boolean(),
  /** How many stages were too late, and the worst of them by how many times the target they took. */
  lateCount: z.int(),
  late: z.array(LateStage),
});
export type ReviewIncidents = z.infer<typeof ReviewIncidents>;

export const ReviewAlarms = z.object({
  /** Announcements: an alarm became, or became anew, unacknowledged. */
  total: z.int(),
  binSeconds: z.int(),
  /** Announcements in each bin from the start of the period on. */
  bins: z.array(z.int()),
  floods: z.int(),
  byKind: counts(ALARM_KINDS),
  /** From an announcement until a person took it on. */
  answer: z.object({
    n: z.int(),
    /** Returned, put aside by a rule or reset before anybody took it on. */
    dropped: z.int(),
    unanswered: z.int(),
    ...percentiles,
  }),
});
export type ReviewAlarms = z.infer<typeof ReviewAlarms>;

export const ReviewUnit = z.object({
  id: z.string(),
  code: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  kind: z.string(),
  vehicle: z.string(),
  /** Incidents that it was assigned to, and for how long in the period. */
  incidents: z.int(),
  engagedSeconds: z.number(),
});
export type ReviewUnit = z.infer<typeof ReviewUnit>;

/** How long a stage of one incident took, from what it counts from. */
export const ReviewInterval = z.object({
  stage: z.enum(STAGES),
  targetSeconds: z.number(),
  /** Null: not reached, and no longer waited for, or not known. */
  seconds: z.number().nullable(),
  /** `running` and `overdue` are of an open incident: `seconds` is the time so far. */
  state: z.enum(['within', 'late', 'running', 'overdue', 'unknown']),
});
export type ReviewInterval = z.infer<typeof ReviewInterval>;

/** What happened in a period and area, or to one incident: `GET /api/reviews`. */
export const Review = z
  .object({
    /** The incident as it is now; null for a review of a period. */
    incident: Incident.nullable(),
    areaCode: z.string(),
    /** The period: [from, to). */
    from: Instant,
    to: Instant,
    asOf: Instant,
    /** Whether the end asked for has not come yet, so that `to` is now. */
    isOpen: z.boolean(),
    /** Whether the incident took longer than a review may: what came after `to` is left out. */
    isCut: z.boolean(),
    /** Number of entries of the timeline, and by noun. */
    total: z.int(),
    byNoun: counts(REVIEW_NOUNS),
    incidents: ReviewIncidents,
    intervals: z.array(ReviewInterval),
    alarms: ReviewAlarms,
    units: z.array(ReviewUnit),
    /** The first page of the timeline. */
    entries: ReviewEntries,
  })
  .meta({ id: 'Review' });
export type Review = z.infer<typeof Review>;

/** Where a unit was, as GeoJSON; a stretch without a gap. `times` are of the positions, ISO 8601 UTC. */
export const ReviewTrack = z.object({
  type: z.literal('Feature'),
  id: z.string(),
  geometry: z.object({
    type: z.enum(['LineString', 'Point']),
    coordinates: z.union([z.array(z.tuple([z.number(), z.number()])), z.tuple([z.number(), z.number()])]),
  }),
  properties: z.object({
    noun: z.literal('tracks'),
    unitId: Id,
    unitCode: z.string(),
    times: z.array(Instant),
  }),
});
export type ReviewTrack = z.infer<typeof ReviewTrack>;
export const ReviewTracks = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(ReviewTrack),
  /** Of each unit at most one position in so many seconds. */
  stepSeconds: z.number(),
});
export type ReviewTracks = z.infer<typeof ReviewTracks>;
