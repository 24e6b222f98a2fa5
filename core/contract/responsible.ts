import { z } from 'zod';
import { STAFF_ROLES } from '../vocabulary.ts';
import { Instant, Name } from './common.ts';

/** Who answers for the place of an incident: grid, community and the four officials, as the plan then in force had them. */
export const Responsible = z
  .object({
    gridCode: z.string(),
    communityCode: z.string(),
    /** Null with `attachedAt`: it was imported, and the staff are those of today. */
    planId: z.string().nullable(),
    attachedAt: Instant.nullable(),
    staff: z.array(z.object({ role: z.enum(STAFF_ROLES), officialNameZh: Name, officialNameEn: Name })),
  })
  .meta({ id: 'Responsible' });
export type Responsible = z.infer<typeof Responsible>;
