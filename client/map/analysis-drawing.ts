import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import { type MapPicture, mapPicture } from '../analysis/map-picture.ts';
import { ANALYSIS_AREAS, ANALYSIS_STATE } from './style/analysis-layers.ts';

type Areas = NonNullable<MapPicture['areas']>;

/** Keeps polygons, lines and coloured areas of the map equal to the picture of the open question. */
export class AnalysisDrawing {
  readonly #map: MapLibreMap;
  #source: GeoJSONSource | undefined;
  #shapes: MapPicture['shapes'] = null;
  #areas: Areas | null = null;

  constructor(map: MapLibreMap) {
    this.#map = map;
  }

  show(): void {
    const source = this.#map.getSource<GeoJSONSource>('analysis');
    if (!source) return;
    const { shapes, areas } = mapPicture.get();
    const isFresh = source !== this.#source;
    this.#source = source;
    if (isFresh ? shapes : shapes !== this.#shapes) source.setData(shapes ?? NOTHING);
    this.#shapes = shapes;
    if (isFresh ? areas : areas !== this.#areas) this.#colour(areas, isFresh ? null : this.#areas);
    this.#areas = areas;
  }

  #colour(areas: Areas | null, before: Areas | null): void {
    for (const code of before?.colours.keys() ?? [])
      if (before && (areas?.level !== before.level || !areas.colours.has(code)))
        this.#tell(before, code, null);
    for (const [code, colour] of areas?.colours ?? [])
      if (areas && (areas.level !== before?.level || before.colours.get(code) !== colour))
        this.#tell(areas, code, colour);
    for (const layer of ANALYSIS_AREAS) {
      const isShown = areas !== null && layer.endsWith(layerOf(areas));
      this.#map.setLayoutProperty(layer, 'visibility', isShown ? 'visible' : 'none');
    }
  }

  #tell(areas: Areas, code: string, colour: string | null): void {
    // The tiles give areas and grids their codes as numbers.
    const feature = { source: 'plan', sourceLayer: layerOf(areas), id: Number(code) };
    this.#map.setFeatureState(feature, { [ANALYSIS_STATE]: colour });
  }
}

function layerOf({ level }: Areas): 'areas' | 'grids' {
  return level === 'grid' ? 'grids' : 'areas';
}

const NOTHING = { type: 'FeatureCollection' as const, features: [] };
