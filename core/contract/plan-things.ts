import { z } from 'zod';
import { Id, Instant } from './common.ts';

/** Degrees times 1e7 (EPSG:4326): the first as it is, each other one as the difference from the one before it. */
const Steps = z.array(z.int());
const places = { lng7: Steps, lat7: Steps };
/** Null: fewer than 10. */
const Count = z.int().min(10).nullable();

/**
 * What makes work in the grids of a plan, as columns (core/plan/workload/packed-things.ts). Incidents were reported in [from, to), in no order
 * of time, duplicates left out; `priorities` has a digit each, `responseSeconds` is from the report to the first unit on the scene, null: none came.
 * Road i has the class `classes[class[i]]` and the next `vertices[i]` places. `homes` are made-up places (core/plan/workload/homes.ts): in a grid they
 * add up to its counts in `grids`, where a count that is not told is taken for 5.
 */
export const PlanThings = z
  .object({
    days: z.int(),
    from: Instant,
    to: Instant,
    incidents: z.object({
      ...places,
      priorities: z.string(),
      responseSeconds: z.array(z.int().min(0).nullable()),
    }),
    institutions: z.object(places),
    homes: z.object({ ...places, residents: z.array(z.int()), dwellings: z.array(z.int()) }),
    roads: z.object({
      ...places,
      classes: z.array(z.string()),
      class: z.array(z.int()),
      vertices: z.array(z.int()),
    }),
    /** Outlines of rivers and lakes without islands, as the lines of roads; the last place of each is its first. */
    waters: z.object({ ...places, vertices: z.array(z.int()) }),
    /** Of the published plan that the draft begins from, in the account's scope. */
    grids: z.object({
      ids: z.array(Id),
      /** In Chinese and English, without the word for a grid; null: it is called by its number. */
      names: z.array(z.tuple([z.string(), z.string()]).nullable()),
      residents: z.array(Count),
      dwellings: z.array(Count),
    }),
    asOf: Instant,
  })
  .meta({ id: 'PlanThings' });
export type PlanThings = z.infer<typeof PlanThings>;
