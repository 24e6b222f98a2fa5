import { z } from 'zod';
import { BUCKET_ENDS_MS, HOPS } from '../live/latency.ts';

const Counts = z.array(z.int().min(0).max(1_000_000)).length(BUCKET_ENDS_MS.length + 1);

/** What one console measured in the last ten minutes. Its name is made anew with each page and stands for nobody. */
export const LatencyReport = z.strictObject({
  console: z.string().regex(/^[a-z0-9-]{1,40}$/),
  /** Counts in the buckets of core/live/latency.ts, by hop. */
  hops: z.partialRecord(z.enum(HOPS), Counts),
});
export type LatencyReport = z.infer<typeof LatencyReport>;

/** What all consoles of a process measured. Values are upper ends of buckets, in milliseconds; null of nothing. */
export const Latency = z
  .object({
    windowSeconds: z.number(),
    /** How many consoles reported lately. */
    consoles: z.int(),
    hops: z.array(
      z.object({
        hop: z.enum(HOPS),
        n: z.int(),
        p50Ms: z.number().nullable(),
        p95Ms: z.number().nullable(),
        p99Ms: z.number().nullable(),
      }),
    ),
  })
  .meta({ id: 'Latency' });
export type Latency = z.infer<typeof Latency>;
