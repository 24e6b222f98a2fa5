import { useEffect, useMemo } from 'react';
import type { ExpectationFound, ExpectationJobOrder } from '../../../../analysis/expectation-job.ts';
import { useCellsChoice } from '../../cells/cells-choice.ts';
import { suggestions } from '../../cells/suggestions.ts';
import { useCellsOrder } from '../../cells/use-cells-order.ts';
import { type JobState, useJob } from '../../use-job.ts';
import type { ExpectedChoice } from './expected-choice.ts';

/** A forecast is made anew for incidents of a quarter of an hour, not for each. */
const EVERY_MS = 15 * 60_000;

/** The forecast as it is asked for now. */
export function useExpected({ days, shift, weeks, metres }: ExpectedChoice): {
  job: JobState<ExpectationFound>;
  error: unknown;
} {
  const cells = useCellsChoice();
  const { order: cellsOrder, error } = useCellsOrder({ ...cells, kind: 'metric', ground: 'all' });
  const rings = cellsOrder?.kind === 'metric' ? cellsOrder.rings : null;
  const order = useMemo(
    (): ExpectationJobOrder | null => rings && { rings, metres, days, shift, weeks },
    [rings, metres, days, shift, weeks],
  );
  const job = useJob('findExpected', order, EVERY_MS);
  const suggested = job.found?.problem === null ? job.found.suggested : null;
  useEffect(() => {
    if (suggested) suggestions.set(suggested);
  }, [suggested]);
  return { job, error };
}
