/** The zone of the city: shown times, days and shifts are in it. One zone without summer time, hence a constant. */
export const CITY_TIME_ZONE = 'Asia/Shanghai';
const OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** The calendar day in the city's zone of an instant (milliseconds since 1970), as yyyy-mm-dd. */
export function cityDay(instantMs: number): string {
  return new Date(instantMs + OFFSET_MS).toISOString().slice(0, 10);
}

/** Start and end (exclusive) of the city's day that holds the instant, in milliseconds since 1970. */
export function cityDayBounds(instantMs: number): [startMs: number, endMs: number] {
  const start = Math.floor((instantMs + OFFSET_MS) / DAY_MS) * DAY_MS - OFFSET_MS;
  return [start, start + DAY_MS];
}
