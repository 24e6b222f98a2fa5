/** What a cordon plan says, for a screen that draws it and for sentences written from its closed sets of codes. Moments are seconds on the clock of the problem. */

export const CORDON_VERDICTS = ['nothing_to_close', 'closed', 'gaps_left'] as const;
/** `nothing_to_close`: staffed checkpoints and closures close every way out already. */
export type CordonVerdict = (typeof CORDON_VERDICTS)[number];

export const POST_REASONS = [
  'checkpoint_staffed',
  'unit_stands_there',
  'unit_on_its_way',
  'only_unit_in_time',
  'largest_least_slack',
] as const;
/** Why this holder: `largest_least_slack`: of all ways to share the nodes among the units the one whose tightest post has most time to spare. */
export type PostReason = (typeof POST_REASONS)[number];

export const GAP_REASONS = [
  'may_be_passed_already',
  'no_unit_in_time',
  'too_few_units',
  'same_unit_needed',
] as const;
/**
 * Why an exit stays open: it can be reached before now; it would even if every junction were held that some unit can hold; all units that could help
 * are used; units are free, but the nodes that are missing can be held only by units that hold others.
 */
export type GapReason = (typeof GAP_REASONS)[number];

/** A value at the fast and at the slow speed; Infinity: never. */
export interface FastAndSlow {
  fast: number;
  slow: number;
}

/** A node that is held. */
export interface CordonPost {
  node: number;
  holder: { kind: 'unit' | 'checkpoint'; id: string };
  /** When it is there; for who stands there: since when. */
  arrivesSeconds: number;
  /** When one could be at the node. */
  reachedSeconds: FastAndSlow;
  /** What is to spare beyond the margin. */
  slackSeconds: FastAndSlow;
  reason: PostReason;
}

/** An exit that the plan leaves open. */
export interface CordonGap {
  exit: number;
  reason: GapReason;
  /** The quickest way that stays open, in order. */
  wayNodes: number[];
  wayLinks: number[];
  /** From when on it may be passed. */
  openFromSeconds: FastAndSlow;
}

/** One more post that, with the others wanted, would close the gaps that can still be closed. */
export interface WantedPost {
  node: number;
  /** A unit must be there by then. */
  bySeconds: number;
  /** Exits to which ways through this node lead. */
  exits: number[];
  /** The unit without a post that would be there first, and how late that is (below 0: in time); null: none can get there. */
  nearest: { unitId: string; arrivesSeconds: number; lateSeconds: number } | null;
}

export interface CordonPlan {
  verdict: CordonVerdict;
  /** The speed that the posts are in time for. */
  assumes: 'fast' | 'slow';
  posts: CordonPost[];
  /** Units that stand at a node or are on their way and are needed there no more. */
  released: string[];
  gaps: CordonGap[];
  wanted: WantedPost[];
  /** Nodes that can be reached inside; held nodes and open exits not counted. */
  enclosed: number[];
  /** Links from an enclosed node to another. */
  enclosedLinks: number;
  /** Weight of what can be reached, open exits counted. */
  enclosedWeight: number;
  unitCount: number;
  /** Units that get a new order. */
  newOrders: number;
  /** Of the units' posts, at the speed assumed; null: no unit. */
  leastSlackSeconds: number | null;
  /** When the last unit is in place; null: no unit. */
  completeSeconds: number | null;
  /**
   * Proven: no plan does with fewer units, or leaves fewer exits open; where posts that stand already are counted on, no plan that keeps
   * them. False: the search ended at its limit.
   */
  isExact: boolean;
  /** No plan that leaves as few exits open needs fewer units; null: not known, or not what was asked for. */
  leastUnits: number | null;
  /** No plan leaves fewer exits open. */
  leastGaps: number;
}
