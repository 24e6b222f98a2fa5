import { useSyncExternalStore } from 'react';
import { select } from '../../../state/selection.ts';

let shelvedId: string | null = null;
const listeners = new Set<() => void>();

function set(next: string | null): void {
  shelvedId = next;
  for (const listener of listeners) listener();
}

/** Opens an alarm with the form that shelves it. */
export function openShelving(id: string): void {
  select('alarms', id);
  set(id);
}

export function closeShelving(): void {
  set(null);
}

/** The alarm whose form of shelving is open. Not in the address: a link must not open a form. */
export function useShelving(): string | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shelvedId,
  );
}
