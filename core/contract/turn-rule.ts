import { z } from 'zod';
import { TURN_KINDS } from '../network/turn-steps.ts';
import { UNIT_VEHICLES } from '../vocabulary.ts';
import { featureOf, Point } from './geometry.ts';

const Turn = z.object({
  kind: z.enum(TURN_KINDS),
  /** The road that it leads into. */
  roadId: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
});

/**
 * A turn that may not be made at the end of a road (`no`), or those that are the only ones there (`only`); its place is on that road, a little
 * before the crossing. `headingDegrees` is the way one goes there, clockwise from north.
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
