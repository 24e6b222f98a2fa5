/** Two periods against one another, cell by cell. Both rasters are per km² per day, so that periods of different length may be compared. */
import { kernelPerM2, type Smoothing } from './kernel.ts';

/** How much denser it is now than then, in points per km² per day; negative: less dense. */
export function densityDifference(now: Float32Array, then: Float32Array): Float32Array {
  return now.map((value, i) => value - (then[i] ?? 0));
}

/**
 * How many times as dense it is now as then, as a power of two: 1 is twice, -1 half. `floor` (per km² per day, > 0) is added to both, so
 * that a place where next to nothing happened does not shout.
 */
export function densityRatio(now: Float32Array, then: Float32Array, floor: number): Float32Array {
  return now.map((value, i) => Math.log2((value + floor) / ((then[i] ?? 0) + floor)));
}

/** A floor for `densityRatio`: what one point alone makes at its own place, per km² per day, in the shorter period of `days`. */
export function ratioFloor(smoothing: Smoothing, days: number): number {
  return (1e6 * kernelPerM2(smoothing, 0)) / days;
}

/** ∫ k² of a kernel over the plane, per m²: what a Poisson density's variance is a multiple of. Quartic 9 / 5πh², Gaussian 1 / 4πσ². */
function kernelSquared(smoothing: Smoothing): number {
  return kernelPerM2(smoothing, 0) * (smoothing.kernel === 'quartic' ? 0.6 : 0.5);
}

/**
 * How many standard deviations the densities of two periods (per km² per day, of `nowDays` and `thenDays`) are apart at each cell, were points
 * Poisson and the same in both: λ ∫ k² / days is the variance of each. Without a count of the cells looked at: some of many stand out by chance.
 */
export function deviations(
  now: Float32Array,
  then: Float32Array,
  nowDays: number,
  thenDays: number,
  smoothing: Smoothing,
): Float32Array {
  const perDay = kernelSquared(smoothing) * 1e6;
  return now.map((value, i) => {
    const before = then[i] ?? 0;
    const variance = perDay * (value / nowDays + before / thenDays);
    return variance > 0 ? (value - before) / Math.sqrt(variance) : 0;
  });
}
