import { useSyncExternalStore } from 'react';
import { viewStore } from '../state/view.ts';
import type { View } from '../state/view-state.ts';

/** A part of the view, followed. `select` must pick, not build: equal parts are told by identity. */
export function useView<T>(select: (view: View) => T): T {
  return useSyncExternalStore(viewStore.subscribe, () => select(viewStore.get()));
}
