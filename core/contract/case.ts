import { z } from 'zod';
import {
  CASE_ACTS,
  CASE_EVALUATIONS,
  CASE_KINDS,
  CASE_OUTCOMES,
  CASE_STATUSES,
  JOINT_KINDS,
  JOINT_STATES,
  ORGANISATIONS,
} from '../case/vocabulary.ts';
import { HOLDING_LEVELS } from '../incident/deadlines.ts';
import { Day, Id, Instant, Name, stored } from './common.ts';
import { featureOf, Point } from './geometry.ts';

/** At most so many joint actions in one case. */
export const MAX_ACTIONS = 30;
/** Why something is done: a sentence about the matter, never about a person. */
export const WhyText = z.string().trim().min(1).max(500);

/** One joint action: what a partner does until when. Days are in the city's zone. */
export const CaseAction = z.object({
  id: Id,
  kind: z.enum(JOINT_KINDS),
  partner: z.enum(ORGANISATIONS),
  text: z.string().max(500),
  dueOn: Day,
  state: z.enum(JOINT_STATES),
  endedAt: Instant.nullable(),
  /** What came of it. */
  result: z.string().max(500),
});
export type CaseAction = z.infer<typeof CaseAction>;

/** A case file of a place: a dispute, a key area, a hazard. */
export const CaseProperties = z.object({
  ...stored,
  /** Short number that people say aloud: C, year, running number. */
  number: z.string(),
  kind: z.enum(CASE_KINDS),
  /** 1 is the gravest. */
  grade: z.int().min(1).max(3),
  nameZh: Name,
  nameEn: Name,
  text: z.string().max(2000),
  status: z.enum(CASE_STATUSES),
  /** Level that holds it. */
  heldBy: z.enum(HOLDING_LEVELS),
  /** Organisation that answers for it. */
  owner: z.enum(ORGANISATIONS),
  openedAt: Instant,
  /** Last day of the level that holds it. */
  dueOn: Day,
  evaluation: z.enum(CASE_EVALUATIONS).nullable(),
  outcome: z.enum(CASE_OUTCOMES).nullable(),
  closedAt: Instant.nullable(),
  actions: z.array(CaseAction),
  /** What happened to it last, and why: with the one before, an event of its history. */
  lastAct: z.enum(CASE_ACTS),
  lastReason: z.string(),
});
export type CaseProperties = z.infer<typeof CaseProperties>;
export const Case = featureOf(Point, CaseProperties).meta({ id: 'Case' });
export type Case = z.infer<typeof Case>;

/** `heldBy` defaults to the community, `dueOn` to what is usual at that level, `nameEn` to the Chinese name. */
export const CaseInput = z.object({
  geometry: Point,
  properties: z.object({
    kind: z.enum(CASE_KINDS),
    grade: z.int().min(1).max(3),
    nameZh: Name,
    nameEn: Name.optional(),
    text: z.string().trim().max(2000).default(''),
    owner: z.enum(ORGANISATIONS),
    heldBy: z.enum(HOLDING_LEVELS).default('community'),
    dueOn: Day.optional(),
  }),
});
export type CaseInput = z.input<typeof CaseInput>;

/** What can be corrected; how it goes on is told by acts. */
export const CasePatch = z.object({
  geometry: Point.optional(),
  properties: CaseProperties.pick({ kind: true, grade: true, nameZh: true, nameEn: true, text: true })
    .partial()
    .optional(),
});
export type CasePatch = z.infer<typeof CasePatch>;

export const CaseActionInput = z.strictObject({
  kind: z.enum(JOINT_KINDS),
  partner: z.enum(ORGANISATIONS),
  text: WhyText,
  dueOn: Day,
});
export type CaseActionInput = z.infer<typeof CaseActionInput>;
export const CaseActionEnd = z.strictObject({
  state: z.enum(['done', 'dropped']),
  result: WhyText,
});
export type CaseActionEnd = z.infer<typeof CaseActionEnd>;

/** What an organisation has to do (core/case/workload.ts). */
export const Workload = z
  .object({
    organisation: z.enum(ORGANISATIONS),
    cases: z.int(),
    casesOverdue: z.int(),
    actions: z.int(),
    actionsOverdue: z.int(),
    mostDaysLate: z.int(),
  })
  .meta({ id: 'Workload' });
export const Workloads = z.object({ items: z.array(Workload), today: Day, asOf: Instant });
export type Workloads = z.infer<typeof Workloads>;
