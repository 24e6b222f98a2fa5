/** How a unit keeps to the way of its round, told step by step as positions come. Times are milliseconds since 1970. */
import type { Fix } from '../live/geofence.ts';
import { fixesInOrder } from './fixes-in-order.ts';
import { markDriven, metresOff, onPlaneOf, type PlannedLine } from './planned-line.ts';
import { type RouteStraying, type StrayingRule, settledFix, strayingsOf } from './strayings.ts';

/** Who was not heard for longer may have done anything since. */
export const SILENT_AFTER_MS = 180_000;

/** What is known of a way up to a time. */
export interface FollowedWay {
  /** Strayings that begin after what the look began with. */
  strayings: RouteStraying[];
  /** Which pieces of the line were driven (core/patrol/planned-line.ts). */
  isDriven: Uint8Array<ArrayBuffer>;
  /** The next look may begin with the fixes from here on; null: there is none. */
  settledMs: number | null;
  /** The newest fix that counts. */
  asOfMs: number | null;
}

/**
 * Holds a unit's fixes, in any order, against the line of its round. `isDriven`: what was driven before, which is not changed. Going on from `settledMs`
 * of an earlier look tells what one look at all fixes would, if none came late.
 */
export function followWay(
  line: PlannedLine,
  fixes: readonly Omit<Fix, 'unitId'>[],
  rule: StrayingRule,
  isDriven?: Uint8Array,
): FollowedWay {
  const used = fixesInOrder(fixes);
  const off = metresOff(line, onPlaneOf(line, used));
  const certain = used.slice(0, -1);
  return {
    strayings: strayingsOf(used, off, rule),
    isDriven: markDriven(line, certain, isDriven && new Uint8Array(isDriven)),
    settledMs: used[settledFix(used, off, rule.limitMetres)]?.fixMs ?? null,
    asOfMs: used.at(-1)?.fixMs ?? null,
  };
}
