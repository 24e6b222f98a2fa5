import type { Hours } from '../contract/hours.ts';
import { fromWallTime, toWallTime } from '../zone.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/**
 * When the span of the hours that holds the instant began (milliseconds since 1970; `zone` is the city's), as far as spans without a
 * break reach back, at most a week; undefined outside all. Hours that are null always hold, from -Infinity.
 */
export function hoursStartMs(hours: Hours | null, zone: string, nowMs: number): number | undefined {
  if (hours === null) return Number.NEGATIVE_INFINITY;
  const now = toWallTime(zone, nowMs);
  let start = startOfSpan(hours, now);
  if (start === undefined) return undefined;
  for (let spans = 0; spans < 7 * hours.length && now - start < 7 * DAY_MS; spans += 1) {
    const earlier = startOfSpan(hours, start - 1);
    if (earlier === undefined) break;
    start = earlier;
  }
  return fromWallTime(zone, start);
}

/** Whether the hours hold the instant (milliseconds since 1970) in the zone. Null: always. */
export function isWithinHours(hours: Hours | null, zone: string, nowMs: number): boolean {
  return hours === null || startOfSpan(hours, toWallTime(zone, nowMs)) !== undefined;
}

/** Start of the longest single span that holds a time of the clock on the wall. */
function startOfSpan(hours: Hours, wall: number): number | undefined {
  const midnight = Math.floor(wall / DAY_MS) * DAY_MS;
  let start: number | undefined;
  for (const { days, from, to } of hours)
    for (const day of [midnight - DAY_MS, midnight]) {
      if (!days.includes(weekday(day))) continue;
      const isNextDay = minutesOf(to) <= minutesOf(from);
      const begins = day + minutesOf(from) * MINUTE_MS;
      const ends = day + minutesOf(to) * MINUTE_MS + (isNextDay ? DAY_MS : 0);
      if (wall >= begins && wall < ends) start = Math.min(start ?? begins, begins);
    }
  return start;
}

/** Day of the week of a midnight on the wall: 1 Monday to 7 Sunday. 1970-01-01 was a Thursday. */
function weekday(midnight: number): number {
  return ((((midnight / DAY_MS + 3) % 7) + 7) % 7) + 1;
}

function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
}
