import type { BandChoice } from '../../core/contract/analysis.ts';
import { type Cells, cellCount } from '../../core/hotspot/cells.ts';
import { type Changing, changing, changingDigests } from '../../core/hotspot/changing.ts';
import type { Confidence } from '../../core/hotspot/false-discovery.ts';
import type { Digests } from '../../core/hotspot/significance.ts';
import { fromWallTime, toWallTime } from '../../core/zone.ts';
import type { Span } from '../period/period-bins.ts';
import { type BandOrder, type CellsOrder, countInCells } from './counted-cells.ts';
import type { HeldIncidents, JobAnswer, JobContext } from './jobs.ts';
import { knownWindow } from './known-window.ts';

export interface ChangingJobOrder {
  cells: CellsOrder;
  band: BandOrder;
  stepDays: number;
  confidence: Confidence;
}

/** Fewer steps tell no trend; more scores than this would take seconds. */
export const LEAST_STEPS = 10;
export const MOST_STEPS = 520;
const MOST_SCORES = 3_000_000;

/** How the hot and cold spots came about; or why that can not be said of this time and these cells. */
export type ChangingFound =
  | { problem: 'too_fine' }
  | { problem: 'too_few_steps'; steps: number }
  | { problem: 'too_many_scores'; cells: number; steps: number }
  | ChangingMade;

export interface ChangingMade extends Changing {
  problem: null;
  cells: Cells;
  suggested: { cellMetres: number | null; bandMetres: number };
  band: BandChoice;
  gridCodes: string[];
  /** Incidents of each cell over all steps. */
  counts: Float64Array;
  compared: number;
  incidents: number;
  outside: number;
  /** Beginnings of the steps and the end of the last, milliseconds since 1970. */
  edges: number[];
  window: Span;
  digests: Digests;
}

/** Runs the emerging hot spots over the incidents that count. */
export async function findChanging(
  held: HeldIncidents,
  { stepDays, confidence, ...asked }: ChangingJobOrder,
  context: JobContext,
): Promise<JobAnswer<ChangingFound>> {
  const known = knownWindow(held);
  const edges = known ? stepEdges(known, stepDays, held.zone) : [];
  const steps = Math.max(0, edges.length - 1);
  if (steps < LEAST_STEPS) return { result: { problem: 'too_few_steps', steps } };
  const rows = held.rows.filter((row) => held.columns.reportedAt[row]! * 1000 >= edges[0]!);
  const inSteps = { ...held, rows, window: { fromMs: edges[0]!, toMs: edges[steps]! } };
  const made = countInCells(inSteps, asked.cells, asked.band);
  if (!made) return { result: { problem: 'too_fine' } };
  const { cellOf, ...counted } = made;
  const cells = cellCount(counted.cells);
  if (counted.compared * steps > MOST_SCORES)
    return { result: { problem: 'too_many_scores', cells: counted.compared, steps } };
  await context.breathe();
  const counts = new Float64Array(cells * steps);
  let step = 0;
  cellOf.forEach((cell, i) => {
    const ms = held.columns.reportedAt[rows[i]!]! * 1000;
    while (step + 1 < steps && ms >= edges[step + 1]!) step++;
    if (cell >= 0) counts[step * cells + cell]!++;
  });
  const order = { ...counted, counts, steps, confidence };
  const found = changing(order);
  const { ground: _, ...told } = counted;
  const totals = new Float64Array(cells);
  counts.forEach((count, i) => {
    totals[i % cells]! += count;
  });
  const digests = changingDigests(order, found);
  return {
    result: {
      problem: null,
      ...told,
      ...found,
      counts: totals,
      edges,
      window: inSteps.window,
      digests,
    },
  };
}

/** Whole steps of so many days of the city's clock, the last one ending with the window. */
export function stepEdges({ fromMs, toMs }: Span, stepDays: number, zone: string): number[] {
  const end = toWallTime(zone, toMs);
  const edges = [toMs];
  for (let step = 1; step <= MOST_STEPS; step++) {
    const edge = fromWallTime(zone, end - step * stepDays * DAY_MS);
    if (edge < fromMs) break;
    edges.unshift(edge);
  }
  return edges;
}
const DAY_MS = 86_400_000;
