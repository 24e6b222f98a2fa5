import type { Feature } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap, Point as Pixel } from 'maplibre-gl';
import { type OverFeature, overPicture } from '../state/over-picture.ts';
import { OVER_PICKED } from './style/over-layers.ts';

/** Keeps what a desk draws over the map equal to `overPicture`. */
export class OverDrawing {
  readonly #map: MapLibreMap;
  #source: GeoJSONSource | undefined;
  #shown: readonly OverFeature[] = [];

  constructor(map: MapLibreMap) {
    this.#map = map;
    overPicture.subscribe(() => this.show());
    map.on('style.load', () => {
      this.#source = undefined;
      this.show();
    });
  }

  show(): void {
    const source = this.#map.getSource<GeoJSONSource>('over');
    const features = overPicture.get();
    if (!source || (source === this.#source && features === this.#shown)) return;
    const isBlank = source !== this.#source && features.length === 0;
    this.#source = source;
    this.#shown = features;
    if (!isBlank) source.setData({ type: 'FeatureCollection', features: features.map(drawn) });
  }
}

function drawn({ id, geometry, ...properties }: OverFeature): Feature {
  return { type: 'Feature', geometry, properties: { ...properties, ...(id === undefined ? {} : { id }) } };
}

/** Id of what can be clicked within so many pixels, discs before lines before areas. */
export function overAt(map: MapLibreMap, { x, y }: Pixel, pixels: number): string | undefined {
  if (!map.getLayer(OVER_PICKED[0]) || overPicture.get().length === 0) return undefined;
  const box: [[number, number], [number, number]] = [
    [x - pixels, y - pixels],
    [x + pixels, y + pixels],
  ];
  for (const layer of OVER_PICKED) {
    const found = map.queryRenderedFeatures(layer === 'over-fills' ? [x, y] : box, { layers: [layer] });
    const id = found.find(({ properties }) => properties.id !== undefined)?.properties.id;
    if (id !== undefined) return String(id);
  }
  return undefined;
}
