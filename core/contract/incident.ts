import { z } from 'zod';
import { HOLDING_LEVELS, STAGES } from '../incident/deadlines.ts';
import { INCIDENT_SOURCES, INCIDENT_STATUSES, INCIDENT_TYPES, NETS } from '../vocabulary.ts';
import { OpenAssignment } from './assignment.ts';
import { Id, Instant, stored } from './common.ts';
import { featureOf, Point } from './geometry.ts';

/** A report at a place and a time; never about a named person. */
export const IncidentProperties = z.object({
  ...stored,
  /** Short number that people say aloud: yyMMdd-nnnn in the city's zone. */
  number: z.string(),
  type: z.enum(INCIDENT_TYPES),
  priority: z.int().min(1).max(4),
  status: z.enum(INCIDENT_STATUSES),
  source: z.enum(INCIDENT_SOURCES),
  net: z.enum(NETS),
  text: z.string().max(2000),
  reportedAt: Instant,
  verifiedAt: Instant.nullable(),
  assignedAt: Instant.nullable(),
  arrivedAt: Instant.nullable(),
  resolvedAt: Instant.nullable(),
  /** Its lead unit: of those that are assigned, the one that was sent first. */
  unitId: Id.nullable(),
  /** Its open assignments, the first first; absent from what the log told before there were any. */
  assignments: z.array(OpenAssignment).optional(),
  /** When it was taken in; null for what was imported. */
  recordedAt: Instant.nullable(),
  /** When it was last reopened: later deadlines count from then. */
  reopenedAt: Instant.nullable(),
  /** Level that holds it; each missed deadline takes it one up. */
  heldBy: z.enum(HOLDING_LEVELS),
  /** Deadlines that passed unreached. */
  missed: z.array(z.enum(STAGES)),
  /** The incident that it repeats, when its status is `duplicate`. */
  duplicateOf: Id.nullable(),
  remarkCount: z.int(),
});
export type IncidentProperties = z.infer<typeof IncidentProperties>;
export const Incident = featureOf(Point, IncidentProperties).meta({ id: 'Incident' });
export type Incident = z.infer<typeof Incident>;
/** `reportedAt` defaults to now, `net` to the net that answers the type. */
export const IncidentInput = z.object({
  geometry: Point,
  properties: z.object({
    type: z.enum(INCIDENT_TYPES),
    priority: z.int().min(1).max(4),
    source: z.enum(INCIDENT_SOURCES).default('report'),
    net: z.enum(NETS).optional(),
    text: z.string().trim().max(2000).default(''),
    reportedAt: Instant.optional(),
  }),
});
export type IncidentInput = z.infer<typeof IncidentInput>;
export const IncidentPatch = z.object({
  geometry: Point.optional(),
  properties: IncidentProperties.pick({
    type: true,
    priority: true,
    status: true,
    net: true,
    text: true,
    unitId: true,
    duplicateOf: true,
  })
    .partial()
    .optional(),
});
export type IncidentPatch = z.infer<typeof IncidentPatch>;
