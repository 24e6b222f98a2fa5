import { z } from 'zod';
import { CHECK_IN_WAYS, PATROL_PLACE_KINDS } from '../vocabulary.ts';
import { Id, Instant, Name } from './common.ts';
import { MOST_PATROL_PLACES } from './patrol-plan.ts';

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

/** A place at which a stop may be. */
export const PatrolCodePlace = z.strictObject({
  kind: z.enum(PATROL_PLACE_KINDS),
  placeId: z.string().min(1).max(64),
});
export type PatrolCodePlace = z.infer<typeof PatrolCodePlace>;

export const PatrolCodesInput = z.strictObject({
  places: z.array(PatrolCodePlace).min(1).max(MOST_PATROL_PLACES),
});

/** What is to be printed for a place; the same until another one is made. */
export const PatrolCode = z
  .object({ ...PatrolCodePlace.shape, code: z.string(), createdAt: Instant })
  .meta({ id: 'PatrolCode' });
export type PatrolCode = z.infer<typeof PatrolCode>;
export const PatrolCodes = z.object({ items: z.array(PatrolCode) });

/** The code that a unit read at a place. `doneAt`: when it did, by default now. */
export const OwnCheckInInput = z.strictObject({
  code: z.string().min(1).max(400),
  doneAt: Instant.optional(),
});
export type OwnCheckInInput = z.infer<typeof OwnCheckInInput>;

/** The check-in of a unit by a code, and the stop that it was for. */
export const OwnCheckIn = z
  .object({
    checkIn: PatrolCheckIn,
    stop: z.object({ nameZh: Name, nameEn: Name, arriveAt: Instant }),
  })
  .meta({ id: 'OwnCheckIn' });
export type OwnCheckIn = z.infer<typeof OwnCheckIn>;
