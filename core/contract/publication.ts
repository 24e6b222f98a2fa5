import { z } from 'zod';
import { GRID_CHANGES } from '../plan/difference/difference.ts';
import { STAFF_ROLES } from '../vocabulary.ts';
import { Id, Instant, Name } from './common.ts';
import { Issue } from './problem.ts';

const Why = z.string().trim().min(1).max(500);

/** Why a draft goes back to those who edit it. */
export const DraftReturn = z.strictObject({ reason: Why });
export type DraftReturn = z.infer<typeof DraftReturn>;

/** `effectiveFrom`: absent or past, it comes into force at once. */
export const PublishInput = z.strictObject({
  effectiveFrom: Instant.optional(),
  note: z.string().trim().max(500).default(''),
});
export type PublishInput = z.infer<typeof PublishInput>;

/** An official and the duty post of a grid. */
export const Official = z.object({
  role: z.enum(STAFF_ROLES),
  officialNameZh: Name,
  officialNameEn: Name,
});
export type Official = z.infer<typeof Official>;

const Count = z.int().min(0).max(10_000_000);
/** What a person says of a grid that is new or changes. What is left out stays as it was; null: by rule again. */
export const GridInput = z
  .strictObject({
    names: z.strictObject({ nameZh: Name, nameEn: Name }).nullable(),
    counts: z.strictObject({ residents: Count, dwellings: Count }).nullable(),
    /** Roles that are left out stay as they are. */
    staff: z.array(z.strictObject(Official.shape)).max(STAFF_ROLES.length),
  })
  .partial();
export type GridInput = z.infer<typeof GridInput>;

const Part = z.object({ id: Id, code: z.string(), areaKm2: z.number() });
const Shown = z.int().nullable();

/** A grid that is new or differs from the plan in force, as it would be published. Counts below 10 are null. */
export const PublishedGrid = Part.extend({
  kind: z.enum(GRID_CHANGES),
  /** Its code in the plan in force; null: it is new. */
  wasCode: z.string().nullable(),
  nameZh: z.string(),
  nameEn: z.string(),
  areNamesGiven: z.boolean(),
  residents: Shown,
  dwellings: Shown,
  areCountsGiven: z.boolean(),
  staff: z.array(Official),
  /** Grids that it has ground of, itself left out, and who is on duty there now. */
  from: z.array(Part.extend({ staff: z.array(Official) })),
}).meta({ id: 'PublishedGrid' });
export type PublishedGrid = z.infer<typeof PublishedGrid>;

/** What stands in the way, and what it is about. */
export const Blocker = Issue.extend({
  gridId: Id.nullable(),
  areaCode: z.string().nullable(),
  lng: z.number().nullable(),
  lat: z.number().nullable(),
}).meta({ id: 'PublicationBlocker' });
export type Blocker = z.infer<typeof Blocker>;

/** What would come of a draft if it was published now. */
export const PublicationCheck = z
  .object({
    /** Number of the last change that was looked at. */
    seq: z.int(),
    /** It brings back an earlier plan, proven and approved before. */
    isRestoration: z.boolean(),
    /** The plan in force, which it would take the place of. */
    replaces: z.object({ id: Id, name: z.string() }),
    /** Empty: it can be published. */
    blockers: z.array(Blocker),
    figures: z.object({
      /** Grids by what becomes of them; the unchanged are not counted. */
      created: z.int(),
      split: z.int(),
      changed: z.int(),
      renumbered: z.int(),
      merged: z.int(),
      retired: z.int(),
      communities: z.int(),
      movedKm2: z.number(),
      /** Incidents that come to another grid. */
      incidents: z.int(),
      /** Other things that come to another grid, by collection; those of none are left out. */
      things: z.record(z.string(), z.int()),
    }),
    grids: z.array(PublishedGrid),
    /** Grids that end, and who takes their ground. */
    ended: z.array(
      Part.extend({ kind: z.enum(GRID_CHANGES), nameZh: z.string(), nameEn: z.string(), to: z.array(Part) }),
    ),
    asOf: Instant,
  })
  .meta({ id: 'PublicationCheck' });
export type PublicationCheck = z.infer<typeof PublicationCheck>;
