import { useEffect, useState } from 'react';
import type { AnalysisSummary } from '../../analysis/analysis-protocol.ts';
import { runJob } from '../../analysis/analysis-store.ts';
import type { CountsBefore } from '../../analysis/count-before.ts';

/** After a drag, not during it. */
const REST_MS = 300;

/** Counts of the time before the window, once the summary rests; null until then, and where there is none. */
export function useCountsBefore(summary: AnalysisSummary): CountsBefore {
  const [known, setKnown] = useState<{ of: AnalysisSummary; counts: CountsBefore } | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(() => {
      runJob('countBefore', undefined as never, { signal: stop.signal }).then(
        (counts) => setKnown({ of: summary, counts }),
        () => undefined,
      );
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [summary]);
  return known?.of === summary ? known.counts : null;
}
