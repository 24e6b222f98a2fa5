import { type PlannedStop, placeKey } from '../../../../core/patrol/shift-plan.ts';
import { usePatrols } from './patrol-store.ts';

/** What the optimiser is told of the place of a stop, if anything. */
export function useWish(stop: PlannedStop, unitId: string): 'pinned' | 'required' | 'forbidden' | null {
  const key = placeKey(stop);
  return usePatrols(({ setup }) => {
    if (setup.pinned[key] === unitId) return 'pinned';
    if (setup.forbidden.includes(key)) return 'forbidden';
    return setup.required.includes(key) ? 'required' : null;
  });
}
