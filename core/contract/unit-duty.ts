import { z } from 'zod';
import { OWN_UNIT_STATES } from '../incident/vocabulary.ts';
import { Assignment } from './assignment.ts';
import { Instant } from './common.ts';
import { Incident } from './incident.ts';
import { Unit } from './unit.ts';

/** What the phone of a unit shows: the unit, the assignment that it has or had last, and the incident as long as it works on it. */
export const UnitDuty = z
  .object({
    asOf: Instant,
    unit: Unit,
    assignment: Assignment.extend({ incidentNumber: z.string() }).nullable(),
    incident: Incident.nullable(),
    /** Names of the areas that hold the incident, from the district down. */
    areas: z.array(z.object({ code: z.string(), nameZh: z.string(), nameEn: z.string() })),
  })
  .meta({ id: 'UnitDuty' });
export type UnitDuty = z.infer<typeof UnitDuty>;

/** A unit says in which state it is. `doneAt`: when it said so, by default now; what was changed later than that stays. */
export const OwnStateInput = z.strictObject({
  state: z.enum(OWN_UNIT_STATES),
  doneAt: Instant.optional(),
});
export type OwnStateInput = z.infer<typeof OwnStateInput>;
