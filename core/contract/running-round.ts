import { z } from 'zod';
import { STOP_STATES } from '../patrol/stop-states.ts';
import { CHECK_IN_WAYS, PATROL_PLACE_KINDS } from '../vocabulary.ts';
import { Id, Instant, Name } from './common.ts';
import { KnownUntil } from './dosage.ts';
import { Lat, LineString, Lng, Position } from './geometry.ts';

/** A time in which a unit was off the way of its round, farther and longer than the rule `unit_off_route` lets pass, and no call explains it. */
export const PatrolStraying = z
  .object({
    id: Id,
    roundId: Id,
    unitId: Id,
    fromAt: Instant,
    /** When it had lasted long enough to count. */
    detectedAt: Instant,
    /** When the unit was back; null: it is not, or was not heard before it was. */
    toAt: Instant.nullable(),
    /** By the newest position it is still off. */
    goesOn: z.boolean(),
    /** The farthest that it was off, and where. */
    mostMetres: z.number(),
    lng: Lng,
    lat: Lat,
    /** Null: nobody did. The next straying is to be acknowledged anew. */
    acknowledgedAt: Instant.nullable(),
    acknowledgedByName: z.string().nullable(),
  })
  .meta({ id: 'PatrolStraying' });
export type PatrolStraying = z.infer<typeof PatrolStraying>;

/** A stop of a round, and what became of it. */
export const RunningStop = z.object({
  id: Id,
  kind: z.enum(PATROL_PLACE_KINDS),
  nameZh: Name,
  nameEn: Name,
  lng: Lng,
  lat: Lat,
  arriveAt: Instant,
  leaveAt: Instant,
  windowMinutes: z.int(),
  /** How it is to be told that the unit was there. */
  checkIn: z.enum(CHECK_IN_WAYS),
  state: z.enum(STOP_STATES),
  /** When the unit came and went, and how that is known; null: it did not, or is there still. */
  arrivedAt: Instant.nullable(),
  leftAt: Instant.nullable(),
  how: z.enum(CHECK_IN_WAYS).nullable(),
  /** Behind the planned time, 0 within the window. */
  lateSeconds: z.number(),
  isShort: z.boolean(),
});
export type RunningStop = z.infer<typeof RunningStop>;

/** An issued round whose time is now. */
export const RunningRound = z
  .object({
    id: Id,
    planId: Id,
    planName: z.string(),
    unitId: Id,
    unitCode: z.string(),
    areaCode: z.string(),
    startAt: Instant,
    endAt: Instant,
    stops: z.array(RunningStop),
    /** Where the unit is or goes next; null: no stop is left. */
    nextStopId: Id.nullable(),
    lengthMetres: z.number(),
    /** Of its way; null: it has none, or nothing was heard yet. */
    drivenMetres: z.number().nullable(),
    /** All of it so far, the newest first. */
    strayings: z.array(PatrolStraying),
    /** The newest position that was held against the round; null: none yet. */
    knownAt: Instant.nullable(),
    /** The unit was not heard for too long to tell how it keeps to the round now. */
    isSilent: z.boolean(),
    /** The incident that the unit was called to. */
    onCall: z.object({ incidentId: Id, number: z.string() }).nullable(),
  })
  .meta({ id: 'RunningRound' });
export type RunningRound = z.infer<typeof RunningRound>;

export const RunningRounds = z
  .object({
    items: z.array(RunningRound),
    known: KnownUntil,
    /** What counts as straying: the rule `unit_off_route`. */
    rule: z.object({ limitMetres: z.number(), persistenceSeconds: z.number() }),
    asOf: Instant,
  })
  .meta({ id: 'RunningRounds' });
export type RunningRounds = z.infer<typeof RunningRounds>;

/** The way of a round and what its unit truly drove. */
export const RoundTrack = z
  .object({
    /** Null: the city has no roads. */
    line: LineString.nullable(),
    /** Parts of it that were not driven yet. */
    left: z.array(z.array(Position)),
    /** Where the unit was, cut where it was not heard. */
    track: z.array(z.array(Position)),
    knownAt: Instant.nullable(),
    asOf: Instant,
  })
  .meta({ id: 'RoundTrack' });
export type RoundTrack = z.infer<typeof RoundTrack>;
