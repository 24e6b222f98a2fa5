import type { Camera } from '../state/view-state.ts';

/** Pixels round the world at a zoom of 0, as the map counts them. */
export const WORLD_PIXELS = 512;
const METRES_ROUND = 40_075_016.7;

/** Metres on the ground in a CSS pixel at the middle of the view. */
export function metresPerPixel({ lat, zoom }: Pick<Camera, 'lat' | 'zoom'>): number {
  return (METRES_ROUND * Math.cos((lat * Math.PI) / 180)) / (WORLD_PIXELS * 2 ** zoom);
}
