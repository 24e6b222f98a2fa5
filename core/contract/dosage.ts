import { z } from 'zod';
import { DOSAGE_PERIODS } from '../patrol/look-back.ts';
import { DOSED_KINDS } from '../patrol/visited-places.ts';
import { CHECK_IN_WAYS, FEEDS, NETS } from '../vocabulary.ts';
import { AreaCode, GridCode, Id, Instant, Name } from './common.ts';

/** What a figure from positions is worth: the feed, and up to when its positions were gone through. */
export const KnownUntil = z.object({
  feed: z.enum(FEEDS),
  /** Null: never. */
  lastSeenAt: Instant.nullable(),
  expectedIntervalSeconds: z.number(),
  /** What happened after this is not in the figures; null: nothing was gone through yet. */
  knownUntil: Instant.nullable(),
});
export type KnownUntil = z.infer<typeof KnownUntil>;

/** What patrols gave one place, or one grid: of that the minutes in which any unit was in it. */
export const PlaceDosageItem = z
  .object({
    kind: z.enum(DOSED_KINDS),
    /** Of a grid its code. */
    id: z.union([Id, GridCode]),
    nameZh: Name,
    nameEn: Name,
    areaCode: AreaCode,
    net: z.enum(NETS),
    lng: z.number(),
    lat: z.number(),
    /** Of all visits within the period, and what of it counts: of each visit at most the most of the target. */
    minutes: z.number(),
    usefulMinutes: z.number(),
    visits: z.int(),
    tooShort: z.int(),
    tooLong: z.int(),
    /** Since the end of the last visit that was long enough; null: none in the period. */
    minutesSinceLast: z.number().nullable(),
    dueAt: Instant,
    overdueMinutes: z.number(),
    /** Somebody is there now, as far as is known. */
    isVisited: z.boolean(),
    /** Visits with a known place before, and how evenly those places are spread: 0 always the same, 1 never twice; null: too few, or a grid. */
    steps: z.int(),
    evenness: z.number().nullable(),
  })
  .meta({ id: 'PlaceDosage' });
export type PlaceDosageItem = z.infer<typeof PlaceDosageItem>;

export const DosageTargets = z.object({
  leastMinutes: z.number(),
  mostMinutes: z.number(),
  everyMinutes: z.number(),
});

export const Dosage = z
  .object({
    period: z.enum(DOSAGE_PERIODS),
    fromAt: Instant,
    asOf: Instant,
    known: KnownUntil,
    target: DosageTargets,
    items: z.array(PlaceDosageItem),
  })
  .meta({ id: 'Dosage' });
export type Dosage = z.infer<typeof Dosage>;

/** A stay of a unit at a place. */
export const PatrolVisitItem = z
  .object({
    id: Id,
    unitId: Id,
    /** Null: a unit of another area. */
    unitCode: z.string().nullable(),
    how: z.enum(CHECK_IN_WAYS),
    arrivedAt: Instant,
    /** While it goes on: the newest position there. */
    leftAt: Instant,
    goesOn: z.boolean(),
  })
  .meta({ id: 'PatrolVisit' });
export type PatrolVisitItem = z.infer<typeof PatrolVisitItem>;
export const PlaceVisits = z.object({ items: z.array(PatrolVisitItem), asOf: Instant });
export type PlaceVisits = z.infer<typeof PlaceVisits>;
