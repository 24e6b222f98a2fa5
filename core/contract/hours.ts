import { z } from 'zod';

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day is written hh:mm');

/**
 * Spans of the week in the city's zone. A span whose `to` is not later than its `from` ends on the next day; equal ones last a whole
 * day. Days: 1 Monday to 7 Sunday, of the span's start.
 */
export const Hours = z
  .array(
    z.strictObject({
      days: z.array(z.int().min(1).max(7)).min(1).max(7),
      from: Clock,
      to: Clock,
    }),
  )
  .min(1)
  .max(20);
export type Hours = z.infer<typeof Hours>;
