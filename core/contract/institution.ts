import { z } from 'zod';
import { INSTITUTION_KINDS } from '../vocabulary.ts';
import { Day, Name, stored } from './common.ts';
import { featureOf, Point } from './geometry.ts';

/** A unit of the institution net. */
export const InstitutionProperties = z.object({
  ...stored,
  kind: z.enum(INSTITUTION_KINDS),
  nameZh: Name,
  nameEn: Name,
  /** 1 is the strictest. */
  grade: z.int().min(1).max(3),
  guardPosts: z.int().min(0).max(500),
  inspectionDueOn: Day,
});
export type InstitutionProperties = z.infer<typeof InstitutionProperties>;
export const Institution = featureOf(Point, InstitutionProperties).meta({ id: 'Institution' });
export type Institution = z.infer<typeof Institution>;
export const InstitutionInput = z.object({
  geometry: Point,
  properties: InstitutionProperties.omit({ version: true, updatedAt: true, areaCode: true }),
});
export type InstitutionInput = z.infer<typeof InstitutionInput>;
