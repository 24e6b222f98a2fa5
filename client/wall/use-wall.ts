import { useSyncExternalStore } from 'react';
import type { Scene } from '../state/scene.ts';
import type { WallState } from '../state/wall-rotation.ts';
import { wallStore } from './wall-store.ts';

export function useWall(): WallState {
  return useSyncExternalStore(wallStore.subscribe, wallStore.get);
}

export function useScenes(): readonly Scene[] {
  return useSyncExternalStore(wallStore.subscribe, () => wallStore.scenes);
}
