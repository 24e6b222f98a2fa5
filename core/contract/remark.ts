import { z } from 'zod';
import { PLACE_FACTS } from '../vocabulary.ts';
import { Id, Instant } from './common.ts';
import { Point } from './geometry.ts';
import { LIVE_NOUNS } from './live.ts';

/** A thing on the map that a remark points to. */
export const RemarkThing = z.object({ noun: z.enum(LIVE_NOUNS), id: Id });

/** A line in the log of an incident; it is never changed. `geometry` is where a fact of the place is. */
export const Remark = z
  .object({
    id: Id,
    incidentId: Id,
    at: Instant,
    /** Who wrote it; null: an account that is gone. */
    authorName: z.string().nullable(),
    fact: z.enum(PLACE_FACTS).nullable(),
    text: z.string(),
    things: z.array(RemarkThing),
    geometry: Point.nullable(),
  })
  .meta({ id: 'Remark' });
export type Remark = z.infer<typeof Remark>;
export const Remarks = z.object({ items: z.array(Remark), asOf: Instant });
export type Remarks = z.infer<typeof Remarks>;

/** Words, or a fact of the place, or both; at most five things. */
export const RemarkInput = z.strictObject({
  text: z.string().trim().max(2000).default(''),
  fact: z.enum(PLACE_FACTS).nullable().default(null),
  things: z.array(RemarkThing).max(5).default([]),
  geometry: Point.nullable().default(null),
});
export type RemarkInput = z.infer<typeof RemarkInput>;
