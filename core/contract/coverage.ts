import { z } from 'zod';
import {
  COVERAGE_BASES,
  COVERAGE_MEASURES,
  COVERAGE_TIMES,
  COVERING_NOUNS,
  NOT_COVERING,
} from '../coverage/vocabulary.ts';
import { NETS } from '../vocabulary.ts';
import { Instant } from './common.ts';

const Seconds = z.int().min(0);

/** How long units took from being sent until they were there, beside the time by road. */
export const CoverageCalibration = z.object({
  trips: z.int(),
  /** Median of observed over by road, with a 95 % interval. */
  ratio: z.number(),
  low: z.number(),
  high: z.number(),
});
export type CoverageCalibration = z.infer<typeof CoverageCalibration>;

/** Someone or something that covers, or does not and why. */
export const CoverageFacility = z.object({
  net: z.enum(NETS),
  kind: z.enum(COVERING_NOUNS),
  id: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  areaCode: z.string(),
  /** Null: it has no place. */
  lng: z.number().nullable(),
  lat: z.number().nullable(),
  /** Why it covers nothing; null: it covers. */
  why: z.enum(NOT_COVERING).nullable(),
  /** Since when that is known: when a unit's position was measured, when a state began. Null: never, or by plan. */
  at: Instant.nullable(),
});
export type CoverageFacility = z.infer<typeof CoverageFacility>;

const NetCoverage = z.object({
  /** Whole seconds until the first one is there, for each grid; null: none within `mostSeconds`. Of technology 0: a device that works is there. */
  seconds: z.array(Seconds.nullable()),
  /** Index of that one in `facilities`, for each grid; empty for institution and technology, which are too many to be listed. */
  by: z.array(z.int().nullable()),
  /** How many cover, and how many do not. */
  covering: z.int(),
  idle: z.int(),
});

/**
 * Who is where within how many seconds: for each grid of the plan in force in the account's scope, in the order of `codes`, the soonest of
 * each net. `at` is the instant whose speeds count. `calibration`: applied to the street net when `times` is `observed`; null: too few arrivals are
 * known, and times are those of the roads. `byRoad` false: the city has no roads, and times are those of a straight line.
 */
export const Coverage = z
  .object({
    basis: z.enum(COVERAGE_BASES),
    hour: z.int().min(0).max(23),
    at: Instant,
    times: z.enum(COVERAGE_TIMES),
    calibration: CoverageCalibration.nullable(),
    byRoad: z.boolean(),
    mostSeconds: Seconds,
    planId: z.string().nullable(),
    codes: z.array(z.string()),
    /** Incidents reported by citizens or devices since `since`, for each grid. */
    incidents: z.array(z.int()),
    since: Instant,
    nets: z.object(
      Object.fromEntries(NETS.map((net) => [net, NetCoverage])) as Record<
        (typeof NETS)[number],
        typeof NetCoverage
      >,
    ),
    /** Units, posts and checkpoints, and of the other nets those that do not cover. */
    facilities: z.array(CoverageFacility),
    /** Units whose round was issued, of those that are on duty by plan; null: not by plan. */
    planned: z.object({ rounds: z.int(), units: z.int() }).nullable(),
    /** Of the positions of the units. */
    positions: z.object({ lastSeenAt: Instant.nullable(), expectedIntervalSeconds: z.number() }),
    asOf: Instant,
  })
  .meta({ id: 'Coverage' });
export type Coverage = z.infer<typeof Coverage>;

const Place = CoverageFacility.pick({
  net: true,
  id: true,
  nameZh: true,
  nameEn: true,
  areaCode: true,
}).extend({
  /** Grids: a new place in the middle of one. */
  kind: z.enum([...COVERING_NOUNS, 'grids']),
  lng: z.number(),
  lat: z.number(),
});
export type CoveragePlace = z.infer<typeof Place>;

/** Where the next one of a net helps most beside what the nets cover, and what the loss of each one costs; by the measure that was asked for. */
export const CoverageAdvice = z
  .object({
    measure: z.enum(COVERAGE_MEASURES),
    /** What is covered, and what there is altogether. */
    covered: z.number(),
    all: z.number(),
    /** The one that adds most first; `gain`: what it adds to those before. */
    next: z.array(z.object({ place: Place, gain: z.number(), why: z.enum(NOT_COVERING).nullable() })),
    /** No choice of as many of the places looked at adds more. */
    atMost: z.number(),
    looked: z.int(),
    /** What is covered no more without it alone: the dearest, and those that cost least. */
    dear: z.array(z.object({ place: Place, loses: z.number() })),
    spare: z.array(z.object({ place: Place, loses: z.number() })),
    /** How many cost nothing. */
    free: z.int(),
    asOf: Instant,
  })
  .meta({ id: 'CoverageAdvice' });
export type CoverageAdvice = z.infer<typeof CoverageAdvice>;

/** What the nets cover by plan in each hour of the city's day. */
export const CoverageDay = z
  .object({
    measure: z.enum(COVERAGE_MEASURES),
    all: z.number(),
    hours: z.array(z.object({ hour: z.int(), covered: z.number(), units: z.int(), rounds: z.int() })),
    asOf: Instant,
  })
  .meta({ id: 'CoverageDay' });
export type CoverageDay = z.infer<typeof CoverageDay>;

/** Arrivals of units beside the times by road, for each vehicle by its own way. */
export const CoverageArrivals = z
  .object({
    since: Instant,
    /** Null: too few arrivals are known. */
    calibration: CoverageCalibration.nullable(),
    /** Trips by how many minutes they came later than ratio × time by road: `counts[i]` from `fromMinutes + i * binMinutes` on, the outermost holding all beyond. */
    residuals: z.object({
      fromMinutes: z.number(),
      binMinutes: z.number(),
      counts: z.array(z.int()),
      quarterMinutes: z.number(),
      threeQuarterMinutes: z.number(),
    }),
    /** Arrivals that could not be used: no position when sent, no way, or a way too short. */
    unused: z.int(),
    asOf: Instant,
  })
  .meta({ id: 'CoverageArrivals' });
export type CoverageArrivals = z.infer<typeof CoverageArrivals>;
