import { useSyncExternalStore } from 'react';
import { clearSelection } from '../state/selection.ts';

/** Whether the form of a new incident is open, and the place chosen in it. Not in the address: a link must not open a form. */
export interface Draft {
  open: boolean;
  point: { lng: number; lat: number } | null;
}

let current: Draft = { open: false, point: null };
const listeners = new Set<() => void>();

export const draftStore = {
  get: (): Draft => current,
  set(patch: Partial<Draft>): void {
    current = { ...current, ...patch };
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** Opens an empty form, at a place if one is known. */
export function openDraft(point: Draft['point'] = null): void {
  clearSelection();
  draftStore.set({ open: true, point });
}

export function closeDraft(): void {
  draftStore.set({ open: false, point: null });
}

export function useDraft(): Draft {
  return useSyncExternalStore(draftStore.subscribe, draftStore.get);
}
