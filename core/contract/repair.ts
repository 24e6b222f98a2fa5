import { z } from 'zod';
import { featureOf, MultiPolygon, Position, pageOf } from './geometry.ts';

/** What is wrong at a place of a file of boundaries. */
export const REPAIR_KINDS = [
  'gap',
  'overlap',
  'sliver',
  'duplicate',
  'bow_tie',
  'spike',
  'fragment',
] as const;
export type RepairKind = (typeof REPAIR_KINDS)[number];

/** Why a place is proposed to go to whom it is proposed to go to. */
export const REPAIR_REASONS = [
  /** It has the longest border with it. */
  'longest_border',
  /** Borders with several are equally long: along a border drawn twice, the line of the first in the file is kept. */
  'line_kept',
  /** It is most of that area, which would be nearly nothing without it. */
  'would_vanish',
  /** Both are the same ground: the first in the file is kept. */
  'first_of_twins',
  /** Only that area covers it. */
  'own_part',
  /** That area covers it as it should, another only because its border crosses itself. */
  'drawn_rightly',
  /** A needle is cut off its area. */
  'spike_cut',
  /** A needle without any width is left out. */
  'spike_flat',
  /** Too wide and large a gap for a slip: a lake, or another's ground. */
  'large_gap',
  /** No area lies beside it. */
  'no_neighbour',
] as const;
export type RepairReason = (typeof REPAIR_REASONS)[number];

/** The row of a file that an area stands in (1 is the first feature); null: it stays outside all. */
const Owner = z.int().nullable();

export const RepairProperties = z.object({
  kind: z.enum(REPAIR_KINDS),
  areaM2: z.number(),
  /** Mean width in metres. */
  widthMetres: z.number(),
  /** Rows of the areas that claim the place. */
  claimedBy: z.array(z.int()),
  /** Who may have it. */
  options: z.array(Owner),
  proposed: Owner,
  why: z.enum(REPAIR_REASONS),
  /** Who has it: chosen by a person, or else proposed. */
  owner: Owner,
});
export type RepairProperties = z.infer<typeof RepairProperties>;

/** A place of the file that is mended; the id is the same whenever the same file is checked. A needle of no width is a line. */
export const RepairFeature = featureOf(
  z.union([
    z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(Position)) }),
    z.object({ type: z.literal('LineString'), coordinates: z.array(Position) }),
  ]),
  RepairProperties,
);
export type RepairFeature = z.infer<typeof RepairFeature>;

/** A page of what is mended in a file, the largest first. */
export const Repairs = pageOf(RepairFeature).extend({
  /** What the rows that are named above are called in the file. */
  names: z.record(z.string(), z.string()),
});
export type Repairs = z.infer<typeof Repairs>;

/** An area as the file draws it, broken rings and all; the id is its row. */
export const DrawnArea = featureOf(MultiPolygon, z.object({ row: z.int(), name: z.string().nullable() }));
export type DrawnArea = z.infer<typeof DrawnArea>;

/** The areas that claim a place or may have it, as they are drawn. */
export const DrawnAreas = z.object({ type: z.literal('FeatureCollection'), features: z.array(DrawnArea) });
export type DrawnAreas = z.infer<typeof DrawnAreas>;

/** Everything that a person chose otherwise than proposed; what is not named goes as proposed. */
export const RepairChoices = z.strictObject({
  choices: z.array(z.strictObject({ id: z.string().max(40), owner: Owner })).max(20_000),
});
export type RepairChoices = z.infer<typeof RepairChoices>;

/** What is mended in a file, in figures. */
export const RepairSummary = z.object({
  snapMetres: z.number(),
  places: z.int(),
  /** Places under 1 m². */
  underOneM2: z.int(),
  areaM2: z.number(),
  byKind: z.partialRecord(z.enum(REPAIR_KINDS), z.object({ places: z.int(), areaM2: z.number() })),
  /** Areas whose borders were drawn to their neighbours': rows, points and the farthest in metres; the farthest first, at most 100. */
  snapped: z.array(z.object({ row: z.int(), points: z.int(), metres: z.number() })),
  snappedAreas: z.int(),
  snappedPoints: z.int(),
  /** Places for which somebody chose otherwise than proposed. */
  chosen: z.int(),
  /** Chosen for places that are not there, or who can not have them: ids, at most 100. */
  ignored: z.array(z.string()),
  /** Rows that are left without ground and are not imported. */
  emptied: z.array(z.int()),
});
export type RepairSummary = z.infer<typeof RepairSummary>;
