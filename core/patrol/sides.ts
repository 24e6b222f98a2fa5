/**
 * Which side of a border a unit was on, from fixes that err. Each fix tells so much for one side: how many deviations it lies beyond the border, as
 * log-odds, at most `MOST`, less if it came soon after another. What tells for the other side adds up until it is `ENOUGH`, and starts
 * again at zero: the one-sided cumulative sum test (E. S. Page 1954, Biometrika 41). So one wrong fix changes nothing, and a change
 * counts from the first of the fixes that told it.
 */
import type { UsedFix } from './fixes-in-order.ts';

/** A normal score as log-odds, near zero (the logistic function nearest to the normal one). */
const LOG_ODDS_PER_DEVIATION = 1.702;
const MOST = 3;
const ENOUGH = 4;

/** Fixes of one side, by their indices. */
export interface SideRun {
  isIn: boolean;
  first: number;
  last: number;
}

export interface Sides {
  /** From the first fix to the last; sides alternate but at a silence. Without fixes: none. */
  runs: SideRun[];
  /** Index of the first fix that tells for the other side than the last run's and is not believed yet; null: none. */
  doubtFrom: number | null;
}

/**
 * `metresIn[i]` is how far inside fix i lies, negative outside. A silence longer than `gapMs` begins anew with what its end
 * tells. At first a unit is outside.
 */
export function sidesOf(
  fixes: readonly UsedFix[],
  metresIn: (index: number, isIn: boolean) => number,
  gapMs: number,
): Sides {
  const runs: SideRun[] = [];
  let isIn = false;
  let told = 0;
  let since = -1;
  for (let i = 0; i < fixes.length; i += 1) {
    const fix = fixes[i]!;
    const run = runs.at(-1);
    if (!run || fix.fixMs - fixes[i - 1]!.fixMs > gapMs) {
      [isIn, told, since] = [false, 0, -1];
      runs.push({ isIn, first: i, last: i });
    }
    const odds = (LOG_ODDS_PER_DEVIATION * metresIn(i, isIn)) / fix.deviationMetres;
    const other = fix.share * Math.min(MOST, Math.max(-MOST, isIn ? -odds : odds));
    told = Math.max(0, told + other);
    if (told === 0) since = -1;
    else if (since < 0) since = i;
    if (told >= ENOUGH) {
      isIn = !isIn;
      change(runs, isIn, since);
      [told, since] = [0, -1];
    }
    runs.at(-1)!.last = i;
  }
  return { runs, doubtFrom: since < 0 ? null : since };
}

/** The fixes from `since` on were of the other side already. */
function change(runs: SideRun[], isIn: boolean, since: number): void {
  const before = runs.at(-1)!;
  if (before.first >= since) runs.pop();
  else before.last = since - 1;
  runs.push({ isIn, first: since, last: since });
}
