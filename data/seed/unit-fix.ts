import type { Point7 } from '../city/city.ts';
import type { Track } from '../city/history/work.ts';

export const ACCURACY_METRES = 5;

/** Where a unit was by one fix; no heading while it stands. */
export interface UnitFix {
  point: Point7;
  headingDegrees: number | null;
  speedKmh: number;
  /** Milliseconds since 1970. */
  fixAt: number;
}

/** The newest fix of a track up to a time (seconds since 1970), undefined before the first. */
export function fixAt(track: Track | undefined, seconds: number): UnitFix | undefined {
  if (!track) return undefined;
  let low = -1;
  let high = track.at.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (track.at[middle]! <= seconds) low = middle;
    else high = middle;
  }
  return low < 0 ? undefined : fixOf(track, low);
}

/** The `index`-th fix of a track. */
export function fixOf(track: Track, index: number): UnitFix {
  const speedKmh = track.speed[index]! / 10;
  return {
    point: [track.lng7[index]!, track.lat7[index]!],
    headingDegrees: speedKmh > 0 ? track.heading[index]! / 10 : null,
    speedKmh,
    fixAt: track.at[index]! * 1000,
  };
}
