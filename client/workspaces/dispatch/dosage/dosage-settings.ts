import { useSyncExternalStore } from 'react';
import type { DosagePeriod, DosageSubject } from '../../../../core/patrol/look-back.ts';
import type { Net } from '../../../../core/vocabulary.ts';

/** Nets that have places to be visited. */
export const DOSAGE_NETS = ['community', 'checkpoint', 'institution'] as const satisfies readonly Net[];

interface Settings {
  period: DosagePeriod;
  by: DosageSubject;
  nets: readonly Net[];
}

let settings: Settings = { period: 'day', by: 'places', nets: DOSAGE_NETS };
const listeners = new Set<() => void>();

/** What both panels of the desk look at. */
export function useDosageSettings(): Settings {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => settings,
  );
}

export function setDosage(changed: Partial<Settings>): void {
  settings = { ...settings, ...changed };
  for (const listener of listeners) listener();
}
