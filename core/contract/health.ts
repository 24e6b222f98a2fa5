import { z } from 'zod';
import { FEEDS } from '../vocabulary.ts';

export const Health = z
  .object({
    status: z.enum(['ok', 'degraded']),
    version: z.string(),
    /** A synthetic city with one-click sign-in. */
    demo: z.boolean(),
    cityNameZh: z.string(),
    cityNameEn: z.string(),
    database: z.object({
      engine: z.enum(['embedded', 'postgres']),
      postgis: z.string(),
      latencyMs: z.number(),
    }),
    feeds: z.array(
      z.object({
        feed: z.enum(FEEDS),
        lastSeenAt: z.string().nullable(),
        ageSeconds: z.number().nullable(),
        expectedIntervalSeconds: z.number(),
      }),
    ),
    serverNow: z.string(),
  })
  .meta({ id: 'Health' });
export type Health = z.infer<typeof Health>;
