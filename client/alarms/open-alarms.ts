import { inspecting } from '../state/selection.ts';
import { viewStore } from '../state/view.ts';
import { preferences } from '../ui/preferences.ts';

const PRESENT_DESK = { workspace: 'watch', mode: 'desk', scene: null, page: null, instant: null } as const;
const listeners = new Set<() => void>();

/** Brings the list of alarms to the front, in the order that it should have, with its first row at hand. */
export function openAlarms(): void {
  preferences.set({ rightOpen: true });
  viewStore.set({ ...PRESENT_DESK, list: 'alarms', selection: null });
  for (const listener of listeners) listener();
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>('.alarm-list .row')?.focus({ preventScroll: true }),
  );
}

/** Opens a live alarm, coming back from the past if that is shown. */
export function openAlarm(id: string): void {
  viewStore.set({ ...PRESENT_DESK, workspace: inspecting(), selection: { noun: 'alarms', id } });
}

/** Calls `listener` whenever somebody asks for the list. */
export function onAlarmsOpened(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
