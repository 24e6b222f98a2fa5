import { z } from 'zod';
import { CROSSING_LEAVES } from '../cordon/checkpoint-net.ts';
import { CLOSED_KINDS, TRIPS_FROM, TRIPS_TO } from '../cordon/checkpoint-net-terms.ts';
import { CHECKPOINT_BORDERS, CHECKPOINT_STATES, LEVELS, ROAD_CLASSES } from '../vocabulary.ts';
import { AreaCode, Id, Instant } from './common.ts';
import { LineString, Point } from './geometry.ts';

/** Names of a road, '' where it has none. */
const named = { nameZh: z.string(), nameEn: z.string() };
/** Within the area, and across its border. Shares are 0 to 1, each of the modelled trips of its kind. */
const ofKinds = <S extends z.ZodType>(shape: S) => z.object({ within: shape, across: shape });
const Share = z.number().min(0).max(1);

/** Where a road crosses the border. */
export const NetCrossing = z.object({
  place: Point,
  ...named,
  roadClass: z.enum(ROAD_CLASSES),
  lanes: z.int(),
  /** Checkpoints that stand on it inside, before anything branches off. */
  checkpointIds: z.array(Id),
  leaves: z.enum(CROSSING_LEAVES),
  /** The checkpoint whose people are there first by car; `seconds` null: no way leads there from one, and it is the nearest. */
  nearest: z.object({ checkpointId: Id, metres: z.int(), seconds: z.int().nullable() }).nullable(),
});
export type NetCrossing = z.infer<typeof NetCrossing>;

/** How much a checkpoint matters; the same nulls: it stands on no road of the area. */
export const NetCheckpoint = z.object({
  id: Id,
  code: z.string(),
  ...named,
  place: Point,
  border: z.enum(CHECKPOINT_BORDERS),
  state: z.enum(CHECKPOINT_STATES),
  stateSince: Instant,
  /** By how much the least lanes, and the least roads, that part zones and border fall when it holds its own. */
  drop: z.object({ lanes: z.int(), roads: z.int() }).nullable(),
  /** Of the trips the part whose quickest way passes it. */
  share: ofKinds(Share).nullable(),
});
export type NetCheckpoint = z.infer<typeof NetCheckpoint>;

/** The checkpoint net of an area without an incident, most important checkpoint first. Trips are modelled, never measured. */
export const CheckpointNet = z
  .object({
    within: AreaCode,
    /** False: the city has no roads, and nothing can be told. */
    byRoad: z.boolean(),
    crossings: z.array(NetCrossing),
    checkpoints: z.array(NetCheckpoint),
    /** What parts the zones from the border at least: lanes, and roads, of which `cut` are the lines. */
    least: z.object({ lanes: z.int(), roads: z.int(), cut: z.array(LineString) }),
    /** What trips were modelled from: zones of a level with what they produce and draw. `apart`: zones near no road, which have none. */
    model: z.object({
      from: z.enum(TRIPS_FROM),
      to: z.enum(TRIPS_TO),
      level: z.enum(LEVELS),
      zones: z.int(),
      apart: z.int(),
      trips: ofKinds(z.int()),
    }),
    /** Roads that are closed now, wholly or one way; ways go round them. */
    closedRoads: z.int(),
    asOf: Instant,
  })
  .meta({ id: 'CheckpointNet' });
export type CheckpointNet = z.infer<typeof CheckpointNet>;

const Cost = z.object({
  delayed: Share,
  /** No way is left; across: they can not leave there. */
  severed: Share,
  /** Of those delayed, on average; null: none is. */
  meanExtraSeconds: z.number().nullable(),
  /** The pair that loses most: from the middle of a zone to that of another, or over the border at a place. */
  worst: z
    .object({ fromCode: z.string(), toCode: z.string().nullable(), to: Point, extraSeconds: z.number() })
    .nullable(),
});
export type NetClosingCost = z.infer<typeof Cost>;

/** What closing a checkpoint, a junction or a road costs trips. */
export const NetClosing = z
  .object({
    kind: z.enum(CLOSED_KINDS),
    place: Point,
    ...named,
    within: Cost,
    across: Cost,
    asOf: Instant,
  })
  .meta({ id: 'NetClosing' });
export type NetClosing = z.infer<typeof NetClosing>;
