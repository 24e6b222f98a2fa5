import type { Map as MapLibreMap } from 'maplibre-gl';

/**
 * MapLibre draws a sky under every frame, also where no pitch lets anybody see it; on a processor in place of a graphics card that is
 * a third of the frame.
 */
export function withoutSky(made: MapLibreMap): void {
  made.painter.drawFunctions.sky = () => {};
}
