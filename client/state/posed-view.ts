import { viewStore } from './view.ts';
import type { View } from './view-state.ts';

let pose: Partial<View> | null = null;
const listeners = new Set<() => void>();

/** How the map looks while it has its picture taken, whatever the view says; null: as the view says. */
export const posedView = {
  get: (): View => (pose ? { ...viewStore.get(), ...pose } : viewStore.get()),
  pose(next: Partial<View> | null): void {
    pose = next;
    for (const listener of listeners) listener();
  },
  isPosed: (): boolean => pose !== null,
  subscribe(listener: () => void): () => void {
    const stop = viewStore.subscribe(listener);
    listeners.add(listener);
    return () => {
      stop();
      listeners.delete(listener);
    };
  },
};
