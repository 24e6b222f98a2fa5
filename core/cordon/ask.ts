/** What a cordon planner is asked and answers: places in degrees times 1e7 (EPSG:4326), moments in milliseconds since 1970. */
import type { UnitVehicle } from '../vocabulary.ts';
import type { ChoiceAim } from './choices.ts';
import type { CordonVerdict, FastAndSlow, GapReason, PostReason } from './plan-types.ts';
import type { CordonTravel } from './vocabulary.ts';

/** Where a post stands: at a checkpoint, or at a node of the roads by its id. */
export type PostPlace = { nodeId: number } | { checkpointId: string };

/** A unit that may be sent. `standing`: the post that it holds already; `sentTo`: the one that it is on its way to. */
export interface AskUnit {
  id: string;
  vehicle: UnitVehicle;
  lng7: number;
  lat7: number;
  /** When it can set out. */
  readyAtMs: number;
  standing?: { at: PostPlace; sinceMs: number } | undefined;
  sentTo?: PostPlace | undefined;
}

/** A checkpoint; `heldSinceMs` null: it is open, and who passes it is not looked at. */
export interface AskCheckpoint {
  id: string;
  lng7: number;
  lat7: number;
  heldSinceMs: number | null;
  nameZh: string;
  nameEn: string;
}

export interface CordonAsk {
  lng7: number;
  lat7: number;
  sinceMs: number;
  nowMs: number;
  travel: CordonTravel;
  /** How much faster and slower than usual. */
  fast: number;
  slow: number;
  directionDegrees: number | null;
  marginSeconds: number;
  /** Null: nothing may leave the city; else nothing goes beyond what is reached by then. */
  ringMs: number | null;
  units: readonly AskUnit[];
  checkpoints: readonly AskCheckpoint[];
}

/** A place on the roads with the names of the roads that meet there, '' where they have none. */
export interface NamedSpot {
  lng7: number;
  lat7: number;
  namesZh: string[];
  namesEn: string[];
}

export interface AnsweredPost extends NamedSpot {
  at: PostPlace;
  holder: { kind: 'unit' | 'checkpoint'; id: string };
  reason: PostReason;
  arrivesMs: number;
  /** When one could be there; null: never at that speed. */
  reachedMs: FastOrNever;
  /** To spare beyond the margin; null: any time. */
  slackSeconds: FastOrNever;
  /** The way of its unit, flat [lng7, lat7, ...]; empty: it stands there. */
  way: number[];
}
type FastOrNever = { [S in keyof FastAndSlow]: number | null };

export interface AnsweredGap extends NamedSpot {
  reason: GapReason;
  openFromMs: FastOrNever;
  way: number[];
}

export interface AnsweredWanted extends NamedSpot {
  byMs: number;
  nearest: { unitId: string; lateSeconds: number } | null;
}

export interface CordonAnswer {
  verdict: CordonVerdict;
  assumes: 'fast' | 'slow';
  isExact: boolean;
  posts: AnsweredPost[];
  gaps: AnsweredGap[];
  wanted: AnsweredWanted[];
  /** Units that are needed no more where they stand or go. */
  released: string[];
  unitCount: number;
  newOrders: number;
  leastUnits: number | null;
  leastGaps: number;
  leastSlackSeconds: number | null;
  completeMs: number | null;
  enclosedJunctions: number;
  enclosedRoadMetres: number;
}

/** The reachable area at a moment: rings of polygons, flat [lng7, lat7, ...] each. */
export interface AnsweredArea {
  atMs: number;
  polygons: number[][][];
}

export interface AnsweredChoice {
  aim: ChoiceAim;
  withinSeconds: number | null;
  answer: CordonAnswer;
}

/** What cannot be planned, by reason. */
export const CORDON_REFUSALS = [
  'cordon_off_road',
  'cordon_no_exits',
  'cordon_no_roads',
  'cordon_place_unknown',
  'cordon_speeds_reversed',
  'cordon_number_wrong',
] as const;
export type CordonRefusal = (typeof CORDON_REFUSALS)[number];
