import { useSyncExternalStore } from 'react';
import { planShown } from '../state/plan-shown.ts';

/** The plan whose areas and grids are shown when it is not the one in force. */
export function usePlanShown(): string | null {
  return useSyncExternalStore(planShown.subscribe, planShown.get);
}
