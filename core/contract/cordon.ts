import { z } from 'zod';
import { CHOICE_AIMS } from '../cordon/choices.ts';
import { CORDON_VERDICTS, GAP_REASONS, POST_REASONS } from '../cordon/plan-types.ts';
import { CORDON_EXITS, CORDON_STATES, CORDON_TRAVELS, POSITION_STATES } from '../cordon/vocabulary.ts';
import { CHECKPOINT_STATES } from '../vocabulary.ts';
import { Id, Instant, itemsPage, stored } from './common.ts';
import { featureOf, LineString, Point } from './geometry.ts';

/** What is looked at before anything is set: a place, since when, and how fast one may be. It is about a place and roads, never about a person. */
export const CordonRequest = z.strictObject({
  /** The incident that it is for; null: only a place. */
  incidentId: Id.nullable().default(null),
  place: Point,
  sinceAt: Instant,
  travel: z.enum(CORDON_TRAVELS),
  /** How much slower and faster than usual on these roads: 1 is usual. */
  slow: z.number().min(0.2).max(3).default(0.8),
  fast: z.number().min(0.2).max(3).default(1.2),
  /** Clockwise from north; null: not known. */
  directionDegrees: z.number().min(0).max(360).nullable().default(null),
  exits: z.enum(CORDON_EXITS).default('city'),
  /** Of a ring: nothing goes beyond what is reached so many minutes from now. */
  ringMinutes: z.number().min(1).max(60).nullable().default(null),
  /** A post stands at least so long before anybody can be there. */
  marginSeconds: z.number().min(0).max(900).default(60),
});
export type CordonRequest = z.infer<typeof CordonRequest>;

/** What is planned anew: a cordon that is set, by its id, or another one. */
export const PlanRequest = z.strictObject({ ...CordonRequest.shape, cordonId: Id.nullable().default(null) });
export type PlanRequest = z.infer<typeof PlanRequest>;

/** Where a post stands: a checkpoint, or a node of the roads. Exactly one of both is not null. */
const at = { checkpointId: Id.nullable(), nodeId: z.int().nullable() };
/** Names of the roads that meet there, or of the checkpoint; '' where there are none. */
const named = { place: Point, nameZh: z.string(), nameEn: z.string() };
const MomentOrNever = z.object({ fast: Instant.nullable(), slow: Instant.nullable() });
const SecondsOrAny = z.object({ fast: z.number().nullable(), slow: z.number().nullable() });

export const PlannedPosition = z.object({
  ...at,
  ...named,
  /** Null: the checkpoint's own people hold it. */
  unit: z.object({ id: Id, code: z.string() }).nullable(),
  reason: z.enum(POST_REASONS),
  arrivesAt: Instant,
  /** One may be there; null: never. */
  reachedAt: MomentOrNever,
  /** To spare beyond the margin; null: any time. */
  slackSeconds: SecondsOrAny,
  way: LineString.nullable(),
});
export type PlannedPosition = z.infer<typeof PlannedPosition>;

export const PlannedGap = z.object({
  ...named,
  reason: z.enum(GAP_REASONS),
  /** From when on it may be passed; null: never at that speed. */
  openFrom: MomentOrNever,
  way: LineString.nullable(),
});
export type PlannedGap = z.infer<typeof PlannedGap>;

export const CordonPlanned = z.object({
  verdict: z.enum(CORDON_VERDICTS),
  /** The speed that the positions are in time for. */
  assumes: z.enum(['fast', 'slow']),
  /** Proven: none does with fewer units, or leaves fewer gaps. */
  isExact: z.boolean(),
  positions: z.array(PlannedPosition),
  gaps: z.array(PlannedGap),
  /** Where one more unit is wanted, and by when. */
  wanted: z.array(
    z.object({
      ...named,
      byAt: Instant,
      nearest: z.object({ unitId: Id, code: z.string(), lateSeconds: z.number() }).nullable(),
    }),
  ),
  /** Units that are needed no more where they stand or go. */
  released: z.array(z.object({ id: Id, code: z.string() })),
  unitCount: z.int(),
  newOrders: z.int(),
  leastUnits: z.int().nullable(),
  leastGaps: z.int(),
  leastSlackSeconds: z.number().nullable(),
  completeAt: Instant.nullable(),
  enclosedJunctions: z.int(),
  enclosedKm: z.number(),
});
export type CordonPlanned = z.infer<typeof CordonPlanned>;

/** The area that may be reached by a moment, at the fast speed. A MultiPolygon; without polygons where no road is reached yet. */
export const ReachableArea = z.object({
  atMinutes: z.number(),
  geometry: z.object({
    type: z.literal('MultiPolygon'),
    coordinates: z.array(z.array(z.array(z.tuple([z.number(), z.number()])))),
  }),
});
export type ReachableArea = z.infer<typeof ReachableArea>;

/** How many units of the scope could be sent, and how many not: bound, off duty, or without a position of the last half hour. */
const Considered = z.object({ free: z.int(), bound: z.int(), offDuty: z.int(), noPosition: z.int() });

export const CordonPlanAnswer = z
  .object({ asOf: Instant, plan: CordonPlanned, areas: z.array(ReachableArea), units: Considered })
  .meta({ id: 'CordonPlan' });
export type CordonPlanAnswer = z.infer<typeof CordonPlanAnswer>;

export const CordonChoices = z
  .object({
    asOf: Instant,
    items: z.array(
      z.object({ aim: z.enum(CHOICE_AIMS), withinMinutes: z.number().nullable(), plan: CordonPlanned }),
    ),
  })
  .meta({ id: 'CordonChoices' });
export type CordonChoices = z.infer<typeof CordonChoices>;

/** A position that is to be taken, as a plan has it. `dueAt`: when it must be held. */
export const WantedPosition = z.strictObject({
  ...at,
  unitId: Id.nullable(),
  dueAt: Instant,
  arrivesAt: Instant,
});
export type WantedPosition = z.infer<typeof WantedPosition>;
export const MOST_POSITIONS = 200;
const Wanted = z.array(WantedPosition).max(MOST_POSITIONS);

/** `closeCheckpoints`: those that their own people hold let nobody pass from now on. */
export const CordonInput = z.strictObject({
  ...CordonRequest.shape,
  positions: Wanted,
  closeCheckpoints: z.boolean().default(true),
});
export type CordonInput = z.infer<typeof CordonInput>;
/** All positions as they shall be; those that stay as they are keep their state. */
export const PositionsInput = z.strictObject({ positions: Wanted });
export type PositionsInput = z.infer<typeof PositionsInput>;
/** A unit is where it was sent. `closeCheckpoint`: the checkpoint there lets nobody pass from now on. */
export const InPlaceInput = z.strictObject({ closeCheckpoint: z.boolean().default(false) });
export type InPlaceInput = z.infer<typeof InPlaceInput>;

export const CordonPosition = z.object({
  id: Id,
  ...at,
  ...named,
  unitId: Id.nullable(),
  unitCode: z.string().nullable(),
  state: z.enum(POSITION_STATES),
  dueAt: Instant,
  arrivesAt: Instant,
  sentAt: Instant,
  inPlaceAt: Instant.nullable(),
  releasedAt: Instant.nullable(),
  /** What the checkpoint was before the cordon closed it; null: it did not. */
  checkpointWas: z.enum(CHECKPOINT_STATES).nullable(),
});
export type CordonPosition = z.infer<typeof CordonPosition>;

/** A cordon that was set; its geometry is the place round which it stands. */
export const CordonProperties = z.object({
  ...stored,
  incidentId: Id.nullable(),
  sinceAt: Instant,
  travel: z.enum(CORDON_TRAVELS),
  slow: z.number(),
  fast: z.number(),
  directionDegrees: z.number().nullable(),
  exits: z.enum(CORDON_EXITS),
  /** Of a ring: by when. */
  ringAt: Instant.nullable(),
  marginSeconds: z.number(),
  state: z.enum(CORDON_STATES),
  setAt: Instant,
  setBy: Id,
  stoodDownAt: Instant.nullable(),
  stoodDownBy: Id.nullable(),
  positions: z.array(CordonPosition),
});
export type CordonProperties = z.infer<typeof CordonProperties>;
export const Cordon = featureOf(Point, CordonProperties).meta({ id: 'Cordon' });
export type Cordon = z.infer<typeof Cordon>;
export const Cordons = itemsPage(Cordon);
