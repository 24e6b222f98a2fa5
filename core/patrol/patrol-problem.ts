/**
 * A shift of patrols to be planned: team orienteering (Chao, Golden and Wasil 1996) in which a visit is worth more the longer it lasts
 * (variable profits: Gunawan, Ng, Kendall and Lai 2018), with windows, visits that repeat, and parts that stay. All plain data, so that
 * it crosses to a worker and is kept as JSON. Times are seconds from one instant that the caller chooses; places and units are spoken of by
 * their place in the lists.
 */

export interface PatrolPlace {
  id: string;
  /** Row and column of the travel times. */
  node: number;
  /** What the first, second, ... visit is worth at its fullest; as many as there may be visits, none more than the one before. */
  visitWeights: readonly number[];
  minStaySeconds: number;
  maxStaySeconds: number;
  /** A visit of s seconds earns 1 - exp(-s / tau) of its weight; null: all of it, however long. */
  tauSeconds: number | null;
  /** A visit lies, from its begin to its end, in one of these; none: at any time. In order, none touching another. */
  windows: readonly PatrolWindow[];
  /** Must be visited at least once. */
  required: boolean;
  /** Must not be visited. */
  forbidden: boolean;
  /** From the end of one visit to the begin of the next, by whichever unit. */
  gapSeconds: number;
  /** End of the last visit before these shifts, from which the gap counts too; null: none. */
  lastLeftSeconds: number | null;
}

export interface PatrolWindow {
  fromSeconds: number;
  toSeconds: number;
}

export interface PatrolUnit {
  id: string;
  /** Names the table of travel times. */
  vehicle: string;
  startNode: number;
  endNode: number;
  startSeconds: number;
  /** At the latest so long after its start the unit is at its end. */
  shiftSeconds: number;
  /** Null: all. */
  allowedPlaces: readonly number[] | null;
  pin: PatrolPin | null;
}

/** The first stops of a unit, which stay as they are, in this order and with nothing between them. */
export interface PatrolPin {
  stops: readonly { place: number /** Null: free. */; staySeconds: number | null }[];
  /** Nothing comes after them either. */
  whole: boolean;
}

export interface PatrolProblem {
  places: readonly PatrolPlace[];
  units: readonly PatrolUnit[];
  /** For each vehicle seconds from row to column; null: no way. */
  travelSeconds: Readonly<Record<string, readonly (readonly (number | null)[])[]>>;
  /** A stay is its least and any number of these. */
  stayStepSeconds: number;
  /** To go from one place straight to another as in an earlier shift costs so much. */
  repeats: readonly PatrolRepeat[];
}

export interface PatrolRepeat {
  from: number;
  to: number;
  cost: number;
}

export interface PatrolStop {
  place: number;
  arriveSeconds: number;
  /** After a wait for a window or for the gap. */
  beginSeconds: number;
  leaveSeconds: number;
}

/** What one unit does. Without stops it is not sent. */
export interface PatrolRoute {
  unit: number;
  stops: PatrolStop[];
  /** Arrival at the end of the unit; its start if it is not sent. */
  endSeconds: number;
}

/** One route for each unit, in their order. */
export interface PatrolPlan {
  routes: PatrolRoute[];
}

/** Seconds by which times may miss, for rounding. */
export const PATROL_ROUNDING_SECONDS = 1e-6;

/** Part of a visit's weight that `staySeconds` earn, 0 to 1: 1 - exp(-s / tau), s at most the longest stay. */
export function stayShare(
  { tauSeconds, maxStaySeconds }: Pick<PatrolPlace, 'tauSeconds' | 'maxStaySeconds'>,
  staySeconds: number,
): number {
  return tauSeconds === null ? 1 : 1 - Math.exp(-Math.min(staySeconds, maxStaySeconds) / tauSeconds);
}

/** What visits of one place are worth that earn these `shares` (0 to 1) of a visit: the fullest of them the first weight, and so on. */
export function visitsValue(visitWeights: readonly number[], shares: readonly number[]): number {
  const sorted = [...shares].sort((a, b) => b - a);
  return visitWeights.reduce((sum, weight, at) => sum + weight * (sorted[at] ?? 0), 0);
}
