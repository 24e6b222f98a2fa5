import { z } from 'zod';
import { LEVELS } from '../vocabulary.ts';
import { Instant } from './common.ts';

/** Who counts the incidents of the account's scope: the page, which reads them as columns, or, when they are too many for it, the server. */
export const IncidentCubes = z
  .object({
    countedBy: z.enum(['page', 'server']),
    /** A page holds at most so many. */
    most: z.int(),
    /** Incidents read so far of those that are to come, while the server reads them; null otherwise. */
    reading: z.object({ read: z.int(), total: z.int() }).nullable(),
    /** What follows is told when the server counts and has read them. */
    total: z.int().nullable(),
    /** From the beginning of the first stretch that holds an incident to the last incident. */
    from: Instant.nullable(),
    last: Instant.nullable(),
    /** Another one after any change. */
    version: z.string().nullable(),
    /** The city's zone, an IANA name. */
    zone: z.string(),
    asOf: Instant,
  })
  .meta({ id: 'IncidentCubes' });
export type IncidentCubes = z.infer<typeof IncidentCubes>;

const Counts = z.array(z.int());

/** Counts of a window under clauses; each leaves out the clause of its own kind. Lists are in the order of the vocabulary. */
export const IncidentCounts = z
  .object({
    /** Incidents that pass every clause. */
    selected: z.int(),
    types: Counts,
    /** Priority 1 first. */
    priorities: Counts,
    statuses: Counts,
    nets: Counts,
    /** By hour of the week by the city's clock, Monday 00-01 first. */
    hours: Counts,
    /** `counts[i]` for the area `codes[i]`; every area of the level in which an incident was ever reported. */
    areas: z.object({ level: z.enum(LEVELS), codes: z.array(z.string()), counts: Counts }),
    /** Incidents that pass every clause between each two edges, in the window or not; null if there were no edges. */
    histogram: Counts.nullable(),
    asOf: Instant,
  })
  .meta({ id: 'IncidentCounts' });
export type IncidentCounts = z.infer<typeof IncidentCounts>;
