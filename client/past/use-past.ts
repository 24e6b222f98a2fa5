import { useSyncExternalStore } from 'react';
import type { PastState } from './past-state.ts';
import { pastStore } from './past-store.ts';

/** The state of the time machine, undefined while the live city is shown. */
export function usePast(): PastState | undefined {
  return useSyncExternalStore(pastStore.subscribe, pastStore.get);
}
