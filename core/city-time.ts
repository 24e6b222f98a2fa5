import { SHIFTS, type Shift } from './vocabulary.ts';
import { fromWallTime, toWallTime } from './zone.ts';

/** Days and hours of the city's clock. The zone is an IANA name and belongs to the city: on the server `selectCityZone`, in the page `cityZone`. */

/** The zone of the demo city, and of a city that does not name one. */
export const DEFAULT_CITY_ZONE = 'Asia/Shanghai';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** The calendar day in the city's zone of an instant (milliseconds since 1970), as yyyy-mm-dd. */
export function cityDay(zone: string, instantMs: number): string {
  return new Date(toWallTime(zone, instantMs)).toISOString().slice(0, 10);
}

/** Start and end (exclusive) of the city's day that holds the instant, in milliseconds since 1970; 23 to 25 hours apart. */
export function cityDayBounds(zone: string, instantMs: number): [startMs: number, endMs: number] {
  const midnight = Math.floor(toWallTime(zone, instantMs) / DAY_MS) * DAY_MS;
  return [fromWallTime(zone, midnight), fromWallTime(zone, midnight + DAY_MS)];
}

/** What the city's clock shows at an instant (milliseconds since 1970), in hours since midnight: 14.5 at half past two. */
export function cityHour(zone: string, instantMs: number): number {
  const wall = toWallTime(zone, instantMs);
  return (wall - Math.floor(wall / DAY_MS) * DAY_MS) / HOUR_MS;
}

const SHIFT_MS = DAY_MS / SHIFTS.length;

/** The shift on duty at an instant and when it began (milliseconds since 1970): night 00-08, day 08-16, evening 16-24 by the city's clock. */
export function cityShift(zone: string, instantMs: number): { shift: Shift; startMs: number } {
  const wall = toWallTime(zone, instantMs);
  const midnight = Math.floor(wall / DAY_MS) * DAY_MS;
  const number = Math.floor((wall - midnight) / SHIFT_MS);
  return { shift: SHIFTS[number] ?? 'night', startMs: fromWallTime(zone, midnight + number * SHIFT_MS) };
}

/** Start and end (exclusive) of a shift of the city's day yyyy-mm-dd, in milliseconds since 1970. */
export function shiftBounds(zone: string, day: string, shift: Shift): [startMs: number, endMs: number] {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const number = SHIFTS.indexOf(shift);
  const edge = (shifts: number) => fromWallTime(zone, midnight + shifts * SHIFT_MS);
  return [edge(number), edge(number + 1)];
}

export const PERIODS = ['month', 'week'] as const;
export type Period = (typeof PERIODS)[number];

/** 1970-01-01 was a Thursday: so many days after the Monday before. */
const FIRST_WEEKDAY = 3;

/**
 * Where the city's months, or its weeks from Monday on, begin: the last one at or before `fromMs`, all inside, and the first one at or after
 * `toMs`; rising, milliseconds since 1970.
 */
export function cityPeriods(zone: string, period: Period, fromMs: number, toMs: number): number[] {
  const wall = new Date(toWallTime(zone, fromMs));
  const day = Math.floor(wall.getTime() / DAY_MS);
  const monday = Math.floor((day + FIRST_WEEKDAY) / 7) * 7 - FIRST_WEEKDAY;
  const edgeOf = (i: number): number =>
    period === 'week' ? (monday + 7 * i) * DAY_MS : Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth() + i);
  const edges = [fromWallTime(zone, edgeOf(0))];
  for (let i = 1; (edges[i - 1] ?? toMs) < toMs; i++) edges.push(fromWallTime(zone, edgeOf(i)));
  return edges;
}
