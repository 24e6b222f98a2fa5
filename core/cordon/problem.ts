import type { Departure, SpeedRange, Start } from './departure.ts';
import type { Roads } from './roads.ts';

/** A unit that can be sent to hold one junction. */
export interface CordonUnit {
  id: string;
  /** Where it is now; seconds at free speed. */
  starts: readonly Start[];
  /** When it can set out; in the past: at once. */
  readyAtSeconds: number;
  /** How much faster than free speed it travels. */
  speedFactor: number;
  /** The roads as it travels them, with the same nodes; left out: those of the problem. */
  roads?: Roads | undefined;
  /** The node that it holds already, and since when. */
  standing?: { node: number; sinceSeconds: number } | undefined;
  /** The node that it was sent to by the plan in force. */
  sentTo?: number | undefined;
}

/** A checkpoint that is staffed: its node is held without a unit. */
export interface StaffedCheckpoint {
  id: string;
  node: number;
  sinceSeconds: number;
}

/**
 * What must not be reached: given nodes (border crossings), everything that is reached at the fast speed only after a moment, or
 * everything outside an area (`inside`: 1 by node). An exit is closed when it is held or no way leads to it.
 */
export type Exits = { nodes: readonly number[] } | { beyondSeconds: number } | { inside: Uint8Array };

/**
 * A cordon to plan. All moments are seconds on one clock of the caller's choice; nodes and links are those of the roads, in which closures are
 * already applied (`withClosures`). A unit holds a node if it is there `marginSeconds` before anybody can be, with no other post
 * counted on: posts hold independently of one another. Staffed checkpoints are counted on, since they stand.
 */
export interface CordonProblem {
  roads: Roads;
  departure: Departure;
  speeds: SpeedRange;
  nowSeconds: number;
  marginSeconds: number;
  exits: Exits;
  units: readonly CordonUnit[];
  checkpoints: readonly StaffedCheckpoint[];
  /** 1: a junction where a post can be set up; left out: every one. By node. */
  holdable?: Uint8Array | undefined;
  /** Whole numbers by node that measure the enclosed area, such as metres of road or dwellings; left out: 1 each. */
  weights?: ArrayLike<number> | undefined;
}
