import { LONGEST_SILENCE_MS, LONGEST_WAY_MS } from './fixes-in-order.ts';
import type { UnitVisits } from './place-visits.ts';

/** Which fixes are gone through again, and from when on the visits that they tell take the place of those that were told before. Milliseconds since 1970. */
export interface Resumption {
  fixesFromMs: number;
  visitsFromMs: number;
}

/** A visit reaches beyond its fixes by at most so much when others come between. */
const APART_MS = LONGEST_SILENCE_MS + 60_000;

/**
 * Where to go on after `settledMs` if fixes from `lateFromMs` on came since (null: none): at a time in no visit, so that none is cut. `told` are
 * the visits that were told before.
 */
export function resumeFrom(
  told: readonly Pick<UnitVisits['visits'][number], 'arrivedMs' | 'leftMs'>[],
  settledMs: number,
  lateFromMs: number | null,
): Resumption {
  if (lateFromMs === null || lateFromMs >= settledMs)
    return { fixesFromMs: settledMs, visitsFromMs: settledMs };
  let from = lateFromMs;
  for (const { arrivedMs, leftMs } of [...told].sort((a, b) => b.leftMs - a.leftMs))
    if (leftMs >= from - APART_MS) from = Math.min(from, arrivedMs);
  return { fixesFromMs: from - APART_MS + 1, visitsFromMs: from - LONGEST_WAY_MS };
}
