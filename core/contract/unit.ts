import { z } from 'zod';
import { CYCLE_DUTIES, DUTIES, MOST_CYCLE_DAYS, SKILLS } from '../duty/vocabulary.ts';
import { SHIFTS, UNIT_KINDS, UNIT_STATES, UNIT_VEHICLES } from '../vocabulary.ts';
import { AreaCode, Day, Id, Instant, Name, stored } from './common.ts';
import { featureOf, Lat, Lng, Point } from './geometry.ts';

/** A set of skills: each at most once. */
export const Skills = z
  .array(z.enum(SKILLS))
  .max(SKILLS.length)
  .refine((skills) => new Set(skills).size === skills.length, 'names a skill twice');

/** A pattern that repeats (core/duty/rota.ts): its first day falls on `anchorDay` of the city's calendar. */
export const Rota = z
  .object({ cycle: z.array(z.enum(CYCLE_DUTIES)).min(1).max(MOST_CYCLE_DAYS), anchorDay: Day })
  .meta({ id: 'Rota' });
const MOST_EXCEPTIONS = 400;
/** What a unit does on single days in the stead of its pattern. */
export const DutyExceptions = z
  .array(z.object({ day: Day, duty: z.enum(DUTIES) }))
  .max(MOST_EXCEPTIONS)
  .refine(
    (all) => all.every(({ day }, at) => at === 0 || all[at - 1]!.day < day),
    'days must rise, each once',
  );

/** A unit on duty. Its geometry is its latest position, null before the first fix. */
export const UnitProperties = z.object({
  ...stored,
  code: z.string().min(1).max(32),
  nameZh: Name,
  nameEn: Name,
  kind: z.enum(UNIT_KINDS),
  vehicle: z.enum(UNIT_VEHICLES),
  crewSize: z.int().min(1).max(50),
  /** In which it serves every day, where it has no rota. */
  shift: z.enum(SHIFTS),
  /** This and the next three: absent from what the log told before units had them. */
  skills: Skills.optional(),
  /** The unit of kind `brigade` that it is of. */
  brigadeId: Id.nullable().optional(),
  rota: Rota.nullable().optional(),
  exceptions: DutyExceptions.optional(),
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
    brigadeId: true,
    rota: true,
    exceptions: true,
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
