import { useSyncExternalStore } from 'react';

const KEY = 'jingwei.preferences';

/** What belongs to this workstation rather than to a view. */
export interface Preferences {
  singleKeys: boolean;
  leftWidth: number;
  rightWidth: number;
  leftTab: 'layers' | 'areas';
  leftOpen: boolean;
  rightOpen: boolean;
  alarmSound: boolean;
  /** From 0 to 1. */
  alarmVolume: number;
  /** On the calendar of units a shift with fewer is marked. */
  leastInShift: number;
}

const DEFAULTS: Preferences = {
  singleKeys: true,
  leftWidth: 268,
  rightWidth: 330,
  leftTab: 'layers',
  leftOpen: true,
  rightOpen: true,
  alarmSound: true,
  alarmVolume: 0.5,
  leastInShift: 0,
};

let current = read();
const listeners = new Set<() => void>();

export const preferences = {
  get: (): Preferences => current,
  set(patch: Partial<Preferences>): void {
    current = { ...current, ...patch };
    localStorage.setItem(KEY, JSON.stringify(current));
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

export function usePreferences(): Preferences {
  return useSyncExternalStore(preferences.subscribe, preferences.get);
}

function read(): Preferences {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Record<string, unknown>;
    const keep = Object.entries(DEFAULTS).map(([key, value]) =>
      typeof stored[key] === typeof value ? [key, stored[key]] : [key, value],
    );
    return Object.fromEntries(keep) as Preferences;
  } catch {
    return DEFAULTS;
  }
}
