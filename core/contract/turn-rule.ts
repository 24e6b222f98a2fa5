import { z } from 'zod';
import { TURN_KINDS } from '../network/turn-steps.ts';
import { UNIT_VEHICLES } from '../vocabulary.ts';
import { featureOf, Point } from './geometry.ts';

const Named = z.object({ roadId: z.string(), nameZh: z.string(), nameEn: z.string() });

/** What it comes to in all, and the road that it leads into. */
const Turn = Named.extend({
  kind: z.enum(TURN_KINDS),
  /** The roads over which it is made, from the crossing on, one after the other; none for most. */
  over: z.array(Named),
});

/**
 * A turn that may not be made at the end of a road (`no`), or those that are the only ones there (`only`); its place is on that road, a little
 * before the crossing. `headingDegrees` is the way one goes there, clockwise from north. Of a turn over further roads, `no` means that those who
 * come by that road may not take the last one after all of the others, `only` that they must.
 */
export const TurnRule = featureOf(
  Point,
  z.object({
    kind: z.enum(['no', 'only']),
    roadId: z.string(),
    nameZh: z.string(),
    nameEn: z.string(),
    headingDegrees: z.number().min(0).lt(360),
    turns: z.array(Turn).min(1),
    /** For whom it holds. */
    vehicles: z.array(z.enum(UNIT_VEHICLES)).min(1),
  }),
).meta({ id: 'TurnRule' });
export type TurnRule = z.infer<typeof TurnRule>;
export const TurnRules = z.object({ items: z.array(TurnRule) });
export type TurnRules = z.infer<typeof TurnRules>;
