import { useEffect, useMemo } from 'react';
import type { ChangingFound, ChangingJobOrder } from '../../../../analysis/changing-job.ts';
import { bandOf, type CellsChoice } from '../../cells/cells-choice.ts';
import { suggestions } from '../../cells/suggestions.ts';
import { useCellsOrder } from '../../cells/use-cells-order.ts';
import { type JobState, useJob } from '../../use-job.ts';
import type { ChangingChoice } from './changing-choice.ts';

/** The result of the question as it is asked now. */
export function useChanging(
  { stepDays }: ChangingChoice,
  cells: CellsChoice,
): { job: JobState<ChangingFound>; error: unknown } {
  const { order: cellsOrder, error } = useCellsOrder(cells);
  const { confidence } = cells;
  const band = JSON.stringify(bandOf(cells));
  const order = useMemo(
    (): ChangingJobOrder | null =>
      cellsOrder && { cells: cellsOrder, band: JSON.parse(band), stepDays, confidence },
    [cellsOrder, band, stepDays, confidence],
  );
  const job = useJob('findChanging', order);
  const suggested = job.found?.problem === null ? job.found.suggested : null;
  useEffect(() => {
    if (suggested) suggestions.set(suggested);
  }, [suggested]);
  return { job, error };
}
