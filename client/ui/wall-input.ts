import { fromWallTime } from '../../core/zone.ts';
import { cityZone } from './city-zone.ts';
import { formatClock, formatDay } from './format.ts';

/** Milliseconds since 1970 of a time of the city's clock, as a `datetime-local` input gives it; undefined when it is none. */
export function instantOfInput(text: string): number | undefined {
  const wallMs = Date.parse(`${text}Z`);
  return Number.isNaN(wallMs) ? undefined : fromWallTime(cityZone(), wallMs);
}

/** '2026-11-23T14:32', or with the seconds, on the city's clock, as such an input wants it. */
export function inputText(ms: number, withSeconds = false): string {
  return `${formatDay(ms)}T${formatClock(ms).slice(0, withSeconds ? 8 : 5)}`;
}
