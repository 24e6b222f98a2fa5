import { makeWeightedPick, type Random } from './random.ts';
import type { Rhythm } from './rhythms.ts';

/** Asia/Shanghai: UTC+8 all year. */
export const ZONE_SECONDS = 8 * 3600;
const DAY_SECONDS = 86_400;

/** Draws report times (Unix seconds, UTC) of one type in the 365 days before `asOfSeconds`. */
export function makeClock(rhythm: Rhythm, asOfSeconds: number): (random: Random) => number {
  const since = asOfSeconds - 365 * DAY_SECONDS;
  const firstDay = Math.floor((since + ZONE_SECONDS) / DAY_SECONDS);
  const days = Array.from({ length: 366 }, (_, d) => dayWeight(rhythm, firstDay + d));
  const pickDay = makeWeightedPick(days);
  const pickHour = makeWeightedPick(hourWeights(rhythm));
  return (random) => {
    for (;;) {
      const local = (firstDay + pickDay(random)) * DAY_SECONDS + pickHour(random) * 3600 + random.below(3600);
      const time = local - ZONE_SECONDS;
      if (time >= since && time < asOfSeconds) return time;
    }
  };
}

export function hourWeights(rhythm: Rhythm): number[] {
  return Array.from({ length: 24 }, (_, hour) => {
    const step = rhythm.hours.findLast(([from]) => from <= hour);
    return step?.[1] ?? 1;
  });
}

function dayWeight(rhythm: Rhythm, day: number): number {
  const weekday = (day + 4) % 7;
  const week = weekday === 0 || weekday === 6 ? rhythm.weekend : weekday === 5 ? (1 + rhythm.weekend) / 2 : 1;
  const yearShare = ((day % 365.25) / 365.25) * 12 - 0.5;
  const season = 1 + rhythm.swing * Math.cos(((yearShare - rhythm.peakMonth) / 12) * 2 * Math.PI);
  return week * season;
}
