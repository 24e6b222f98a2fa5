import { useSyncExternalStore } from 'react';
import type { PlanDifference } from '../../../../../core/contract/plan-difference.ts';
import type { VersionHead } from '../use-comparison.ts';

/** A picture of changed places, as an object URL; `community`: by code, null: all of them. */
export interface SheetPicture {
  url: string;
  community: string | null;
}

/** All that a change sheet is of, at one moment. */
export interface Sheet {
  from: VersionHead;
  to: VersionHead;
  difference: PlanDifference;
  pictures: readonly SheetPicture[];
  /** Communities with changes that have no picture of their own. */
  withoutPicture: number;
  /** The server's time, milliseconds since 1970. */
  madeAtMs: number;
}

/** `posing`: the map has its pictures taken. */
export interface SheetState {
  sheet: Sheet | null;
  isPosing: boolean;
  hasFailed: boolean;
}

let state: SheetState = { sheet: null, isPosing: false, hasFailed: false };
const listeners = new Set<() => void>();

export const sheetStore = {
  get: (): SheetState => state,
  set(patch: Partial<SheetState>): void {
    const { sheet } = state;
    state = { ...state, ...patch };
    if (state.sheet !== sheet) for (const { url } of sheet?.pictures ?? []) URL.revokeObjectURL(url);
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

export function useSheet(): SheetState {
  return useSyncExternalStore(sheetStore.subscribe, sheetStore.get);
}
