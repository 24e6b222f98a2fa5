import { useSyncExternalStore } from 'react';
import { type AnalysisState, analysisStore } from './analysis-store.ts';

/** The city's history under filter and window, followed. */
export function useAnalysis(): AnalysisState {
  return useSyncExternalStore(analysisStore.subscribe, analysisStore.get);
}
