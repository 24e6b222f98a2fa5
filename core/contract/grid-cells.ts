import { z } from 'zod';
import { GridCode, Instant } from './common.ts';

/** The grids of the plan in force as columns, in order of their codes: what an analysis counts in. Counts below 10 are null. */
export const GridCells = z
  .object({
    /** Null: there is no plan in force. */
    planId: z.string().nullable(),
    codes: z.array(GridCode),
    namesZh: z.array(z.string()),
    namesEn: z.array(z.string()),
    /** Label points, 1e-7 degree. */
    lng7: z.array(z.int()),
    lat7: z.array(z.int()),
    areaM2: z.array(z.number()),
    residents: z.array(z.int().nullable()),
    dwellings: z.array(z.int().nullable()),
    /** Places in `codes` of two grids that share a border, one pair after another, each once. */
    borders: z.array(z.int()),
    asOf: Instant,
  })
  .meta({ id: 'GridCells' });
export type GridCells = z.infer<typeof GridCells>;
