import { z } from 'zod';
import { ALARM_KINDS, ALARM_STATES } from '../vocabulary.ts';
import { Day, Instant } from './common.ts';

const Named = z.object({
  id: z.string(),
  kind: z.enum(ALARM_KINDS),
  priority: z.int().min(1).max(4),
  subjectNoun: z.string(),
  subjectId: z.string(),
  subjectLabel: z.string(),
  areaCode: z.string(),
});

/** What the alarms of a period ask of the people who answer them; what is measured against what is in core/live/alarm-load.ts. */
export const AlarmLoad = z
  .object({
    /** The period: [from, to), whole bins. */
    from: Instant,
    to: Instant,
    asOf: Instant,
    binSeconds: z.int(),
    /** Announced alarms in each bin from `from` on. */
    bins: z.array(z.int()),
    total: z.int(),
    /** By day in the city's zone; `isWhole` is false for days that the period cuts or that are not over. */
    days: z.array(z.object({ day: Day, count: z.int(), isWhole: z.boolean() })),
    /** Runs of bins above the flood limit. */
    floods: z.array(z.object({ from: Instant, to: Instant, count: z.int() })),
    /** Share of the announced alarms by priority, 0 to 1; all 0 when there are none. */
    mix: z.object({ '1': z.number(), '2': z.number(), '3': z.number(), '4': z.number() }),
    /** The alarms announced most often, the most first. */
    top: z.array(Named.extend({ count: z.int() })),
    /** Alarms that came and went at least three times within a minute, with how often at worst. */
    chattering: z.array(Named.extend({ count: z.int(), at: Instant })),
    /** Active for more than a day, the longest first. */
    stale: z.array(Named.extend({ state: z.enum(ALARM_STATES), raisedAt: Instant })),
    /** Shelved or out of service now, the next to come back first. */
    setAside: z.array(
      Named.extend({
        state: z.enum(ALARM_STATES),
        isActive: z.boolean(),
        setAsideAt: Instant.nullable(),
        setAsideByName: z.string().nullable(),
        shelvedUntil: Instant.nullable(),
        reason: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'AlarmLoad' });
export type AlarmLoad = z.infer<typeof AlarmLoad>;
