import { z } from 'zod';
import { SHIFTS } from '../vocabulary.ts';
import { Id, Instant, Name } from './common.ts';
import { MOST_PATROL_UNITS, MOST_STOPS, PatrolPost, stopSettings } from './patrol-plan.ts';

const DAY_SECONDS = 86_400;

const TemplateStop = z.strictObject({
  ...stopSettings,
  /** From the begin of the shift. */
  fromSeconds: z.int().min(-DAY_SECONDS).max(DAY_SECONDS),
  staySeconds: z.int().min(1).max(DAY_SECONDS),
});
const TemplateRound = z.strictObject({
  unitId: Id,
  post: PatrolPost.nullable(),
  stops: z.array(TemplateStop).min(1).max(MOST_STOPS),
});

/** Rounds to be gone on some days of the week, 1 Monday to 7 Sunday. */
export const PatrolTemplateInput = z.strictObject({
  name: Name,
  shift: z.enum(SHIFTS),
  weekdays: z
    .array(z.int().min(1).max(7))
    .min(1)
    .max(7)
    .refine((days) => new Set(days).size === days.length, 'names a day twice'),
  rounds: z.array(TemplateRound).min(1).max(MOST_PATROL_UNITS),
});
export type PatrolTemplateInput = z.infer<typeof PatrolTemplateInput>;

export const PatrolTemplate = z
  .object({
    ...PatrolTemplateInput.shape,
    id: Id,
    areaCode: z.string(),
    createdAt: Instant,
    createdByName: z.string().nullable(),
    updatedAt: Instant,
    version: z.int().min(1),
  })
  .meta({ id: 'PatrolTemplate' });
export type PatrolTemplate = z.infer<typeof PatrolTemplate>;
export const PatrolTemplates = z.object({ items: z.array(PatrolTemplate), asOf: Instant });
