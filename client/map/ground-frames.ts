import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Camera } from '../state/view-state.ts';

/** A picture of the ground that the map just drew. It is gone after the call: what is needed of it must be copied. */
export type FrameListener = (ground: HTMLCanvasElement, camera: Camera) => void;

let map: MapLibreMap | undefined;
const listeners = new Set<FrameListener>();

/** Lends what the map draws to whoever shows it elsewhere, and lets them move it. */
export const groundFrames = {
  watch(made: MapLibreMap): void {
    map = made;
    made.on('render', () => {
      if (listeners.size === 0) return;
      const { lng, lat } = made.getCenter();
      for (const listener of listeners) listener(made.getCanvas(), { lng, lat, zoom: made.getZoom() });
    });
    made.triggerRepaint();
  },
  /** Calls `listener` with each frame, one soon. Answers how to stop. */
  subscribe(listener: FrameListener): () => void {
    listeners.add(listener);
    map?.triggerRepaint();
    return () => listeners.delete(listener);
  },
  /** Where the map is; null before there is one. */
  camera(): Camera | null {
    if (!map) return null;
    const { lng, lat } = map.getCenter();
    return { lng, lat, zoom: map.getZoom() };
  },
  /** Asks for another frame of what is there. */
  again(): void {
    map?.triggerRepaint();
  },
  /** Goes there at once, only ever on request. */
  jumpTo({ lng, lat, zoom }: Camera): void {
    map?.jumpTo({ center: [lng, lat], zoom });
  },
};
