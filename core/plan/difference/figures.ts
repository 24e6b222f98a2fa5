import type { DifferenceSpread, DifferenceSums } from '../../contract/plan-difference.ts';
import { PRIORITIES, type StaffRole } from '../../vocabulary.ts';
import type { Carried } from '../workload/carried.ts';
import { spreadOf } from '../workload/spread.ts';
import { POINT_AMOUNTS } from '../workload/thing-index.ts';
import {
  loadsOf,
  type Measures,
  measuresOf,
  WORKLOAD_MEASURES,
  type WorkloadMeasure,
} from '../workload/workload.ts';

/** What a grid carries, and the roles of its staff that nobody fills. */
export interface StaffedGrid {
  carried: Carried;
  staffMissing: readonly StaffRole[];
}

type Figures = Omit<DifferenceSums, 'grids' | 'understaffed' | 'spread'>;

/** A smaller count may tell of a household. */
const SMALLEST_COUNT = 10;

/** Sums of a grid as they may be shown: counts of people and homes below 10 are null. `days` is the length of the window of its incidents. */
export function figuresOf(carried: Carried, days: number): Figures {
  const { incidentsPerDay, responseSeconds } = measuresOf(carried, days);
  const shown = (count: number) => (count >= SMALLEST_COUNT ? count : null);
  return {
    residents: shown(carried.residents),
    dwellings: shown(carried.dwellings),
    incidents: PRIORITIES.map((priority) => carried[`priority${priority}`]),
    incidentsPerDay,
    responseSeconds,
    institutions: carried.institutions,
    roadMetres: carried.roadMetres,
    areaM2: carried.areaM2,
  };
}

/** What several grids carry together, and how evenly; null of none. */
export function sumsOf(grids: readonly StaffedGrid[], days: number): DifferenceSums | null {
  if (grids.length === 0) return null;
  const measures = grids.map(({ carried }) => measuresOf(carried, days));
  return {
    ...figuresOf(together(grids.map(({ carried }) => carried)), days),
    grids: grids.length,
    understaffed: grids.filter(({ staffMissing }) => staffMissing.length > 0).length,
    spread: Object.fromEntries(
      WORKLOAD_MEASURES.map((measure) => [measure, spreadBy(measures, measure)]),
    ) as Record<WorkloadMeasure, DifferenceSpread>,
  };
}

function spreadBy(grids: readonly Measures[], measure: WorkloadMeasure): DifferenceSpread {
  const { variation, maxToMean, gini } = spreadOf(loadsOf(grids, { [measure]: 1 }));
  return { variation: variation ?? 0, maxToMean: maxToMean ?? 1, gini: gini ?? 0 };
}

function together(all: readonly Carried[]): Carried {
  const names = [...POINT_AMOUNTS, 'roadMetres', 'areaM2'] as const;
  return Object.fromEntries(
    names.map((name) => [name, all.reduce((sum, carried) => sum + carried[name], 0)]),
  ) as unknown as Carried;
}
