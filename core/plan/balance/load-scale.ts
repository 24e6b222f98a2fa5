import type { Carried } from '../workload/carried.ts';
import {
  loadsOf,
  type Measures,
  measuresOf,
  type PriorityWeights,
  WORKLOAD_MEASURES,
  type WorkloadMeasure,
} from '../workload/workload.ts';

/** The measures that add up: what a grid has is what its blocks have together. A mean response time does not. */
export type AdditiveMeasure = Exclude<WorkloadMeasure, 'responseSeconds'>;
export const ADDITIVE_MEASURES: readonly AdditiveMeasure[] = WORKLOAD_MEASURES.filter(
  (name) => name !== 'responseSeconds',
);

/** What grids are balanced by. */
export interface BalanceMeasure {
  /** How much each counts; only their proportions matter. */
  shares: Readonly<Partial<Record<AdditiveMeasure, number>>>;
  /** Length of the window that the incidents are from. */
  days: number;
  /** Of an incident by its priority; PRIORITY_WEIGHTS without it. */
  weights?: PriorityWeights;
}

/**
 * The load of anything that carries something, 1 being a mean one of these grids: as `loadsOf` has it, but for parts of grids as well, whose loads add up.
 * Throws RangeError as `loadsOf` and `measuresOf` do.
 */
export function loadScale(
  grids: readonly Carried[],
  { shares, days, weights }: BalanceMeasure,
): (carried: Carried) => number {
  const measures = grids.map((carried) => measuresOf(carried, days, weights));
  loadsOf(measures, shares);
  const mean = (name: AdditiveMeasure) =>
    measures.reduce((sum, grid) => sum + grid[name], 0) / measures.length;
  const telling = ADDITIVE_MEASURES.map((name) => ({
    name,
    share: shares[name] ?? 0,
    mean: mean(name),
  })).filter((one) => one.share > 0 && one.mean > 0);
  const whole = telling.reduce((sum, { share }) => sum + share, 0);
  return (carried) => {
    const has: Measures = measuresOf(carried, days, weights);
    return telling.reduce((sum, { name, share, mean }) => sum + ((share / whole) * has[name]) / mean, 0);
  };
}
