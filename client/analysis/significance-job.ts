import type { LocalStatistic } from '../../core/analysis/methods.ts';
import type { BandChoice } from '../../core/contract/analysis.ts';
import { type Cells, cellCount } from '../../core/hotspot/cells.ts';
import {
  type Digests,
  type Significance,
  significanceDigests,
  significanceInSteps,
} from '../../core/hotspot/significance.ts';
import type { Span } from '../period/period-bins.ts';
import { type BandOrder, type CellsOrder, countInCells } from './counted-cells.ts';
import type { HeldIncidents, JobAnswer, JobContext } from './jobs.ts';

export interface SignificanceJobOrder {
  statistic: LocalStatistic;
  cells: CellsOrder;
  band: BandOrder;
  /** What the counts of grids are divided by; NaN: not told. */
  exposure: Float64Array | null;
  permutations: { rounds: number; seed: number } | null;
}

/** Which cells are significant, and what that was made of. */
export interface SignificanceMade extends Significance {
  problem: null;
  cells: Cells;
  suggested: { cellMetres: number | null; bandMetres: number };
  band: BandChoice;
  counts: Float64Array;
  gridCodes: string[];
  compared: number;
  incidents: number;
  outside: number;
  window: Span;
  digests: Digests;
}

/** The cells asked for are too small for the area: there would be too many. */
export type SignificanceFound = SignificanceMade | { problem: 'too_fine' };

/** How long the work goes on before the page is heard, in milliseconds. */
const TURN_MS = 30;

/** Runs a local statistic over the incidents that count. */
export async function findSignificance(
  held: HeldIncidents,
  { statistic, exposure, permutations, ...asked }: SignificanceJobOrder,
  context: JobContext,
): Promise<JobAnswer<SignificanceFound>> {
  const made = countInCells(held, asked.cells, asked.band);
  if (!made) return { result: { problem: 'too_fine' } };
  const { cellOf, ...counted } = made;
  const counts = new Float64Array(cellCount(counted.cells));
  for (const cell of cellOf) if (cell >= 0) counts[cell]!++;
  const order = { statistic, ...counted, counts, exposure, permutations };
  const steps = significanceInSteps(order);
  let turnMs = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done) {
      const { ground: _, ...told } = counted;
      const digests = significanceDigests(order, value);
      return { result: { problem: null, ...told, ...value, counts, window: held.window, digests } };
    }
    if (performance.now() - turnMs < TURN_MS) continue;
    context.progress(value / (permutations?.rounds ?? value));
    await context.breathe();
    turnMs = performance.now();
  }
}
