import { z } from 'zod';
import { SHIFTS, UNIT_VEHICLES } from '../vocabulary.ts';
import { AreaCode, Name, stored } from './common.ts';
import { featureOf, LineString } from './geometry.ts';

/** A patrol route of the street patrol net: a walk on the road network, in the direction of travel. */
export const RouteProperties = z.object({
  ...stored,
  code: z.string().min(1).max(32),
  nameZh: Name,
  nameEn: Name,
  vehicle: z.enum(UNIT_VEHICLES),
  shift: z.enum(SHIFTS),
  lengthMetres: z.number().min(0),
});
export type RouteProperties = z.infer<typeof RouteProperties>;
export const Route = featureOf(LineString, RouteProperties).meta({ id: 'Route' });
export type Route = z.infer<typeof Route>;
export const RouteInput = z.object({
  geometry: LineString,
  properties: RouteProperties.omit({
    version: true,
    updatedAt: true,
    lengthMetres: true,
    areaCode: true,
  }).extend({
    /** Home area: a street or a district. */
    areaCode: AreaCode,
  }),
});
export type RouteInput = z.infer<typeof RouteInput>;
