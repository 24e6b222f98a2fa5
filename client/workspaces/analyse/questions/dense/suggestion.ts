import { useEffect, useSyncExternalStore } from 'react';
import type { BandwidthChoice } from '../../../../../core/hotspot/bandwidth.ts';
import { runJob } from '../../../../analysis/analysis-store.ts';
import { useAnalysis } from '../../../../analysis/use-analysis.ts';

export interface Suggestion {
  /** To two digits; what was known last while another is sought; null before one is known, and where the incidents tell nothing. */
  metres: number | null;
  choice: BandwidthChoice | null;
  isSought: boolean;
}

/** After a drag, not during it. */
const REST_MS = 400;

let suggestion: Suggestion = { metres: null, choice: null, isSought: false };
const listeners = new Set<() => void>();

function set(next: Suggestion): void {
  suggestion = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The bandwidth that the incidents suggest by themselves. */
export function useSuggestion(): Suggestion {
  return useSyncExternalStore(subscribe, () => suggestion);
}

/** Seeks it anew whenever other incidents count and nothing has moved for a moment. */
export function useSeekSuggestion(): void {
  const summary = useAnalysis('summary');
  const of =
    summary &&
    `${summary.selected} ${summary.days} ${summary.history.total} ${summary.types} ${summary.hours}`;
  useEffect(() => {
    if (of === null) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      set({ ...suggestion, isSought: true });
      runJob('suggestBandwidth', undefined, { signal: stop.signal }).then(
        (choice) =>
          set({ metres: choice.radiusMetres && twoDigits(choice.radiusMetres), choice, isSought: false }),
        () => {
          if (!stop.signal.aborted) set({ metres: null, choice: null, isSought: false });
        },
      );
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [of]);
}

function twoDigits(metres: number): number {
  return Number(metres.toPrecision(2));
}
