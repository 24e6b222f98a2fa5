import { useSyncExternalStore } from 'react';
import type { CompareMode } from '../../state/plan-comparison.ts';
import type { BorderSides } from './border-sides.ts';
import { type ComparedGrid, gridAt } from './compared-grids.ts';

/** What is drawn of two plans that are compared. */
export interface ComparePicture {
  borders: BorderSides;
  grids: readonly ComparedGrid[];
  /** The changed grid that stands out, by id. */
  chosen: string | null;
  mode: CompareMode;
}

let picture: ComparePicture | null = null;
const listeners = new Set<() => void>();

/** Replaced, never changed; null: nothing is compared. */
export const comparePicture = {
  get: (): ComparePicture | null => picture,
  set(next: ComparePicture | null): void {
    picture = next;
    for (const listener of listeners) listener();
  },
  choose(chosen: string | null): void {
    if (picture && picture.chosen !== chosen) comparePicture.set({ ...picture, chosen });
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

export function useComparePicture(): ComparePicture | null {
  return useSyncExternalStore(comparePicture.subscribe, comparePicture.get);
}

/** Chooses the changed grid under a press on the map, of the second plan first; false while nothing is compared. */
export function pressOnComparison(at: { lng: number; lat: number }): boolean {
  if (!picture) return false;
  comparePicture.choose(gridAt(picture.grids, at, ['after', 'before'])?.id ?? null);
  return true;
}
