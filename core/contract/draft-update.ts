import { z } from 'zod';
import { CLASH_CHOICES } from '../plan/draft-vocabulary.ts';
import { AreaCode, Id, Instant, Name } from './common.ts';
import { Issue } from './problem.ts';

/** Communities that a draft changed together. */
export const UpdatePart = z
  .object({
    communities: z.array(z.string()),
    /** Steps of the draft in them that hold. */
    steps: z.int(),
    /** `carried`: the draft's grids are taken; `same`: the plan in force has the same; `clash`: it has others. */
    state: z.enum(['carried', 'same', 'clash']),
    /** Of a clash: why the draft's grids can not be taken; null: they can. */
    refusal: Issue.nullable(),
    /** Of a clash: the plans since the draft began that changed these communities. */
    changedBy: z.array(Id),
  })
  .meta({ id: 'DraftUpdatePart' });
export type UpdatePart = z.infer<typeof UpdatePart>;

/** What would come of bringing a draft onto the plan in force. */
export const DraftUpdate = z
  .object({
    inForce: z.object({ id: Id, name: z.string() }),
    /** Plans that came into force since the one that the draft begins from, oldest first. */
    since: z.array(z.object({ id: Id, name: z.string(), at: Instant, by: z.string().nullable() })),
    parts: z.array(UpdatePart),
    asOf: Instant,
  })
  .meta({ id: 'DraftUpdate' });
export type DraftUpdate = z.infer<typeof DraftUpdate>;

/** `inForceId`: the plan in force that the choices were made against. A choice is for all that changed together with its community. */
export const DraftUpdateInput = z.strictObject({
  inForceId: Id,
  choices: z
    .array(z.strictObject({ areaCode: AreaCode, choice: z.enum(CLASH_CHOICES) }))
    .max(5000)
    .default([]),
  /** What the draft is called in which all stays as it was; absent: as this one. */
  asideName: Name.optional(),
});
export type DraftUpdateInput = z.infer<typeof DraftUpdateInput>;
