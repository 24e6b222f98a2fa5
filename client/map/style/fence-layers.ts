import type { LayerSpecification } from 'maplibre-gl';
import type { MapPalette } from './palette.ts';

/** What is being drawn. Hidden when it is nothing: MapLibre spends a part of each frame on every source that has a layer to draw. */
export const SKETCH_LAYERS = ['sketch', 'sketch-corners'] as const;

/** Geofences: dashed outlines, quieter when switched off; what is being drawn lies over them. */
export function fenceLayers(palette: MapPalette): LayerSpecification[] {
  const width: LayerSpecification['paint'] = {
    'line-width': ['interpolate', ['linear'], ['zoom'], 9, 0.8, 13, 1.3, 16, 2],
  };
  return [
    {
      id: 'geofences',
      type: 'line',
      source: 'geofences',
      minzoom: 9,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': palette.fence,
        'line-dasharray': [4, 2.5],
        'line-opacity': ['case', ['get', 'isOn'], 0.85, 0.35],
        ...width,
      },
    },
    {
      id: 'geofence-selected',
      type: 'line',
      source: 'geofences',
      filter: ['==', ['get', 'id'], ''],
      layout: { visibility: 'none', 'line-join': 'round' },
      paint: { 'line-color': palette.accent, 'line-width': 2.5 },
    },
    {
      id: 'sketch',
      type: 'line',
      source: 'sketch',
      layout: { visibility: 'none', 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': palette.accent, 'line-width': 2, 'line-dasharray': [2, 2] },
    },
    {
      id: 'sketch-corners',
      type: 'circle',
      source: 'sketch',
      filter: ['==', ['geometry-type'], 'Point'],
      layout: { visibility: 'none' },
      paint: {
        'circle-radius': 4,
        'circle-color': palette.halo,
        'circle-stroke-color': palette.accent,
        'circle-stroke-width': 2,
      },
    },
  ];
}

/** The names of geofences, once there is room. */
export function fenceNames(palette: MapPalette, language: 'zh' | 'en', font: string[]): LayerSpecification[] {
  return [
    {
      id: 'geofence-names',
      type: 'symbol',
      source: 'geofences',
      minzoom: 12.5,
      layout: {
        'text-field': ['get', language === 'zh' ? 'nameZh' : 'nameEn'],
        'text-font': font,
        'text-size': 11,
        'text-max-width': 8,
        'text-padding': 4,
      },
      paint: {
        'text-color': palette.fence,
        'text-opacity': ['case', ['get', 'isOn'], 1, 0.6],
        'text-halo-color': palette.halo,
        'text-halo-width': 1.2,
      },
    },
  ];
}
