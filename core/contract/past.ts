/**
 * What travels on `GET /api/past` and `GET /api/past/changes`: the city as it was at an instant, and what happened after it, for
 * replay. Times are ISO 8601 UTC to the millisecond.
 */
import type { LiveChange, LiveNoun, LiveSnapshot, UnitPositionRow } from './live.ts';

/** The plan whose grids were in force. */
export interface PastPlan {
  id: string;
  name: string;
  /** Later than the instant asked for when nothing older is known. */
  effectiveFrom: string;
  /** Whether it still is. */
  isInForce: boolean;
}

/**
 * The live set as it was at `at`. `seq` is the last event up to then. `feeds` is empty: when a source was last heard is not
 * kept. A unit's place is its newest fix up to `at`, null when that is older than `POSITION_KEPT_MS`.
 */
export type PastSnapshot = LiveSnapshot & {
  at: string;
  positions: UnitPositionRow[];
  plan: PastPlan | null;
  /** Time of the first event of the log, null without one: of what lies before only the rows themselves tell. */
  logFrom: string | null;
};

/** A unit whose newest fix is older than this has no place. */
export const POSITION_KEPT_MS = 24 * 3_600_000;

/** One change of the live set; `seq` is 0 for what a row tells without an event (a report without a history). */
export interface PastChange extends Omit<LiveChange, 'noun' | 'kind'> {
  noun: LiveNoun;
  kind: 'upsert' | 'remove';
}

/** What happened in (from, to]. `to` is how far the answer reaches: ask again from there. */
export interface PastChanges {
  from: string;
  to: string;
  /** In the order of their time, those of one instant in the order of the log. */
  changes: PastChange[];
  /** Positions in the order of their fixes, at most one a unit in each `stepSeconds`. */
  fixes: UnitPositionRow[];
  /** Plans that came into force. */
  plans: PastPlan[];
  /** So much changed at `to` that the set at `to` must be read anew. */
  reload: boolean;
}
