import type { Cordon, CordonPosition } from '../../../../core/contract/cordon.ts';
import { viewStore } from '../../../state/view.ts';

/** Whose drawing it is on the map. */
export const OWNER = 'cordon';

/** Opens a cordon, or with null the list of them. */
export function openCordon(id: string | null): void {
  viewStore.set({ dispatch: { desk: 'cordon', of: id }, selection: null });
}

/** Positions that were not given up, in the order of their numbers on the map. */
export function heldOf({ properties }: Cordon): CordonPosition[] {
  return properties.positions.filter(({ state }) => state !== 'released');
}

/** How many of them are held. */
export function doneOf(cordon: Cordon): { done: number; all: number } {
  const held = heldOf(cordon);
  return { done: held.filter(({ state }) => state === 'in_place').length, all: held.length };
}

/** Its unit was to be there by now, and has not said that it is. */
export function isLate({ state, arrivesAt }: CordonPosition, nowMs: number): boolean {
  return state === 'sent' && Date.parse(arrivesAt) < nowMs;
}
