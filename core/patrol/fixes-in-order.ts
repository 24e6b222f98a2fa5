import { type LocalMetres, localMetres } from '../geometry/metres.ts';
import type { Fix } from '../live/geofence.ts';

/** Between fixes farther apart in time the way is not known. */
export const LONGEST_WAY_MS = 150_000;
/** Who was on one side before and after a shorter silence was there meanwhile. */
export const LONGEST_SILENCE_MS = 10 * 60_000;
/** A fix more vague than this says nothing. */
const MOST_ACCURACY_METRES = 250;
const UNKNOWN_ACCURACY_METRES = 20;
const LEAST_ACCURACY_METRES = 6;
/** What would be faster, there and back, is a leap of the receiver. */
const FASTEST_METRES_PER_SECOND = 60;
/** Nearer in time than this the errors of two fixes are alike: together they tell little more than one of them. */
const ALIKE_SECONDS = 10;
/** Of normally spread fixes 68 % lie within the accuracy: so many deviations of one axis (Rayleigh). */
const DEVIATIONS_IN_ACCURACY = 1.515;

/** A fix of one unit that counts. */
export type UsedFix = Pick<Fix, 'lng7' | 'lat7' | 'fixMs'> & {
  /** Standard deviation along one axis. */
  deviationMetres: number;
  /** How much it tells beside the one before: 0 to 1. */
  share: number;
};

/**
 * The fixes of one unit in the order of their own times, whatever the order in which they came: one for each time, without those that are too
 * vague, and without leaps of the receiver.
 */
export function fixesInOrder(fixes: readonly Omit<Fix, 'unitId'>[]): UsedFix[] {
  const clear = fixes.filter(({ accuracyMetres }) => (accuracyMetres ?? 0) <= MOST_ACCURACY_METRES);
  const sorted = [...clear].sort(
    (a, b) => a.fixMs - b.fixMs || accuracyOf(a) - accuracyOf(b) || a.lng7 - b.lng7 || a.lat7 - b.lat7,
  );
  const single = sorted.filter(({ fixMs }, i) => fixMs !== sorted[i - 1]?.fixMs);
  const used: UsedFix[] = [];
  const plane = localMetres(single[0]?.lng7 ?? 0, single[0]?.lat7 ?? 0);
  const isLeap = (from: InTime, fix: InTime, to: InTime) =>
    isTooFast(plane, from, fix) && isTooFast(plane, fix, to) && !isTooFast(plane, from, to);
  single.forEach((fix, i) => {
    const [before, next] = [used.at(-1), single[i + 1]];
    if (before && next && isLeap(before, fix, next)) return;
    const seconds = before ? (fix.fixMs - before.fixMs) / 1000 : ALIKE_SECONDS;
    const { lng7, lat7, fixMs } = fix;
    const deviationMetres = accuracyOf(fix) / DEVIATIONS_IN_ACCURACY;
    used.push({ lng7, lat7, fixMs, deviationMetres, share: Math.min(1, seconds / ALIKE_SECONDS) });
  });
  return used;
}

function accuracyOf({ accuracyMetres }: Pick<Fix, 'accuracyMetres'>): number {
  return Math.max(LEAST_ACCURACY_METRES, accuracyMetres ?? UNKNOWN_ACCURACY_METRES);
}

type InTime = Pick<Fix, 'lng7' | 'lat7' | 'fixMs'>;

function isTooFast({ metresPerLng7, metresPerLat7 }: LocalMetres, from: InTime, to: InTime): boolean {
  const east = (to.lng7 - from.lng7) * metresPerLng7;
  const north = (to.lat7 - from.lat7) * metresPerLat7;
  const most = ((to.fixMs - from.fixMs) / 1000) * FASTEST_METRES_PER_SECOND;
  return east * east + north * north > most * most;
}
