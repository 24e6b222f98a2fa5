import { useSyncExternalStore } from 'react';

/** So long a unit that was just sent can be taken back at one press. */
export const TAKE_BACK_MS = 10_000;

/** A unit that was sent on this page. */
export interface Sent {
  incidentId: string;
  unitId: string;
  code: string;
  /** Milliseconds since 1970 by the server's clock. */
  untilMs: number;
}

let sent: Sent | null = null;
const listeners = new Set<() => void>();

export const takingBack = {
  get: (): Sent | null => sent,
  set(next: Sent | null): void {
    sent = next;
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

export function useSent(): Sent | null {
  return useSyncExternalStore(takingBack.subscribe, takingBack.get);
}
