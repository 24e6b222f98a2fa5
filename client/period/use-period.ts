import { useSyncExternalStore } from 'react';
import { type PeriodState, periodStore, type Summary } from './period-store.ts';

/** The loaded period under filter and brush. */
export function usePeriod(): PeriodState {
  return useSyncExternalStore(periodStore.subscribe, periodStore.get);
}

/** How many incidents each choice of the filters would let through, in the order of core/vocabulary.ts; null before loaded. */
export function usePeriodCounts(): Pick<Summary, 'types' | 'priorities' | 'statuses' | 'nets'> | null {
  return usePeriod().summary;
}
