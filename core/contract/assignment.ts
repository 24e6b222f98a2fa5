import { z } from 'zod';
import { ASSIGNMENT_STATES, ASSIGNMENT_STEPS } from '../incident/vocabulary.ts';
import { Id, Instant } from './common.ts';

/** What happened to an assignment: when it was done, when it was heard here (later, of what was done without a line), and who said so (null: the system). */
export const AssignmentStepDone = z.object({
  state: z.enum(ASSIGNMENT_STATES),
  doneAt: Instant,
  receivedAt: Instant,
  accountId: Id.nullable(),
  /** Why it was declined. */
  reason: z.string().optional(),
});
export type AssignmentStepDone = z.infer<typeof AssignmentStepDone>;

/** One unit at one incident, with every step in its order; the first is `sent`. An incident may have several open ones, a unit has at most one. */
export const Assignment = z
  .object({
    id: Id,
    incidentId: Id,
    unitId: Id,
    state: z.enum(ASSIGNMENT_STATES),
    steps: z.array(AssignmentStepDone).min(1),
  })
  .meta({ id: 'Assignment' });
export type Assignment = z.infer<typeof Assignment>;
/** As its incident carries it while it is open. */
export const OpenAssignment = Assignment.omit({ incidentId: true });
export type OpenAssignment = z.infer<typeof OpenAssignment>;
export const Assignments = z.object({ items: z.array(Assignment), asOf: Instant });
export type Assignments = z.infer<typeof Assignments>;

/** A step of an assignment. `doneAt`: when it was done, by default now; a time before the step before it or after now counts as that bound. */
export const AssignmentStepInput = z.strictObject({
  step: z.enum(ASSIGNMENT_STEPS),
  doneAt: Instant.optional(),
  /** Why it is declined. */
  reason: z.string().trim().min(1).max(200).optional(),
  /** With `clear` at the scene: the incident is dealt with; when the last unit says so, it is resolved. */
  isDealtWith: z.boolean().optional(),
});
export type AssignmentStepInput = z.infer<typeof AssignmentStepInput>;
