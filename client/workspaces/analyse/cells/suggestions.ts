import { useSyncExternalStore } from 'react';

/** What the last result suggests for its incidents, in metres; null: not known, or nothing to suggest. */
export interface Suggestions {
  cellMetres: number | null;
  bandMetres: number | null;
}

let current: Suggestions = { cellMetres: null, bandMetres: null };
const listeners = new Set<() => void>();

/** From the results on the right to the parameters on the left. */
export const suggestions = {
  get: (): Suggestions => current,
  set(next: Suggestions): void {
    if (next.cellMetres === current.cellMetres && next.bandMetres === current.bandMetres) return;
    current = next;
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

export function useSuggestions(): Suggestions {
  return useSyncExternalStore(suggestions.subscribe, suggestions.get);
}
