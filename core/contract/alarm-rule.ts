import { z } from 'zod';
import { AREA_RULE_LEVELS, DEVICE_KINDS, RULE_KINDS, type RuleKind, UNIT_VEHICLES } from '../vocabulary.ts';
import { AreaCode, Id, Instant } from './common.ts';
import { Hours } from './hours.ts';

const Seconds = z.int().min(0).max(86_400);
const Minutes = z.int().min(1).max(10_080);
/** Null: not watched. */
const MinutesByVehicle = z.strictObject(
  Object.fromEntries(UNIT_VEHICLES.map((vehicle) => [vehicle, Minutes.nullable()])) as Record<
    (typeof UNIT_VEHICLES)[number],
    z.ZodNullable<typeof Minutes>
  >,
);
/** The areas at a level that lie in one of the codes; no code, no area. */
const WatchedAreas = {
  level: z.enum(AREA_RULE_LEVELS),
  within: z.array(AreaCode).max(200),
};

/** The limits of each rule; a limit is in the unit that ends its name. */
export const RULE_LIMITS = {
  p1_unverified: z.strictObject({ seconds: Seconds }),
  assignment_unacknowledged: z.strictObject({ seconds: Seconds }),
  unit_stationary: z.strictObject({
    /** Farther than this from where it stood is a move, and farther than the accuracy of the fixes. */
    metres: z.int().min(5).max(1000),
    patrollingMinutes: MinutesByVehicle,
    enRouteMinutes: MinutesByVehicle,
    availableMinutes: MinutesByVehicle,
  }),
  unit_off_route: z.strictObject({ metres: z.int().min(20).max(20_000), seconds: Seconds }),
  checkpoint_unstaffed: z.strictObject({ seconds: Seconds }),
  device_silent: z.strictObject({
    minutes: z.strictObject(
      Object.fromEntries(DEVICE_KINDS.map((kind) => [kind, Minutes.nullable()])) as Record<
        (typeof DEVICE_KINDS)[number],
        z.ZodNullable<typeof Minutes>
      >,
    ),
  }),
  feed_silent: z.strictObject({}),
  area_unvisited: z.strictObject({ minutes: Minutes, ...WatchedAreas }),
  route_unvisited: z.strictObject({ minutes: Minutes, metres: z.int().min(5).max(1000) }),
  area_understaffed: z.strictObject({ units: z.int().min(1).max(500), seconds: Seconds, ...WatchedAreas }),
  geofence_entered: z.strictObject({}),
  geofence_left: z.strictObject({}),
} as const satisfies Record<RuleKind, z.ZodType>;
export type RuleLimits = { [K in RuleKind]: z.infer<(typeof RULE_LIMITS)[K]> };

/** What a rule goes by. */
export interface RuleSetting<K extends RuleKind = RuleKind> {
  kind: K;
  isOn: boolean;
  /** Of the alarms that it raises; 1 is the most urgent. */
  priority: 1 | 2 | 3 | 4;
  /** When it is watched; null: always. */
  hours: Hours | null;
  limits: RuleLimits[K];
}
export type RuleSettings = { [K in RuleKind]: RuleSetting<K> };

export const AlarmRule = z
  .object({
    kind: z.enum(RULE_KINDS),
    isOn: z.boolean(),
    priority: z.int().min(1).max(4),
    hours: Hours.nullable(),
    /** See `RULE_LIMITS`. */
    limits: z.record(z.string(), z.unknown()),
    version: z.int().min(1),
    updatedAt: Instant,
  })
  .meta({ id: 'AlarmRule' });
export type AlarmRule = Omit<z.infer<typeof AlarmRule>, 'limits'> & { limits: RuleLimits[RuleKind] };

/** An edit: what is named changes. Limits are given whole. */
export const AlarmRulePatch = z.strictObject({
  isOn: z.boolean().optional(),
  priority: z.int().min(1).max(4).optional(),
  hours: Hours.nullable().optional(),
  limits: z.record(z.string(), z.unknown()).optional(),
});
export type AlarmRulePatch = z.infer<typeof AlarmRulePatch>;

/** Suppression by design: alarms of a rule (null: of every rule) in an area are held back for a time, for a reason. */
export const AlarmSuppression = z
  .object({
    id: Id,
    kind: z.enum(RULE_KINDS).nullable(),
    areaCode: AreaCode,
    fromAt: Instant,
    /** Null: until it is removed. */
    untilAt: Instant.nullable(),
    reason: z.string().trim().min(2).max(200),
    createdBy: z.string().nullable(),
    version: z.int().min(1),
    updatedAt: Instant,
  })
  .meta({ id: 'AlarmSuppression' });
export type AlarmSuppression = z.infer<typeof AlarmSuppression>;
export const AlarmSuppressionInput = AlarmSuppression.pick({
  kind: true,
  areaCode: true,
  fromAt: true,
  untilAt: true,
  reason: true,
}).strict();
export type AlarmSuppressionInput = z.infer<typeof AlarmSuppressionInput>;
