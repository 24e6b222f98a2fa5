import { z } from 'zod';
import { CONFIRMABLE, EXCLUSIONS, SHORTFALLS, WARNINGS } from '../patrol/recommendation-terms.ts';
import { Id, Instant } from './common.ts';
import { SkillWish } from './skill-need.ts';
import { Skills } from './unit.ts';

const Seconds = z.number().min(0);
/** Seconds that count against a unit (core/patrol/recommendation.ts). */
const Cost = z.object({
  travel: Seconds,
  positionAge: Seconds,
  rest: Seconds,
  offShift: Seconds,
  smallCrew: Seconds,
  /** This, all about skills and how long the shift lasts: absent from decisions that were made before there were any. */
  skills: Seconds.optional(),
  coverage: Seconds,
  total: Seconds,
});
const Task = z.object({ incidentId: Id, number: z.string(), priority: z.int().min(1).max(4) });

/**
 * Which unit should go to an incident, and why, best first; why each other unit of the scope is not recommended; what is wanting.
 * `byRoad` false: the city has no roads, and times are those of a straight line. `targetSeconds`: from `asOf` until a unit is to be there.
 */
export const Recommendation = z
  .object({
    incidentId: Id,
    asOf: Instant,
    targetSeconds: z.number(),
    byRoad: z.boolean(),
    units: z.array(
      z.object({
        id: Id,
        code: z.string(),
        warnings: z.array(z.enum(WARNINGS)),
        lacks: Skills.optional(),
        earliestSeconds: Seconds,
        latestSeconds: Seconds,
        shiftLeftSeconds: Seconds.nullable().optional(),
        isInTime: z.boolean(),
        cost: Cost,
        freeLeft: z.int().min(0),
        moveUp: z.object({ id: Id, code: z.string(), metres: z.number() }).nullable(),
      }),
    ),
    excluded: z.array(
      z.object({
        id: Id,
        code: z.string(),
        why: z.enum(EXCLUSIONS),
        task: Task.nullable(),
        lacks: Skills.optional(),
      }),
    ),
    shortfalls: z.array(z.enum(SHORTFALLS)),
    skills: SkillWish.optional(),
    missingSkills: Skills.optional(),
  })
  .meta({ id: 'Recommendation' });
export type Recommendation = z.infer<typeof Recommendation>;

/** A unit that is sent, with what somebody has confirmed about it; `skills` in the stead of what the type of the incident needs. */
export const AssignmentInput = z.strictObject({
  unitId: Id,
  confirmed: z.array(z.enum(CONFIRMABLE)).max(CONFIRMABLE.length).default([]),
  skills: SkillWish.optional(),
});
export type AssignmentInput = z.infer<typeof AssignmentInput>;

/** That a unit was sent, by whom, and what was recommended at that moment. */
export const DispatchDecision = z
  .object({
    id: Id,
    at: Instant,
    accountId: Id,
    unitId: Id,
    /** Place in the recommendation, from 1; null: it was not recommended. */
    rank: z.int().min(1).nullable(),
    confirmed: z.array(z.enum(CONFIRMABLE)),
    recommendation: Recommendation,
  })
  .meta({ id: 'DispatchDecision' });
export type DispatchDecision = z.infer<typeof DispatchDecision>;
export const DispatchDecisions = z.object({ items: z.array(DispatchDecision), asOf: Instant });
