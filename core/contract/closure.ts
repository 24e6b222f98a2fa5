import { z } from 'zod';
import { CLOSURE_REASONS, ROAD_CLASSES } from '../vocabulary.ts';
import { Instant, stored } from './common.ts';
import { featureOf, Lat, LineString, Lng } from './geometry.ts';
import { TurnRule } from './turn-rule.ts';

/** Clockwise from north. */
const Heading = z.number().min(0).lt(360);

/** A road, between two crossings, that nobody may use for a while; its geometry is the road's line. */
export const ClosureProperties = z.object({
  ...stored,
  roadNameZh: z.string(),
  roadNameEn: z.string(),
  reason: z.enum(CLOSURE_REASONS),
  /** Of the way that is closed, at `lng` and `lat`; null: both ways. */
  headingDegrees: Heading.nullable(),
  /** Whether nobody on foot passes either. */
  onFoot: z.boolean(),
  fromAt: Instant,
  /** Null: until it is lifted. */
  untilAt: Instant.nullable(),
  liftedAt: Instant.nullable(),
  /** The place on the road where it was closed. */
  lng: Lng,
  lat: Lat,
});
export const Closure = featureOf(LineString, ClosureProperties).meta({ id: 'Closure' });
export type Closure = z.infer<typeof Closure>;
export const Closures = z.object({ items: z.array(Closure), asOf: Instant });
export type Closures = z.infer<typeof Closures>;

/** The nearest road to a place is closed. `fromAt` null: now. */
export const ClosureInput = z.strictObject({
  lng: Lng,
  lat: Lat,
  reason: z.enum(CLOSURE_REASONS),
  headingDegrees: Heading.nullable().default(null),
  onFoot: z.boolean().default(false),
  fromAt: Instant.nullable().default(null),
  untilAt: Instant.nullable().default(null),
});
export type ClosureInput = z.infer<typeof ClosureInput>;

/** The road at a place; its geometry is its line. */
export const RoadHere = featureOf(
  LineString,
  z.object({
    nameZh: z.string(),
    nameEn: z.string(),
    class: z.enum(ROAD_CLASSES),
    lengthMetres: z.number(),
    oneWay: z.boolean(),
    /** Along its line, at the place. */
    headingDegrees: Heading,
    /** The place on the road that is nearest to the one asked for, and how far off it is. */
    lng: Lng,
    lat: Lat,
    offMetres: z.number(),
    /** From it, into it, and at its ends those that keep others off it. */
    turnRules: z.array(TurnRule),
  }),
).meta({ id: 'RoadHere' });
export type RoadHere = z.infer<typeof RoadHere>;
