import { z } from 'zod';
import { DEVICE_HEALTHS, DEVICE_KINDS } from '../vocabulary.ts';
import { Instant, stored } from './common.ts';
import { featureOf, Point } from './geometry.ts';

/** A device of the technology net, as a place with a field of view; never footage. */
export const DeviceProperties = z.object({
  ...stored,
  code: z.string().min(1).max(32),
  kind: z.enum(DEVICE_KINDS),
  health: z.enum(DEVICE_HEALTHS),
  healthSince: Instant,
  bearingDegrees: z.number().min(0).max(360).nullable(),
  fieldOfViewDegrees: z.number().min(0).max(360).nullable(),
  rangeMetres: z.number().min(0).max(5000).nullable(),
});
export type DeviceProperties = z.infer<typeof DeviceProperties>;
export const Device = featureOf(Point, DeviceProperties).meta({ id: 'Device' });
export type Device = z.infer<typeof Device>;
export const DeviceInput = z.object({
  geometry: Point,
  properties: DeviceProperties.omit({ version: true, updatedAt: true, areaCode: true, healthSince: true }),
});
export type DeviceInput = z.infer<typeof DeviceInput>;
