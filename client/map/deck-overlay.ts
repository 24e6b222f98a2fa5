/** deck.gl's part of the map, loaded after the first paint: it is large, and the map says much without it. */
import { MapLibreOverlay, type MapLibreOverlayProps } from '@deck.gl/maplibre';
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Atlas } from './atlas.ts';
import { deckLayers, type PlaceGroups } from './deck-layers.ts';
import { OverlayFrames } from './overlay-frames.ts';

export class DeckOverlay {
  readonly #map: MapLibreMap;
  readonly #overlay: MapLibreOverlay;
  readonly #frames = new OverlayFrames();
  /** What deck.gl made of the graphics card; it outlives the overlay unless it is told to go. */
  #device: { destroy(): void } | undefined;

  constructor(map: MapLibreMap) {
    this.#map = map;
    // Its types do not know that luma.gl takes the frames from here.
    const props: MapLibreOverlayProps & { animationFrameProvider: OverlayFrames } = {
      interleaved: true,
      layers: [],
      animationFrameProvider: this.#frames,
      onDeviceInitialized: (made) => {
        this.#device = made;
      },
    };
    this.#overlay = new MapLibreOverlay(props);
    map.addControl(this.#overlay);
  }

  show(ground: PlaceGroups, atlas: Atlas): void {
    this.#overlay.setProps({ layers: deckLayers(ground, atlas) });
    this.#frames.wake();
  }

  remove(): void {
    this.#map.removeControl(this.#overlay);
    this.#device?.destroy();
  }
}
