import { z } from 'zod';
import { Instant } from './common.ts';

const MOST_SECONDS = 30 * 86_400;
const seconds = z.int().min(1).max(MOST_SECONDS);

/** Seconds from the report within which each stage is to be reached, for one priority. */
export const ResponseTarget = z
  .object({
    priority: z.int().min(1).max(4),
    answer: seconds,
    verify: seconds,
    assign: seconds,
    arrive: seconds,
    resolve: seconds,
    version: z.int().min(1),
    updatedAt: Instant,
  })
  .meta({ id: 'ResponseTarget' });
export type ResponseTarget = z.infer<typeof ResponseTarget>;
export const ResponseTargets = z.object({ items: z.array(ResponseTarget), asOf: Instant });
export type ResponseTargets = z.infer<typeof ResponseTargets>;
export const ResponseTargetPatch = z.strictObject(
  ResponseTarget.pick({ answer: true, verify: true, assign: true, arrive: true, resolve: true }).partial()
    .shape,
);
export type ResponseTargetPatch = z.infer<typeof ResponseTargetPatch>;
