import { useEffect, useRef, useState } from 'react';
import { runJob } from '../../analysis/analysis-store.ts';
import type { JobName, JobParameters, JobResult } from '../../analysis/jobs.ts';
import { useAnalysis } from '../../analysis/use-analysis.ts';
import { useView } from '../../state/view.ts';
import { whatCounts } from './what-counts.ts';

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
  /** Whether the result is of what is asked now, and of the incidents that count now. */
  isCurrent: boolean;
  /** Stops what runs; the result before stays, and is not current. */
  stop: () => void;
}
/** What a result was made of. */
interface Made {
  order: unknown;
  counted: string;
  asked: string;
}
type Held<R> = Omit<JobState<R>, 'stop' | 'isCurrent'> & { of: Made | null };

/**
 * Runs `job`; nothing while `order` is null. An order that stays the same must keep its identity. With `everyMs` it is made anew because of changed
 * incidents only so often: for work that takes longer than the city is quiet.
 */
export function useJob<N extends JobName>(
  job: N,
  order: JobParameters<N> | null,
  everyMs?: number,
): JobState<JobResult<N>> {
  const [state, setState] = useState<Held<JobResult<N>>>({
    found: null,
    part: null,
    failure: null,
    readAtMs: 0,
    of: null,
  });
  const running = useRef<AbortController | null>(null);
  const summary = useAnalysis('summary');
  const asOfMs = summary?.history.asOfMs ?? 0;
  const counted =
    summary &&
    (everyMs === undefined
      ? `${whatCounts(summary)}|${summary.areas.counts.join()}`
      : String(Math.floor(asOfMs / everyMs)));
  const asked = useView(({ filter, analyse }) => JSON.stringify([filter, analyse.hours, analyse.window]));
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
        (found) =>
          patch({ found, part: null, failure: null, readAtMs: asOfMs, of: { order, counted, asked } }),
        (error: unknown) => {
          if (!stop.signal.aborted) patch({ part: null, failure: String(error), found: null });
        },
      );
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [job, order, counted, asked]);
  const stop = () => {
    running.current?.abort();
    setState((held) => ({ ...held, part: null }));
  };
  const { of, ...shown } = state;
  const isCurrent = of?.order === order && of.counted === counted && of.asked === asked;
  return { ...shown, isCurrent, stop };
}
