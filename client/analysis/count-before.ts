import { addUp } from '../shade/shade-values.ts';
import type { HeldIncidents, JobAnswer } from './jobs.ts';

/** Counts of the time right before the window and as long as it; null where the history does not reach so far back. */
export type CountsBefore = { total: number; areas: Map<string, number> } | null;

/** How many incidents passed the same filter in the time before, by the areas of the chosen level. */
export function countBefore({ columns, fails, window, span, level }: HeldIncidents): JobAnswer<CountsBefore> {
  const fromMs = window.fromMs - (window.toMs - window.fromMs);
  if (fromMs < span.fromMs) return { result: null };
  const grids = new Uint32Array(columns.gridCodes.length);
  let total = 0;
  for (let row = 0; row < columns.count; row++) {
    const ms = columns.reportedAt[row]! * 1000;
    if (ms >= window.fromMs) break;
    if (ms < fromMs || fails[row] !== 0) continue;
    grids[columns.grid[row]!]!++;
    total++;
  }
  return { result: { total, areas: addUp(columns.gridCodes, grids, level) } };
}
