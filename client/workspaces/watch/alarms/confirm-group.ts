import { useSyncExternalStore } from 'react';
import type { AlarmGroup } from '../../../../core/live/alarm-flood.ts';
import { acknowledge } from '../../../alarms/alarm-acts.ts';

let asked: AlarmGroup | null = null;
const listeners = new Set<() => void>();

function set(next: AlarmGroup | null): void {
  asked = next;
  for (const listener of listeners) listener();
}

/** Asks whether all alarms of a cause are to be acknowledged; a single one is without asking. */
export function confirmGroup(group: AlarmGroup): void {
  if (group.unacknowledged === 1) void acknowledge(group.alarms);
  else if (group.unacknowledged > 1) set(group);
}

export function closeGroupQuestion(): void {
  set(null);
}

export function useGroupQuestion(): AlarmGroup | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => asked,
  );
}
