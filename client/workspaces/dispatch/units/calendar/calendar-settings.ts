import { useSyncExternalStore } from 'react';
import { cityDay } from '../../../../../core/city-time.ts';
import { serverNow } from '../../../../live/live-set.ts';
import { cityZone } from '../../../../ui/city-zone.ts';

interface Settings {
  view: 'board' | 'calendar';
  /** First day that is shown, yyyy-mm-dd; null: today. */
  first: string | null;
}

let settings: Settings = { view: 'board', first: null };
const listeners = new Set<() => void>();

/** What the desk of units shows; kept while other desks are looked at. */
export function useCalendarSettings(): Settings & { today: string } {
  const held = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => settings,
  );
  return { ...held, today: cityDay(cityZone(), serverNow()) };
}

export function setCalendar(changed: Partial<Settings>): void {
  settings = { ...settings, ...changed };
  for (const listener of listeners) listener();
}
