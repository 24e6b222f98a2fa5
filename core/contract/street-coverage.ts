import { z } from 'zod';
import { COVERAGE_PERIODS } from '../patrol/look-back.ts';
import { AreaCode, Instant, Name } from './common.ts';
import { KnownUntil } from './dosage.ts';
import { LineString } from './geometry.ts';

/** How much of an area's roads units drove. */
export const AreaCoverage = z
  .object({
    code: AreaCode,
    nameZh: Name,
    nameEn: Name,
    roadKm: z.number(),
    drivenKm: z.number(),
    /** Middle of its roads, degrees, EPSG:4326. */
    lng: z.number(),
    lat: z.number(),
  })
  .meta({ id: 'AreaCoverage' });
export type AreaCoverage = z.infer<typeof AreaCoverage>;

export const StreetCoverage = z
  .object({
    period: z.enum(COVERAGE_PERIODS),
    fromAt: Instant,
    toAt: Instant,
    known: KnownUntil,
    roadKm: z.number(),
    drivenKm: z.number(),
    /** The least covered first; of equal ones that with more roads. */
    items: z.array(AreaCoverage),
  })
  .meta({ id: 'StreetCoverage' });
export type StreetCoverage = z.infer<typeof StreetCoverage>;

/** Roads of an area that nobody drove, whole or in part, the longest first. */
export const RoadsNotDriven = z
  .object({
    type: z.literal('FeatureCollection'),
    features: z.array(
      z.object({
        type: z.literal('Feature'),
        id: z.int(),
        geometry: LineString,
        properties: z.object({
          nameZh: z.string(),
          nameEn: z.string(),
          lengthMetres: z.number(),
          drivenMetres: z.number(),
        }),
      }),
    ),
    asOf: Instant,
  })
  .meta({ id: 'RoadsNotDriven' });
export type RoadsNotDriven = z.infer<typeof RoadsNotDriven>;
