import { z } from 'zod';
import { LEVELS } from '../vocabulary.ts';

/** A plan that is or was in force. */
export const Plan = z
  .object({
    id: z.string(),
    name: z.string(),
    isInForce: z.boolean(),
    /** Whether it was a draft before (`/api/drafts/{id}` tells who made and approved it); else it was imported. */
    wasDraft: z.boolean(),
    effectiveFrom: z.string(),
    /** When the next one came into force; null: not so far. */
    effectiveUntil: z.string().nullable(),
  })
  .meta({ id: 'Plan' });
export type Plan = z.infer<typeof Plan>;
export const Plans = z.object({ items: z.array(Plan) });
export type Plans = z.infer<typeof Plans>;

/** An area or grid as a plan has it. Residents and dwellings below 10 come as null. Names of areas are those of today. */
export const PlanArea = z
  .object({
    code: z.string(),
    level: z.enum(LEVELS),
    nameZh: z.string(),
    nameEn: z.string(),
    areaKm2: z.number(),
    /** [west, south, east, north] in degrees. */
    bbox: z.array(z.number()),
    grids: z.int(),
    residents: z.int().nullable(),
    dwellings: z.int().nullable(),
  })
  .meta({ id: 'PlanArea' });
export type PlanArea = z.infer<typeof PlanArea>;
export const PlanAreas = z.object({ items: z.array(PlanArea) });
export type PlanAreas = z.infer<typeof PlanAreas>;
