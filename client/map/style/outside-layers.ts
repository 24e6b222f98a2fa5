import type { LayerSpecification } from 'maplibre-gl';
import { MAP_PALETTES } from './palette.ts';

/** Source layers of the two common schemas, OpenMapTiles and Protomaps, that mean the same. */
const WATER = ['water', 'waterway'];
const GREEN = ['landcover', 'park', 'landuse'];
const ROADS = ['transportation', 'roads'];

/** A quiet look for vector tiles of an unknown maker: whichever of the known source layers they have is drawn. */
export function vectorBasemapLayers(source: string, theme: 'dark' | 'light'): LayerSpecification[] {
  const palette = MAP_PALETTES[theme];
  return [
    ...GREEN.map(
      (name): LayerSpecification => ({
        id: `outside-${name}`,
        type: 'fill',
        source,
        'source-layer': name,
        paint: { 'fill-color': palette.land.park, 'fill-opacity': 0.6 },
      }),
    ),
    ...WATER.map(
      (name): LayerSpecification => ({
        id: `outside-${name}`,
        type: 'fill',
        source,
        'source-layer': name,
        filter: ['==', ['geometry-type'], 'Polygon'],
        paint: { 'fill-color': palette.land.river },
      }),
    ),
    ...ROADS.map(
      (name): LayerSpecification => ({
        id: `outside-${name}`,
        type: 'line',
        source,
        'source-layer': name,
        filter: ['==', ['geometry-type'], 'LineString'],
        paint: {
          'line-color': palette.roads.secondary,
          'line-width': ['interpolate', ['exponential', 1.5], ['zoom'], 8, 0.4, 14, 2, 18, 12],
        },
      }),
    ),
  ];
}
