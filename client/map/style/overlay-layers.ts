import type { LayerSpecification } from 'maplibre-gl';
import type { MapPalette } from './palette.ts';

/** What is live but stands still for long, and is long or wide: patrol routes and fields of view. */
export function overlayLayers(palette: MapPalette): LayerSpecification[] {
  const width: LayerSpecification['paint'] = {
    'line-width': ['interpolate', ['linear'], ['zoom'], 8, 0.8, 12, 1.5, 16, 3],
  };
  return [
    {
      id: 'fields',
      type: 'fill',
      source: 'fields',
      minzoom: 15,
      paint: {
        'fill-color': palette.field,
        'fill-opacity': ['match', ['get', 'health'], 'ok', 0.12, 0.05],
        'fill-antialias': false,
      },
    },
    {
      id: 'routes',
      type: 'line',
      source: 'routes',
      minzoom: 9,
      // As with roads: round corners are many triangles.
      layout: { 'line-join': ['step', ['zoom'], 'miter', 14, 'round'] },
      paint: {
        'line-color': palette.route,
        'line-opacity': ['interpolate', ['linear'], ['zoom'], 9, 0.25, 12, 0.45, 15, 0.7],
        ...width,
      },
    },
    {
      id: 'route-selected',
      type: 'line',
      source: 'routes',
      filter: ['==', ['get', 'id'], ''],
      layout: { visibility: 'none', 'line-join': 'round', 'line-cap': 'round' },
      paint: {
        'line-color': palette.accent,
        'line-width': ['interpolate', ['linear'], ['zoom'], 8, 2, 16, 5],
      },
    },
  ];
}
