import { useSyncExternalStore } from 'react';
import { type FiguresState, figuresStore } from './figures-store.ts';

/** A part of what is counted in the open draft, followed. `select` must pick, not build. */
export function useFigures<T>(select: (state: FiguresState) => T): T {
  return useSyncExternalStore(figuresStore.subscribe, () => select(figuresStore.get()));
}
