import { DEFAULT_CITY_ZONE } from '../../core/city-time.ts';

let zone = DEFAULT_CITY_ZONE;

/** The zone of the city, an IANA name: every time and day on the screen is in it. The session says which. */
export function cityZone(): string {
  return zone;
}

/** Called with each session that comes in. */
export function setCityZone(next: string): void {
  zone = next;
}

/** 'GMT+8', 'CST', 'China Standard Time', ...: the zone as it is called at an instant (milliseconds since 1970). */
export function zoneName(ms: number, language: string): string {
  const format = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: 'long' });
  return format.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}
