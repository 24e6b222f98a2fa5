import type { AnalysisCommand } from './analysis-protocol.ts';

let early: Worker | undefined;

/** Whether a page of this query string opens with the Analyse workspace. */
export function opensWithAnalysis(search: string): boolean {
  const query = new URLSearchParams(search);
  return query.get('ws') === 'analyse' && query.get('mode') !== 'wall';
}

/** Has the history read while the page that asks about it is still fetched. What it says meanwhile is heard by nobody. */
export function startEarly(): void {
  early ??= start();
}

/** The worker that was started early, or else one that starts now; reading either way. */
export function takeAnalysisWorker(): Worker {
  const worker = early ?? start();
  early = undefined;
  return worker;
}

function start(): Worker {
  const worker = new Worker(new URL('./analysis-worker.ts', import.meta.url), {
    type: 'module',
    name: 'analysis',
  });
  worker.postMessage({ kind: 'load' } satisfies AnalysisCommand);
  return worker;
}
