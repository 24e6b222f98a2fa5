import { z } from 'zod';
import { CHECKPOINT_STATES, DEVICE_HEALTHS, LEVELS } from '../vocabulary.ts';

const countBy = <K extends string>(keys: readonly K[]) =>
  z.object(Object.fromEntries(keys.map((key) => [key, z.int()])) as Record<K, z.ZodInt>);

/** One area in figures. Residents and dwellings below 10 come as null. */
export const Rollup = z
  .object({
    code: z.string(),
    level: z.enum(LEVELS),
    grids: z.int(),
    staff: z.int(),
    residents: z.int().nullable(),
    dwellings: z.int().nullable(),
    areaKm2: z.number(),
    posts: z.int(),
    postsUnstaffed: z.int(),
    institutions: z.int(),
    inspectionsOverdue: z.int(),
    routes: z.int(),
    units: z.int(),
    unitsOnDuty: z.int(),
    devices: countBy(DEVICE_HEALTHS),
    checkpoints: countBy(CHECKPOINT_STATES),
    /** Open incidents by priority. */
    openIncidents: countBy(['1', '2', '3', '4']),
    /** Cases that are not closed, and those of them that are past their day. */
    casesOpen: z.int(),
    casesOverdue: z.int(),
  })
  .meta({ id: 'Rollup' });
export type Rollup = z.infer<typeof Rollup>;
export const Rollups = z.object({ items: z.array(Rollup), asOf: z.string() });
export type Rollups = z.infer<typeof Rollups>;
