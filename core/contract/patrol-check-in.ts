import { z } from 'zod';
import { CHECK_IN_WAYS, PATROL_PLACE_KINDS } from '../vocabulary.ts';
import { Id, Instant } from './common.ts';

/** That the unit of a stop is or was there: by its own word, or by the code that hangs there. */
export const PatrolCheckInInput = z.strictObject({
  how: z.enum(CHECK_IN_WAYS).exclude(['geofence']),
  /** What the code says; null by hand. */
  code: z.string().max(100).nullable(),
  arrivedAt: Instant,
  /** Null: it is still there. */
  leftAt: Instant.nullable(),
});
export type PatrolCheckInInput = z.infer<typeof PatrolCheckInInput>;

export const PatrolCheckIn = z
  .object({
    id: Id,
    stopId: Id,
    unitId: Id,
    how: z.enum(CHECK_IN_WAYS),
    arrivedAt: Instant,
    leftAt: Instant.nullable(),
  })
  .meta({ id: 'PatrolCheckIn' });
export type PatrolCheckIn = z.infer<typeof PatrolCheckIn>;

export const PatrolCodeInput = z.strictObject({
  kind: z.enum(PATROL_PLACE_KINDS),
  placeId: z.string().min(1).max(64),
});
export type PatrolCodeInput = z.infer<typeof PatrolCodeInput>;
/** What is to be printed for a place; the same whenever it is asked for. */
export const PatrolCode = z.object({ ...PatrolCodeInput.shape, code: z.string() }).meta({ id: 'PatrolCode' });
export type PatrolCode = z.infer<typeof PatrolCode>;
