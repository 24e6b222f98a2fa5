import { useEffect, useSyncExternalStore } from 'react';
import { mapHost } from '../map/map-host.ts';
import { useView } from '../state/view.ts';
import { wallMapScale, wallTextPixels } from '../state/wall-size.ts';
import { useWallSettings } from './wall-settings.ts';

/** The least size of text on the wall, in pixels; null on a desk. */
export function useWallText(): number | null {
  const wall = useView((view) => view.mode === 'wall');
  const { screenInches, distanceMetres } = useWallSettings();
  const [width = 0, height = 0] = useSyncExternalStore(followSize, readSize).split('x').map(Number);
  return wall ? wallTextPixels({ width, height, screenInches, distanceMetres }) : null;
}

/** Draws the map as large as the text of the wall asks for. */
export function useWallMap(text: number | null): void {
  const times = text === null ? 1 : wallMapScale(text);
  useEffect(() => mapHost.enlarge(times), [times]);
}

function followSize(listener: () => void): () => void {
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
}

function readSize(): string {
  return `${window.innerWidth}x${window.innerHeight}`;
}
