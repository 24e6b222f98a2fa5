import { z } from 'zod';
import { TURN_KINDS } from '../network/turn-steps.ts';
import {
  CHECK_IN_WAYS,
  PATROL_PLACE_KINDS,
  PATROL_PLAN_STATES,
  SHIFTS,
  UNIT_VEHICLES,
} from '../vocabulary.ts';
import { AreaCode, Day, Id, Instant, Name } from './common.ts';
import { Lat, LineString, Lng, Position } from './geometry.ts';

export const MOST_PATROL_PLACES = 400;
export const MOST_PATROL_UNITS = 60;
export const MOST_STOPS = 60;

const Seconds = z.number().min(0);
const where = { lng: Lng, lat: Lat };
const names = { nameZh: Name, nameEn: Name };

/** What a unit stops at: a thing of the city by its id or code, a cell, or a point with an id of its own. */
const StopPlace = z.strictObject({
  kind: z.enum(PATROL_PLACE_KINDS),
  placeId: z.string().min(1).max(64),
  ...names,
  ...where,
});

/** A place that patrols might visit, and what was reported there. */
export const PatrolPlaceOffer = z
  .object({
    ...StopPlace.shape,
    areaCode: z.string(),
    /** Weights of the incidents within 250 m (of a grid: in it), core/patrol/place-worth.ts. */
    worth: z.number().min(0),
    incidents: z.int().min(0),
  })
  .meta({ id: 'PatrolPlaceOffer' });
export type PatrolPlaceOffer = z.infer<typeof PatrolPlaceOffer>;

export const PatrolPlaceQuestion = z.strictObject({
  day: Day,
  shift: z.enum(SHIFTS),
  kinds: z
    .array(z.enum(PATROL_PLACE_KINDS).exclude(['points']))
    .min(1)
    .max(PATROL_PLACE_KINDS.length),
  /** Only places in this area; null: in the scope of the account. */
  within: AreaCode.nullable(),
  /** Incidents of the last so many weeks count. */
  weeks: z.int().min(1).max(12),
  most: z.int().min(1).max(MOST_PATROL_PLACES),
});
export type PatrolPlaceQuestion = z.infer<typeof PatrolPlaceQuestion>;

/** Places of these kinds with anything reported, what is worth most first. */
export const PatrolPlaceOffers = z.object({
  places: z.array(PatrolPlaceOffer),
  /** Incidents that were looked at, and since when. */
  incidents: z.int(),
  since: Instant,
  asOf: Instant,
});
export type PatrolPlaceOffers = z.infer<typeof PatrolPlaceOffers>;

export const PatrolPost = z.strictObject({ ...names, ...where });
export type PatrolPost = z.infer<typeof PatrolPost>;

export const PatrolGroundQuestion = z.strictObject({
  day: Day,
  shift: z.enum(SHIFTS),
  unitIds: z
    .array(Id)
    .min(1)
    .max(MOST_PATROL_UNITS)
    .refine((ids) => new Set(ids).size === ids.length, 'names a unit twice'),
  places: z.array(StopPlace).min(1).max(MOST_PATROL_PLACES),
});
export type PatrolGroundQuestion = z.infer<typeof PatrolGroundQuestion>;

const Times = z.array(z.array(Seconds.nullable()));
/** What the optimiser needs of a shift. Rows and columns of the times: the places as asked for, then the posts of the units. Null: no way. */
export const PatrolGround = z
  .object({
    startAt: Instant,
    endAt: Instant,
    /** False: the city has no roads, and times are those of a straight line. */
    byRoad: z.boolean(),
    units: z.array(
      z.object({ id: Id, areaCode: z.string(), vehicle: z.enum(UNIT_VEHICLES), post: PatrolPost }),
    ),
    travelSeconds: z.record(z.string(), Times),
    /** Places along the route of each unit, in its order, by their numbers: how it goes now. */
    present: z.array(z.array(z.int())),
    /** Places of the rounds that were issued for this shift in the seven days before. */
    earlier: z.array(z.array(z.int())),
    asOf: Instant,
  })
  .meta({ id: 'PatrolGround' });
export type PatrolGround = z.infer<typeof PatrolGround>;

export const PatrolWayQuestion = z.strictObject({
  vehicle: z.enum(UNIT_VEHICLES),
  /** The hour whose speeds count. */
  at: Instant,
  points: z
    .array(Position)
    .min(2)
    .max(MOST_STOPS + 2),
});
export type PatrolWayQuestion = z.infer<typeof PatrolWayQuestion>;

const TurnStep = z.object({
  kind: z.enum(TURN_KINDS),
  nameZh: z.string(),
  nameEn: z.string(),
  metres: z.number(),
  seconds: z.number(),
  lng7: z.int(),
  lat7: z.int(),
  headingDegrees: z.number(),
});

/** The ways between points that follow each other; seconds null: there is no way. */
export const PatrolWays = z
  .object({
    byRoad: z.boolean(),
    legs: z.array(
      z.object({
        seconds: Seconds.nullable(),
        metres: z.number().min(0),
        line: LineString.nullable(),
        steps: z.array(TurnStep),
      }),
    ),
  })
  .meta({ id: 'PatrolWays' });
export type PatrolWays = z.infer<typeof PatrolWays>;

/** What is told of a stop but when it is. */
export const stopSettings = {
  ...StopPlace.shape,
  /** A visit that begins so many minutes earlier or later is as planned. */
  windowMinutes: z.int().min(0).max(240),
  /** Who is so near is there. */
  radiusMetres: z.int().min(20).max(1000),
  checkIn: z.enum(CHECK_IN_WAYS),
};
const stop = { ...stopSettings, arriveAt: Instant, leaveAt: Instant };
/** `id`: of the stop that it is; null: a new one. */
const StopInput = z.strictObject({ id: Id.nullable(), ...stop });
const RoundInput = z.strictObject({
  unitId: Id,
  /** Where the unit sets out and returns to; null: it begins at its first stop and ends at its last. */
  post: PatrolPost.nullable(),
  stops: z.array(StopInput).min(1).max(MOST_STOPS),
});
export const PatrolPlanInput = z.strictObject({
  day: Day,
  shift: z.enum(SHIFTS),
  name: Name,
  rounds: z.array(RoundInput).min(1).max(MOST_PATROL_UNITS),
});
export type PatrolPlanInput = z.infer<typeof PatrolPlanInput>;

export const PatrolStop = z.object({
  ...stop,
  id: Id,
  /** From the stop before, or from the post. */
  travelSeconds: Seconds,
});
export type PatrolStop = z.infer<typeof PatrolStop>;

export const PatrolRound = z.object({
  id: Id,
  unitId: Id,
  unitCode: z.string(),
  post: PatrolPost.nullable(),
  startAt: Instant,
  endAt: Instant,
  lengthMetres: z.number().min(0),
  travelSeconds: Seconds,
  /** The way of the whole round; null: the city has no roads. */
  line: LineString.nullable(),
  stops: z.array(PatrolStop),
});
export type PatrolRound = z.infer<typeof PatrolRound>;

const plan = {
  id: Id,
  areaCode: z.string(),
  day: Day,
  shift: z.enum(SHIFTS),
  name: z.string(),
  state: z.enum(PATROL_PLAN_STATES),
  createdAt: Instant,
  createdBy: Id,
  createdByName: z.string().nullable(),
  /** When it was given out to the units, and by whom. */
  issuedAt: Instant.nullable(),
  issuedByName: z.string().nullable(),
  updatedAt: Instant,
  version: z.int().min(1),
};
/** Who goes which round in a shift of a day. */
export const PatrolPlan = z.object({ ...plan, rounds: z.array(PatrolRound) }).meta({ id: 'PatrolPlan' });
export type PatrolPlan = z.infer<typeof PatrolPlan>;

export const PatrolPlanSummary = z
  .object({ ...plan, unitIds: z.array(Id), stops: z.int() })
  .meta({ id: 'PatrolPlanSummary' });
export type PatrolPlanSummary = z.infer<typeof PatrolPlanSummary>;
export const PatrolPlans = z.object({ items: z.array(PatrolPlanSummary), asOf: Instant });
