import { useSyncExternalStore } from 'react';
import { decodeScenes, type Scene } from '../state/scene.ts';
import { viewStore } from '../state/view.ts';

const FIRST_KEY = 'jingwei.wall';

/** How a wall of this workstation is set up; every window of its browser that shows this wall follows. */
export interface WallSettings {
  /** Null: the scenes that the city has of itself. */
  scenes: readonly Scene[] | null;
  rotating: boolean;
  /** A view that somebody moved is unlocked by itself after so many minutes of rest; 0: never. */
  unlockMinutes: number;
  followAlarms: boolean;
  screenInches: number;
  distanceMetres: number;
}

export const UNLOCK_MINUTES = [0, 1, 2, 5, 10, 30] as const;
export const SCREEN_INCHES = [20, 300] as const;
export const DISTANCE_METRES = [1, 15] as const;

const DEFAULTS: WallSettings = {
  scenes: null,
  rotating: true,
  unlockMinutes: 5,
  followAlarms: true,
  screenInches: 55,
  distanceMetres: 3,
};

let wall = viewStore.get().wall;
let current = read();
const listeners = new Set<() => void>();

export const wallSettings = {
  get: (): WallSettings => current,
  set(patch: Partial<WallSettings>): void {
    current = { ...current, ...patch };
    localStorage.setItem(keyOf(), JSON.stringify(current));
    tell();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

export function useWallSettings(): WallSettings {
  return useSyncExternalStore(wallSettings.subscribe, wallSettings.get);
}

window.addEventListener('storage', ({ key }) => {
  if (key !== keyOf()) return;
  current = read();
  tell();
});

viewStore.subscribe(() => {
  if (viewStore.get().wall === wall) return;
  wall = viewStore.get().wall;
  current = read();
  tell();
});

function keyOf(): string {
  return wall === null ? FIRST_KEY : `${FIRST_KEY}.${wall}`;
}

function tell(): void {
  for (const listener of listeners) listener();
}

function read(): WallSettings {
  try {
    // A further wall begins as the first one is.
    const text = localStorage.getItem(keyOf()) ?? localStorage.getItem(FIRST_KEY) ?? '{}';
    const stored = JSON.parse(text) as Record<string, unknown>;
    const { rotating, followAlarms, unlockMinutes, screenInches, distanceMetres } = stored;
    return {
      scenes: decodeScenes(stored.scenes),
      rotating: typeof rotating === 'boolean' ? rotating : DEFAULTS.rotating,
      followAlarms: typeof followAlarms === 'boolean' ? followAlarms : DEFAULTS.followAlarms,
      unlockMinutes: UNLOCK_MINUTES.find((minutes) => minutes === unlockMinutes) ?? DEFAULTS.unlockMinutes,
      screenInches: within(screenInches, SCREEN_INCHES) ?? DEFAULTS.screenInches,
      distanceMetres: within(distanceMetres, DISTANCE_METRES) ?? DEFAULTS.distanceMetres,
    };
  } catch {
    return DEFAULTS;
  }
}

function within(value: unknown, [least, most]: readonly [number, number]): number | undefined {
  return typeof value === 'number' && value >= least && value <= most ? value : undefined;
}
