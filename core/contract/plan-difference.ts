import { z } from 'zod';
import { GRID_CHANGES } from '../plan/difference/difference.ts';
import { WORKLOAD_MEASURES } from '../plan/workload/workload.ts';
import { LEVELS, STAFF_ROLES } from '../vocabulary.ts';
import { Id, Instant } from './common.ts';

/** What became of a grid. `renumbered`: it has another code and the same border. */
export const SHOWN_CHANGES = [...GRID_CHANGES.filter((kind) => kind !== 'unchanged'), 'renumbered'] as const;
export type ShownChange = (typeof SHOWN_CHANGES)[number];

/** A position in degrees (EPSG:4326), longitude before latitude. */
const Position = z.array(z.number()).length(2);
const Lines = z.object({ type: z.literal('MultiLineString'), coordinates: z.array(z.array(Position)) });
/** Null: fewer than 10. */
const Count = z.int().min(10).nullable();

/** What an area carries. */
const figures = {
  residents: Count,
  dwellings: Count,
  /** Reported in the window, by priority from 1 to 4. */
  incidents: z.array(z.int()).length(4),
  /** Weighted by priority. */
  incidentsPerDay: z.number(),
  /** Mean from the report to the first unit on the scene; null: none came to any. */
  responseSeconds: z.number().nullable(),
  institutions: z.int(),
  roadMetres: z.number(),
  areaM2: z.number(),
};
const names = { code: z.string(), nameZh: z.string(), nameEn: z.string() };

/** A grid with what it carries, and which of the four roles of its staff are not filled today. */
export const DifferenceGrid = z
  .object({ ...names, ...figures, staffMissing: z.array(z.enum(STAFF_ROLES)) })
  .meta({ id: 'DifferenceGrid' });
export type DifferenceGrid = z.infer<typeof DifferenceGrid>;

/** How evenly a measure is spread over grids: coefficient of variation, largest over mean, Gini. */
export const DifferenceSpread = z
  .object({ variation: z.number(), maxToMean: z.number(), gini: z.number() })
  .meta({ id: 'DifferenceSpread' });
export type DifferenceSpread = z.infer<typeof DifferenceSpread>;

/** An area with all its grids. `understaffed`: grids in which a role is not filled. */
export const DifferenceSums = z
  .object({
    ...figures,
    grids: z.int(),
    understaffed: z.int(),
    spread: z.record(z.enum(WORKLOAD_MEASURES), DifferenceSpread),
  })
  .meta({ id: 'DifferenceSums' });
export type DifferenceSums = z.infer<typeof DifferenceSums>;

/** Area in square metres that came from a grid, or went to one. */
const Shares = z.array(z.object({ id: Id, code: z.string(), areaM2: z.number() }));

export const DifferenceChange = z
  .object({
    id: Id,
    kind: z.enum(SHOWN_CHANGES),
    /** Whether its code is another one. */
    isRenumbered: z.boolean(),
    before: DifferenceGrid.nullable(),
    after: DifferenceGrid.nullable(),
    /** Old grids that it has area of, and new grids that have area of it, itself left out, the largest first. */
    from: Shares,
    to: Shares,
  })
  .meta({ id: 'DifferenceChange' });
export type DifferenceChange = z.infer<typeof DifferenceChange>;

/** A published plan, or a draft as it was after a step. */
const Compared = z.object({
  id: Id,
  name: z.string(),
  kind: z.enum(['plan', 'draft']),
  seq: z.int().nullable(),
  /** SHA-256 of its certificate: that of a draft stays the same when it comes into force as it is. */
  proofHash: z.string(),
});

/**
 * Two plans compared in the scope of the account. Both are measured by the same things: incidents reported in [incidentsFrom, incidentsTo), today's
 * institutions, roads and staff, and homes from the counts of the published plan `groundId` (core/plan/workload/homes.ts).
 */
export const PlanDifference = z
  .object({
    from: Compared,
    to: Compared,
    groundId: Id,
    days: z.int(),
    incidentsFrom: Instant,
    incidentsTo: Instant,
    /** Levels at which borders differ. */
    borders: z.array(z.object({ level: z.enum(LEVELS), added: Lines, removed: Lines })),
    movedM2: z.number(),
    grids: z.array(DifferenceChange),
    /** Grids that are the same in both. */
    unchanged: z.int(),
    /** Communities in which grids differ, by code; null: there are no grids of it. */
    communities: z.array(
      z.object({ ...names, before: DifferenceSums.nullable(), after: DifferenceSums.nullable() }),
    ),
    /** All grids of the scope; null: there are none. */
    whole: z.object({ before: DifferenceSums.nullable(), after: DifferenceSums.nullable() }),
    asOf: Instant,
  })
  .meta({ id: 'PlanDifference' });
export type PlanDifference = z.infer<typeof PlanDifference>;
