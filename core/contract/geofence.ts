import { z } from 'zod';
import { FENCE_DIRECTIONS, UNIT_KINDS, UNIT_STATES, UNIT_VEHICLES } from '../vocabulary.ts';
import { AreaCode, Day, Id, Name, stored } from './common.ts';
import { featureOf, Surface } from './geometry.ts';
import { Hours } from './hours.ts';

/** Which units a fence is about. An empty list lets all through; units off duty never count. */
export const FenceUnits = z.strictObject({
  /** Home area, or one that holds it. */
  areaCode: AreaCode.nullable(),
  kinds: z.array(z.enum(UNIT_KINDS)).max(UNIT_KINDS.length),
  vehicles: z.array(z.enum(UNIT_VEHICLES)).max(UNIT_VEHICLES.length),
  states: z.array(z.enum(UNIT_STATES)).max(UNIT_STATES.length),
  unitIds: z.array(Id).max(500),
});
export type FenceUnits = z.infer<typeof FenceUnits>;

/** A place whose border units must not cross: into it, out of it, or either way. */
export const GeofenceProperties = z.object({
  ...stored,
  nameZh: Name,
  nameEn: Name,
  /** Which crossings alarm. */
  direction: z.enum(FENCE_DIRECTIONS),
  /** When they do; null: always. */
  hours: Hours.nullable(),
  /** First and last day of the fence in the city's zone; null: without an end. */
  validFrom: Day.nullable(),
  validUntil: Day.nullable(),
  /** A unit must have been on the other side for so long. */
  persistenceSeconds: z.int().min(0).max(3600),
  units: FenceUnits,
  isOn: z.boolean(),
});
export type GeofenceProperties = z.infer<typeof GeofenceProperties>;
export const Geofence = featureOf(Surface, GeofenceProperties).meta({ id: 'Geofence' });
export type Geofence = z.infer<typeof Geofence>;

export const GeofenceInput = z.object({
  geometry: Surface,
  properties: GeofenceProperties.omit({ version: true, updatedAt: true, areaCode: true }),
});
export type GeofenceInput = z.infer<typeof GeofenceInput>;
