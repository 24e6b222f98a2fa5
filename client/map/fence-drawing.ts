import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import { cornersOf, type FenceDraft, fenceDraft } from '../state/fence-draft.ts';
import { geofenceFeatures, sketchFeatures } from './layers/geofences.ts';
import type { Things } from './scene.ts';
import { SKETCH_LAYERS } from './style/fence-layers.ts';

/** Keeps the geofences of the map, and the one that is being drawn, equal to what is wanted. */
export class FenceDrawing {
  readonly #map: MapLibreMap;
  #shown: Things['geofences'] | undefined;
  #sketch: FenceDraft | undefined;

  constructor(map: MapLibreMap) {
    this.#map = map;
  }

  /** To be called when the sources are new. */
  forget(): void {
    this.#shown = undefined;
    this.#sketch = undefined;
  }

  /** To be called when the layers are new. */
  forgetSketch(): void {
    this.#sketch = undefined;
  }

  show(wanted: Things['geofences']): void {
    if (wanted !== this.#shown) {
      this.#shown = wanted;
      this.#map.getSource<GeoJSONSource>('geofences')?.setData(geofenceFeatures(wanted.values()));
    }
    const draft = fenceDraft.get();
    if (draft === this.#sketch) return;
    this.#sketch = draft;
    const corners = draft.corners ?? cornersOf(draft.surface) ?? [];
    this.#map.getSource<GeoJSONSource>('sketch')?.setData(sketchFeatures(corners));
    for (const layer of SKETCH_LAYERS)
      this.#map.setLayoutProperty(layer, 'visibility', corners.length > 0 ? 'visible' : 'none');
  }
}
