import { z } from 'zod';
import { LEVELS, STAFF_ROLES } from '../vocabulary.ts';
import { AreaCode, GridCode, Instant, Name, stored } from './common.ts';
import { featureOf, Point, Surface } from './geometry.ts';

export const AREA_LEVELS = LEVELS.filter((level) => level !== 'grid');

/** City, district, street or community. `id` is the code. Geometry is a surface, or the label point when asked for points. */
export const AreaProperties = z.object({
  ...stored,
  code: AreaCode,
  level: z.enum(LEVELS),
  parentCode: z.string().nullable(),
  nameZh: Name,
  nameEn: Name,
  areaKm2: z.number(),
  /** [west, south, east, north] in degrees. */
  bbox: z.array(z.number()).length(4),
});
export type AreaProperties = z.infer<typeof AreaProperties>;
export const Area = featureOf(z.union([Surface, Point]), AreaProperties).meta({ id: 'Area' });
export type Area = z.infer<typeof Area>;
export const AreaInput = z.object({
  geometry: Surface,
  properties: AreaProperties.pick({ code: true, level: true, parentCode: true, nameZh: true, nameEn: true }),
});
export type AreaInput = z.infer<typeof AreaInput>;

/** A grid of the plan in force. `id` is stable across codes and plans. Counts below 10 come as null and are shown as "<10". */
export const GridProperties = z.object({
  ...stored,
  code: GridCode,
  planId: z.string(),
  communityCode: z.string(),
  nameZh: Name,
  nameEn: Name,
  areaKm2: z.number(),
  residents: z.int().nullable(),
  dwellings: z.int().nullable(),
  bbox: z.array(z.number()).length(4),
});
export type GridProperties = z.infer<typeof GridProperties>;
export const Grid = featureOf(z.union([Surface, Point]), GridProperties).meta({ id: 'Grid' });
export type Grid = z.infer<typeof Grid>;

/** The grids of a plan that have a name of their own, by code, without the word for a grid. */
export const OwnGridNames = z
  .object({ items: z.array(z.object({ code: GridCode, nameZh: z.string(), nameEn: z.string() })) })
  .meta({ id: 'OwnGridNames' });
export type OwnGridNames = z.infer<typeof OwnGridNames>;

/** 一格多员: a duty post of a grid and the official who holds it. */
export const Staffing = z
  .object({
    areaCode: GridCode,
    role: z.enum(STAFF_ROLES),
    officialNameZh: Name,
    officialNameEn: Name,
  })
  .meta({ id: 'Staffing' });
export type Staffing = z.infer<typeof Staffing>;

export const PLAN_STATUSES = ['draft', 'review', 'approved', 'in_force', 'superseded'] as const;
export const Plan = z.object({
  id: z.string(),
  name: Name,
  status: z.enum(PLAN_STATUSES),
  effectiveFrom: Instant,
  grids: z.int(),
  proofHash: z.string().nullable(),
});
export type Plan = z.infer<typeof Plan>;
