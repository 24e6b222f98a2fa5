import { zoneOffsetMs } from '../zone.ts';

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
/** China's far west lives three hours ahead of its sun; nobody lives further off by law. */
const MOST_HOURS = 3.5;

/**
 * Hours by which the zone's clocks are ahead of the sun at a longitude (degrees; 15 degrees are one hour), from -12 to 12, where that is more
 * than any place lives with: then the zone is not that of the place. Undefined where the zone may be right.
 */
export function zoneDoubtHours(zone: string, lng: number, instantMs: number): number | undefined {
  const ahead = zoneOffsetMs(zone, instantMs) / HOUR_MS - lng / 15;
  const hours = ahead - Math.round(ahead / DAY_HOURS) * DAY_HOURS;
  return Math.abs(hours) > MOST_HOURS ? hours : undefined;
}
