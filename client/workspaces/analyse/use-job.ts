import { useEffect, useRef, useState } from 'react';
import type { AnalysisSummary } from '../../analysis/analysis-protocol.ts';
import { runJob } from '../../analysis/analysis-store.ts';
import type { JobName, JobParameters, JobResult } from '../../analysis/jobs.ts';
import { useAnalysis } from '../../analysis/use-analysis.ts';

/** After a drag, not during it. */
const REST_MS = 300;

/** A job of the worker, run whenever what it is asked or the incidents that count change. */
export interface JobState<R> {
  /** The last result; of an earlier order while `part` is a number. */
  found: R | null;
  /** How far the work is, 0 to 1; null: nothing runs. */
  part: number | null;
  /** Why there is no result, in the worker's words. */
  failure: string | null;
  /** When the incidents of the result were read, milliseconds since 1970. */
  readAtMs: number;
  /** Stops what runs; the result before stays. */
  stop: () => void;
}
type Held<R> = Omit<JobState<R>, 'stop'>;

/** Runs `job`; nothing while `order` is null. An order that stays the same must keep its identity. */
export function useJob<N extends JobName>(job: N, order: JobParameters<N> | null): JobState<JobResult<N>> {
  const [state, setState] = useState<Held<JobResult<N>>>({
    found: null,
    part: null,
    failure: null,
    readAtMs: 0,
  });
  const running = useRef<AbortController | null>(null);
  const { summary } = useAnalysis();
  const counted = summary && whatCounts(summary);
  const asOfMs = summary?.history.asOfMs ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: not run again because the same incidents were read again
  useEffect(() => {
    if (!order || !counted) return;
    const stop = new AbortController();
    running.current = stop;
    const patch = (next: Partial<Held<JobResult<N>>>) => setState((held) => ({ ...held, ...next }));
    const timer = setTimeout(() => {
      patch({ part: 0 });
      const onProgress = (part: number) => patch({ part });
      runJob(job, order, { onProgress, signal: stop.signal }).then(
        (found) => patch({ found, part: null, failure: null, readAtMs: asOfMs }),
        (error: unknown) => {
          if (!stop.signal.aborted) patch({ part: null, failure: String(error), found: null });
        },
      );
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [job, order, counted]);
  const stop = () => {
    running.current?.abort();
    setState((held) => ({ ...held, part: null }));
  };
  return { ...state, stop };
}

/** Equal as long as the incidents that count are the same, as far as their numbers tell. */
function whatCounts(summary: AnalysisSummary): string {
  const { history, selected, histogram, types, priorities, statuses, hours, areas } = summary;
  const figures = [histogram, types, priorities, statuses, hours, areas.counts].map((list) => list.join());
  return [history.total, history.span.fromMs, selected, ...figures].join('|');
}
