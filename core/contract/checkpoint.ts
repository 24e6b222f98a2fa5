import { z } from 'zod';
import { CHECKPOINT_BORDERS, CHECKPOINT_STATES } from '../vocabulary.ts';
import { Instant, Name, stored } from './common.ts';
import { featureOf, Point } from './geometry.ts';
import { Hours } from './hours.ts';

/** A checkpoint of the checkpoint net. */
export const CheckpointProperties = z.object({
  ...stored,
  code: z.string().min(1).max(32),
  nameZh: Name,
  nameEn: Name,
  border: z.enum(CHECKPOINT_BORDERS),
  state: z.enum(CHECKPOINT_STATES),
  stateSince: Instant,
  /** When it must be staffed; null: no duty hours. */
  staffedHours: Hours.nullable(),
  lanes: z.int().min(1).max(40),
  /** Clockwise from north, the direction out of the area it guards. */
  bearingDegrees: z.number().min(0).max(360),
});
export type CheckpointProperties = z.infer<typeof CheckpointProperties>;
export const Checkpoint = featureOf(Point, CheckpointProperties).meta({ id: 'Checkpoint' });
export type Checkpoint = z.infer<typeof Checkpoint>;
export const CheckpointInput = z.object({
  geometry: Point,
  properties: CheckpointProperties.omit({
    version: true,
    updatedAt: true,
    areaCode: true,
    stateSince: true,
  }).extend({ staffedHours: Hours.nullable().optional() }),
});
export type CheckpointInput = z.infer<typeof CheckpointInput>;
