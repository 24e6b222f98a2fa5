import { z } from 'zod';
import { Instant } from './common.ts';

/** A stretch of the history that is fetched as one, [from, to). `version` names what it holds now: it is another one after any change. */
export const IncidentChunk = z
  .object({
    /** The month, yyyy-mm, or a day of the month that is not over, yyyy-mm-dd; of the city's calendar. */
    key: z.string(),
    from: Instant,
    to: Instant,
    count: z.int(),
    version: z.string(),
  })
  .meta({ id: 'IncidentChunk' });
export type IncidentChunk = z.infer<typeof IncidentChunk>;

/** Every stretch in which there is an incident, in order of time. */
export const IncidentChunks = z
  .object({
    items: z.array(IncidentChunk),
    total: z.int(),
    /** The city's zone, an IANA name. */
    zone: z.string(),
    /** When this was so. */
    asOf: Instant,
  })
  .meta({ id: 'IncidentChunks' });
export type IncidentChunks = z.infer<typeof IncidentChunks>;
