import { z } from 'zod';
import {
  ORGANISATIONS,
  RISK_ACTS,
  RISK_GRADES,
  RISK_ITEMS,
  RISK_KINDS,
  RISK_RESULTS,
  RISK_STATUSES,
} from '../case/vocabulary.ts';
import { Id, Instant, Name, stored } from './common.ts';
import { featureOf, Point } from './geometry.ts';

export const MAX_MEASURES = 30;

/** One item of the checklist; `answer` null: not answered yet. */
export const RiskAnswer = z.strictObject({
  item: z.enum(RISK_ITEMS),
  answer: z.enum(RISK_GRADES).nullable(),
  note: z.string().trim().max(300).default(''),
});

/** What is done against the risk, and by which body. */
export const RiskMeasure = z.strictObject({
  text: z.string().trim().min(1).max(300),
  organisation: z.enum(ORGANISATIONS),
});
export type RiskMeasure = z.infer<typeof RiskMeasure>;

/** The risk file of something planned: a place, a period, a checklist with its grade, measures, a sign-off. */
export const RiskProperties = z.object({
  ...stored,
  /** Short number that people say aloud: R, year, running number. */
  number: z.string(),
  kind: z.enum(RISK_KINDS),
  nameZh: Name,
  nameEn: Name,
  text: z.string().max(2000),
  /** Organisation that plans it. */
  owner: z.enum(ORGANISATIONS),
  startsAt: Instant,
  endsAt: Instant,
  status: z.enum(RISK_STATUSES),
  /** Every item once. */
  checklist: z.array(RiskAnswer),
  grade: z.enum(RISK_GRADES),
  /** Why the grade is not what the checklist gives; empty when it is. */
  gradeReason: z.string().max(500),
  measures: z.array(RiskMeasure),
  /** Accounts that wrote, submitted and signed it, and their names. */
  authorId: Id.nullable(),
  authorName: z.string().nullable(),
  submittedBy: Id.nullable(),
  submittedByName: z.string().nullable(),
  signedBy: Id.nullable(),
  signedByName: z.string().nullable(),
  signedAt: Instant.nullable(),
  /** How it went. */
  result: z.enum(RISK_RESULTS).nullable(),
  lastAct: z.enum(RISK_ACTS),
  lastReason: z.string(),
});
export type RiskProperties = z.infer<typeof RiskProperties>;
export const Risk = featureOf(Point, RiskProperties).meta({ id: 'Risk' });
export type Risk = z.infer<typeof Risk>;

const editable = {
  kind: z.enum(RISK_KINDS),
  nameZh: Name,
  nameEn: Name.optional(),
  text: z.string().trim().max(2000),
  owner: z.enum(ORGANISATIONS),
  startsAt: Instant,
  endsAt: Instant,
  checklist: z.array(RiskAnswer).max(RISK_ITEMS.length),
  /** Default: what the checklist gives. Another one needs `gradeReason`. */
  grade: z.enum(RISK_GRADES).optional(),
  gradeReason: z.string().trim().max(500).optional(),
  measures: z.array(RiskMeasure).max(MAX_MEASURES),
};

/** `nameEn` defaults to the Chinese name, the checklist to no answers. */
export const RiskInput = z.object({
  geometry: Point,
  properties: z.object({
    ...editable,
    text: editable.text.default(''),
    checklist: editable.checklist.default([]),
    measures: editable.measures.default([]),
  }),
});
export type RiskInput = z.infer<typeof RiskInput>;
export const RiskPatch = z.object({
  geometry: Point.optional(),
  properties: z.object(editable).partial().optional(),
});
export type RiskPatch = z.infer<typeof RiskPatch>;
