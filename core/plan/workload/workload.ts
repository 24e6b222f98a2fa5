import { PRIORITIES, type Priority } from '../../vocabulary.ts';
import type { Carried } from './carried.ts';

/** What a planner can balance grids by. */
export const WORKLOAD_MEASURES = [
  'incidentsPerDay',
  'residents',
  'dwellings',
  'roadKm',
  'areaKm2',
  'institutions',
  'responseSeconds',
] as const;
export type WorkloadMeasure = (typeof WORKLOAD_MEASURES)[number];

/** The measures of a grid. `incidentsPerDay` are weighted by priority; `responseSeconds` is their mean, null where no unit has come to any. */
export type Measures = Readonly<Record<Exclude<WorkloadMeasure, 'responseSeconds'>, number>> & {
  readonly responseSeconds: number | null;
};

export type PriorityWeights = Readonly<Record<Priority, number>>;

/** How much work an incident is, beside one of the lowest priority, unless somebody says otherwise: each step twice as much. */
export const PRIORITY_WEIGHTS: PriorityWeights = { 1: 8, 2: 4, 3: 2, 4: 1 };

/**
 * The measures of what a grid carries. `days` is the length of the window that its incidents are from; weights are >= 0.
 * Throws RangeError on a window without length and on a negative weight.
 */
export function measuresOf(
  carried: Carried,
  days: number,
  weights: PriorityWeights = PRIORITY_WEIGHTS,
): Measures {
  if (!(days > 0 && days < Infinity)) throw new RangeError(`a window is longer than 0 days, not ${days}`);
  const weighted = PRIORITIES.reduce((sum, priority) => {
    if (!(weights[priority] >= 0)) throw new RangeError(`a weight is at least 0, not ${weights[priority]}`);
    return sum + weights[priority] * carried[`priority${priority}`];
  }, 0);
  return {
    incidentsPerDay: weighted / days,
    residents: carried.residents,
    dwellings: carried.dwellings,
    roadKm: carried.roadMetres / 1000,
    areaKm2: carried.areaM2 / 1e6,
    institutions: carried.institutions,
    responseSeconds: carried.responses > 0 ? carried.responseSeconds / carried.responses : null,
  };
}

/** How much each measure counts; only their proportions matter, one alone is the load itself. */
export type WorkloadShares = Readonly<Partial<Record<WorkloadMeasure, number>>>;

/**
 * The workload of each grid among those compared, 1 being the mean of them: Σ share × value / mean value, so that units do not matter. A
 * measure of which no grid has anything says nothing and is left out, the others make up the whole; if none is left all loads are 0. A grid
 * that a value is not known of (no response) is taken as a mean one. Throws RangeError when shares are negative or all 0.
 */
export function loadsOf(grids: readonly Measures[], shares: WorkloadShares): number[] {
  const chosen = WORKLOAD_MEASURES.map((measure) => ({ measure, share: shares[measure] ?? 0 }));
  const wrong = chosen.find(({ share }) => !(share >= 0 && share < Infinity));
  if (wrong) throw new RangeError(`the share of ${wrong.measure} is at least 0, not ${wrong.share}`);
  if (chosen.every(({ share }) => share === 0)) throw new RangeError('no measure has a share');
  const telling = chosen
    .filter(({ share }) => share > 0)
    .map(({ measure, share }) => ({ measure, share, mean: meanOf(grids, measure) }))
    .filter(({ mean }) => mean > 0);
  const whole = telling.reduce((sum, { share }) => sum + share, 0);
  return grids.map((grid) =>
    telling.reduce((sum, { measure, share, mean }) => {
      const value = grid[measure];
      return sum + (share / whole) * (value === null ? 1 : value / mean);
    }, 0),
  );
}

/** The mean of those that have a value; 0 when none has. */
function meanOf(grids: readonly Measures[], measure: WorkloadMeasure): number {
  let [sum, count] = [0, 0];
  for (const grid of grids) {
    const value = grid[measure];
    if (value === null) continue;
    sum += value;
    count += 1;
  }
  return count > 0 ? sum / count : 0;
}
