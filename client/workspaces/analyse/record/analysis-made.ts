import { useMemo } from 'react';
import type { AnalysisMade } from '../../../../core/analysis/verdict.ts';
import type { Digests } from '../../../../core/hotspot/significance.ts';
import type { Span } from '../../../period/period-bins.ts';
import { useView } from '../../../state/view.ts';
import { useCountedArea } from '../cells/use-cells-order.ts';

/** What a question knows of its result; area and filter are those of the page. */
export type QuestionMade = Pick<AnalysisMade, 'parameters' | 'formulaVersion' | 'seed' | 'figures'> & {
  found: { window: Span; incidents: number; digests: Digests };
  readAtMs: number;
};

/** The result that is shown, as a record has it; null before there is one. */
export function useAnalysisMade(made: QuestionMade | null): AnalysisMade | null {
  const areaCode = useCountedArea();
  const { types, priorities, statuses, nets } = useView((view) => view.filter);
  const hours = useView((view) => view.analyse.hours);
  return useMemo((): AnalysisMade | null => {
    if (!made) return null;
    const { found, readAtMs, ...own } = made;
    return {
      ...own,
      areaCode,
      from: new Date(found.window.fromMs).toISOString(),
      to: new Date(found.window.toMs).toISOString(),
      filter: {
        types: [...types],
        priorities: [...priorities],
        statuses: [...statuses],
        nets: [...nets],
        hours: [...hours],
      },
      incidents: found.incidents,
      inputDigest: found.digests.input,
      resultDigest: found.digests.result,
      readAt: new Date(readAtMs).toISOString(),
    };
  }, [made, areaCode, types, priorities, statuses, nets, hours]);
}
