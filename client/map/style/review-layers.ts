import type { LayerSpecification } from 'maplibre-gl';
import type { MapPalette } from './palette.ts';

/** Tracks of the units of a review, over roads and borders. */
export function reviewLayers(palette: MapPalette): LayerSpecification[] {
  const layout = { 'line-join': 'round', 'line-cap': 'round' } as const;
  return [
    {
      id: 'review-track-casing',
      type: 'line',
      source: 'review-tracks',
      layout,
      paint: { 'line-color': palette.halo, 'line-width': 5, 'line-opacity': 0.8 },
    },
    {
      id: 'review-tracks',
      type: 'line',
      source: 'review-tracks',
      layout,
      paint: { 'line-color': palette.track, 'line-width': 2.5 },
    },
    {
      id: 'review-mark',
      type: 'circle',
      source: 'review-mark',
      paint: {
        'circle-radius': 18,
        'circle-color': palette.accent,
        'circle-opacity': 0.15,
        'circle-stroke-color': palette.accent,
        'circle-stroke-width': 2.5,
      },
    },
  ];
}

/** Which unit each track is of. */
export function reviewNames(palette: MapPalette, font: string[]): LayerSpecification[] {
  return [
    {
      id: 'review-names',
      type: 'symbol',
      source: 'review-tracks',
      filter: ['==', ['geometry-type'], 'Point'],
      layout: {
        'text-field': ['get', 'unitCode'],
        'text-font': font,
        'text-size': 12,
        'text-offset': [0, 1.5],
        'text-anchor': 'top',
      },
      paint: { 'text-color': palette.track, 'text-halo-color': palette.halo, 'text-halo-width': 1.8 },
    },
  ];
}
