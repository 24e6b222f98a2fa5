import { useEffect, useMemo } from 'react';
import type { Exposure } from '../../../../../core/analysis/methods.ts';
import type { GridCells } from '../../../../../core/contract/grid-cells.ts';
import type { SignificanceFound, SignificanceJobOrder } from '../../../../analysis/significance-job.ts';
import { bandOf, type CellsChoice } from '../../cells/cells-choice.ts';
import { suggestions } from '../../cells/suggestions.ts';
import { type PlanPart, useCellsOrder } from '../../cells/use-cells-order.ts';
import { type JobState, useJob } from '../../use-job.ts';
import type { SignificantChoice } from './significant-choice.ts';

/** The result of the question as it is asked now. */
export function useSignificance(
  choice: SignificantChoice,
  cells: CellsChoice,
): { job: JobState<SignificanceFound>; error: unknown } {
  const { order: cellsOrder, part, gridCells, error } = useCellsOrder(cells);
  const { statistic, permutations, seed } = choice;
  const exposure = part ? choice.exposure : 'none';
  const band = JSON.stringify(bandOf(cells));
  const order = useMemo(
    (): SignificanceJobOrder | null =>
      cellsOrder && {
        statistic,
        cells: cellsOrder,
        band: JSON.parse(band),
        exposure: part && gridCells ? exposureOf(gridCells, part, exposure) : null,
        permutations: permutations > 0 ? { rounds: permutations, seed } : null,
      },
    [cellsOrder, part, gridCells, statistic, band, exposure, permutations, seed],
  );
  const job = useJob('findSignificance', order);
  const suggested = job.found?.problem === null ? job.found.suggested : null;
  useEffect(() => {
    if (suggested) suggestions.set(suggested);
  }, [suggested]);
  return { job, error };
}

const UNITS: Record<Exclude<Exposure, 'none'>, number> = { area: 1e6, residents: 1000, dwellings: 100 };

/** What each grid's incidents are divided by, in km², thousands of residents or hundreds of dwellings; NaN where it is not told. */
function exposureOf(grids: GridCells, { places }: PlanPart, exposure: Exposure): Float64Array | null {
  if (exposure === 'none') return null;
  const values: readonly (number | null)[] = exposure === 'area' ? grids.areaM2 : grids[exposure];
  return Float64Array.from(places, (place) => (values[place] ?? Number.NaN) / UNITS[exposure]);
}
