import { fromWallTime } from '../../core/zone.ts';
import type { CountedDays } from '../api/plan-things.ts';

const DAY_MS = 86_400_000;

/** Lengths that can be chosen: a quarter, one, two, five and ten years. */
export const COUNTED_LENGTHS = [90, 365, 730, 1825, 3650] as const;

/** Of which days incidents are counted; without a last day up to now, or to the last report where nothing was reported in so many days. */
export interface CountedChoice {
  days: number;
  /** yyyy-mm-dd by the city's clock, counted whole; null: none is chosen. */
  lastDay: string | null;
}

export const COUNTED_AT_FIRST: CountedChoice = { days: 365, lastDay: null };

/** What is asked of the server for a choice. `zone` is the city's, an IANA name. */
export function countedDays(zone: string, { days, lastDay }: CountedChoice): CountedDays {
  const midnight = lastDay === null ? Number.NaN : Date.parse(`${lastDay}T00:00:00Z`);
  if (Number.isNaN(midnight)) return { days, until: null };
  return { days, until: new Date(fromWallTime(zone, midnight + DAY_MS)).toISOString() };
}
