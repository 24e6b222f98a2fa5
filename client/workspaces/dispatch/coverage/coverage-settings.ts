import { useSyncExternalStore } from 'react';
import {
  type CoverageBasis,
  type CoverageMeasure,
  type CoverageTimes,
  DEFAULT_COVERAGE_MINUTES,
} from '../../../../core/coverage/vocabulary.ts';
import type { Net } from '../../../../core/vocabulary.ts';

interface Settings {
  basis: CoverageBasis;
  /** Of the day, by plan. */
  hour: number;
  minutes: number;
  nets: readonly Net[];
  measure: CoverageMeasure;
  times: CoverageTimes;
  /** The net whose next place is looked for. */
  add: Net;
}

let settings: Settings = {
  basis: 'now',
  hour: 9,
  minutes: DEFAULT_COVERAGE_MINUTES,
  nets: ['street'],
  measure: 'incidents',
  times: 'road',
  add: 'street',
};
const listeners = new Set<() => void>();

/** What both panels of the desk look at. */
export function useCoverageSettings(): Settings {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => settings,
  );
}

export function setCoverage(changed: Partial<Settings>): void {
  settings = { ...settings, ...changed };
  for (const listener of listeners) listener();
}
