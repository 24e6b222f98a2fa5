import { z } from 'zod';
import type { Skill } from '../duty/vocabulary.ts';
import { INCIDENT_TYPES } from '../vocabulary.ts';
import { Instant } from './common.ts';
import { Skills } from './unit.ts';

/** Whether no skill is both wanted and required. */
export function isWish(wanted: readonly Skill[], required: readonly Skill[]): boolean {
  return !wanted.some((one) => required.includes(one));
}

/** What units that go to an incident should be able to do: a unit without `wanted` is ranked after, one without `required` is not recommended. */
export const SkillWish = z
  .strictObject({ wanted: Skills, required: Skills })
  .refine(({ wanted, required }) => isWish(wanted, required), 'a skill is both wanted and required')
  .meta({ id: 'SkillWish' });
export type SkillWish = z.infer<typeof SkillWish>;

/** The same of a type of incident, for the whole city. */
export const SkillNeed = z
  .object({
    type: z.enum(INCIDENT_TYPES),
    wanted: Skills,
    required: Skills,
    version: z.int().min(1),
    updatedAt: Instant,
  })
  .meta({ id: 'SkillNeed' });
export type SkillNeed = z.infer<typeof SkillNeed>;
export const SkillNeeds = z.object({ items: z.array(SkillNeed), asOf: Instant });
export type SkillNeeds = z.infer<typeof SkillNeeds>;
