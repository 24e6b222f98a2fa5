import { useSyncExternalStore } from 'react';
import { type AnalysisState, analysisStore } from './analysis-store.ts';

/** One part of what is known of the city's history under filter and window, followed: the others may change as often as they like. */
export function useAnalysis<K extends keyof AnalysisState>(part: K): AnalysisState[K] {
  return useSyncExternalStore(analysisStore.subscribe, () => analysisStore.get()[part]);
}
