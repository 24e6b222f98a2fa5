import type { Geofence } from '../../../../core/contract/geofence.ts';

let current: Geofence | null = null;
const listeners = new Set<() => void>();

/** The geofence that was deleted last here, until it is brought back or another list is looked at. */
export const removedFence = {
  get: (): Geofence | null => current,
  set(fence: Geofence | null): void {
    current = fence;
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
