import type { Feature } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap, Point as Pixel, Source } from 'maplibre-gl';
import { GRID_TINTS, type GridTint, type OverFeature, overPicture } from '../state/over-picture.ts';
import { OVER_GRIDS, OVER_PICKED, SIGN_PREFIX, TINT_STATE } from './style/over-layers.ts';

/** Keeps what a desk draws over the map equal to `overPicture`. */
export class OverDrawing {
  readonly #map: MapLibreMap;
  #source: GeoJSONSource | undefined;
  #shown: readonly OverFeature[] = [];
  #plan: Source | undefined;
  #tints: ReadonlyMap<string, GridTint> = new Map();

  constructor(map: MapLibreMap) {
    this.#map = map;
    overPicture.subscribe(() => this.show());
    map.on('style.load', () => {
      this.#source = undefined;
      this.show();
    });
    map.setMissingStyleImageResolver((id) => this.#addSign(id));
    // A change of the style hides the layer again.
    map.on('styledata', () => this.#showGrids());
  }

  show(): void {
    this.#tintGrids();
    const source = this.#map.getSource<GeoJSONSource>('over');
    const features = overPicture.get();
    if (!source || (source === this.#source && features === this.#shown)) return;
    const isBlank = source !== this.#source && features.length === 0;
    this.#source = source;
    this.#shown = features;
    if (!isBlank) source.setData({ type: 'FeatureCollection', features: features.map(drawn) });
  }

  /** Signs are drawn when they are first wanted. */
  async #addSign(id: string): Promise<void> {
    if (!id.startsWith(SIGN_PREFIX)) return;
    const { drawSign, SIGN_RATIO } = await import('./turn-signs.ts');
    if (!this.#map.hasImage(id)) this.#map.addImage(id, drawSign(id), { pixelRatio: SIGN_RATIO });
  }

  /** Tells the map the colours that changed. */
  #tintGrids(): void {
    const plan = this.#map.getSource('plan');
    if (!plan) return;
    if (plan !== this.#plan) this.#tints = new Map();
    this.#plan = plan;
    const before = this.#tints;
    this.#tints = overPicture.tints();
    for (const code of new Set([...before.keys(), ...this.#tints.keys()])) {
      const tint = this.#tints.get(code);
      if (tint === before.get(code)) continue;
      // The tiles give grids their codes as numbers.
      const grid = { source: 'plan', sourceLayer: 'grids', id: Number(code) };
      this.#map.setFeatureState(grid, { [TINT_STATE]: tint ? GRID_TINTS.indexOf(tint) + 1 : 0 });
    }
    this.#showGrids();
  }

  #showGrids(): void {
    if (!this.#map.getLayer(OVER_GRIDS)) return;
    const wanted = this.#tints.size > 0 ? 'visible' : 'none';
    if (this.#map.getLayoutProperty(OVER_GRIDS, 'visibility') !== wanted)
      this.#map.setLayoutProperty(OVER_GRIDS, 'visibility', wanted);
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
