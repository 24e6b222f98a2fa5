import { z } from 'zod';
import { SKILLS } from '../duty/vocabulary.ts';
import { SHIFTS, UNIT_KINDS, UNIT_STATES, UNIT_VEHICLES } from '../vocabulary.ts';
import { AreaCode, Id, Instant, Name, stored } from './common.ts';
import { featureOf, Lat, Lng, Point } from './geometry.ts';

/** A set of skills: each at most once. */
export const Skills = z
  .array(z.enum(SKILLS))
  .max(SKILLS.length)
  .refine((skills) => new Set(skills).size === skills.length, 'names a skill twice');

/** A unit on duty. Its geometry is its latest position, null before the first fix. */
export const UnitProperties = z.object({
  ...stored,
  code: z.string().min(1).max(32),
  nameZh: Name,
  nameEn: Name,
  kind: z.enum(UNIT_KINDS),
  vehicle: z.enum(UNIT_VEHICLES),
  crewSize: z.int().min(1).max(50),
  shift: z.enum(SHIFTS),
  /** Absent from what the log told before units had skills. */
  skills: Skills.optional(),
  state: z.enum(UNIT_STATES),
  stateSince: Instant,
  routeId: Id.nullable(),
  /** Clockwise from north. */
  headingDegrees: z.number().nullable(),
  speedKmh: z.number().nullable(),
  /** When the latest position was measured. */
  fixAt: Instant.nullable(),
});
export type UnitProperties = z.infer<typeof UnitProperties>;
export const Unit = featureOf(Point.nullable(), UnitProperties).meta({ id: 'Unit' });
export type Unit = z.infer<typeof Unit>;
export const UnitInput = z.object({
  properties: UnitProperties.pick({
    code: true,
    nameZh: true,
    nameEn: true,
    kind: true,
    vehicle: true,
    crewSize: true,
    shift: true,
    skills: true,
    state: true,
    routeId: true,
  }).extend({ areaCode: AreaCode }),
});
export type UnitInput = z.infer<typeof UnitInput>;

/** One measured position of a unit. */
export const PositionFix = z.object({
  unitId: Id,
  lng: Lng,
  lat: Lat,
  fixAt: Instant,
  headingDegrees: z.number().min(0).max(360).nullable().default(null),
  speedKmh: z.number().min(0).max(400).nullable().default(null),
  accuracyMetres: z.number().min(0).max(100_000).nullable().default(null),
});
export type PositionFix = z.infer<typeof PositionFix>;
export const PositionBatch = z.object({ fixes: z.array(PositionFix).min(1).max(5000) });
export type PositionBatch = z.infer<typeof PositionBatch>;

export const FIX_REFUSALS = ['unknown_unit', 'future_fix', 'too_old'] as const;
/** What became of a batch: newest positions moved, older ones kept as history only, the rest refused by index. */
export const PositionReceipt = z.object({
  moved: z.int(),
  historyOnly: z.int(),
  refused: z.array(z.object({ index: z.int(), reason: z.enum(FIX_REFUSALS) })),
});
export type PositionReceipt = z.infer<typeof PositionReceipt>;
