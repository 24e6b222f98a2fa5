import { z } from 'zod';
import { OWN_UNIT_STATES } from '../incident/vocabulary.ts';
import { Assignment } from './assignment.ts';
import { Id, Instant } from './common.ts';
import { CordonPosition } from './cordon.ts';
import { Incident } from './incident.ts';
import { Unit } from './unit.ts';

/** The position of a cordon that a unit holds or is on its way to; `inPlaceAt` null: it is on its way. */
export const UnitPost = CordonPosition.pick({
  id: true,
  place: true,
  nameZh: true,
  nameEn: true,
  dueAt: true,
  sentAt: true,
  inPlaceAt: true,
});
export type UnitPost = z.infer<typeof UnitPost>;

/** What the phone of a unit shows: the unit, the assignment that it has or had last, the incident as long as it works on it, and its post in a cordon. */
export const UnitDuty = z
  .object({
    asOf: Instant,
    unit: Unit,
    assignment: Assignment.extend({ incidentNumber: z.string() }).nullable(),
    incident: Incident.nullable(),
    /** Names of the areas that hold the incident, from the district down. */
    areas: z.array(z.object({ code: z.string(), nameZh: z.string(), nameEn: z.string() })),
    post: UnitPost.nullable(),
  })
  .meta({ id: 'UnitDuty' });
export type UnitDuty = z.infer<typeof UnitDuty>;

/** A unit says in which state it is. `doneAt`: when it said so, by default now; what was changed later than that stays. */
export const OwnStateInput = z.strictObject({
  state: z.enum(OWN_UNIT_STATES),
  doneAt: Instant.optional(),
});
export type OwnStateInput = z.infer<typeof OwnStateInput>;

/** A unit is at its post. `doneAt`: when it said so, by default now. */
export const OwnPostInput = z.strictObject({ positionId: Id, doneAt: Instant.optional() });
export type OwnPostInput = z.infer<typeof OwnPostInput>;
