import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import {
  CHANGED_WIDTH,
  COMPARE_COLOURS,
  REMOVED_DASH,
  TINTS,
} from '../../planning/compare/compare-colours.ts';
import type { View } from '../../state/view-state.ts';
import { chosenFilter, levelBorders } from './draft-layers.ts';
import type { MapPalette } from './palette.ts';

/** Sources of two plans compared: borders of both, those that come and go, and the grids that changed. */
export function compareSources(): StyleSpecification['sources'] {
  const nothing = { type: 'FeatureCollection' as const, features: [] };
  return {
    'compare-borders': { type: 'geojson', data: nothing },
    'compare-changes': { type: 'geojson', data: nothing },
    'compare-grids': { type: 'geojson', data: nothing },
    'compare-labels': { type: 'geojson', data: nothing },
  };
}

/** Grids by what became of them, below roads and borders. */
export function compareFills(theme: View['theme']): LayerSpecification[] {
  const { kinds } = COMPARE_COLOURS[theme];
  const colour = [
    'match',
    ['get', 'kind'],
    ...Object.entries(kinds).flat(),
    'transparent',
  ] as unknown as ExpressionSpecification;
  const fill = (id: string, opacity: ExpressionSpecification | number): LayerSpecification => ({
    id,
    type: 'fill',
    source: 'compare-grids',
    paint: { 'fill-color': colour, 'fill-opacity': opacity, 'fill-antialias': false },
  });
  return [
    fill('compare-fill', ['case', ['get', 'isEnded'], TINTS.ended, TINTS.goesOn]),
    { ...fill('compare-chosen-fill', TINTS.chosen), filter: chosenFilter([]) } as LayerSpecification,
  ];
}

/** Borders of both plans, and over them what was removed (dashed) and added. */
export function compareLines(palette: MapPalette, theme: View['theme']): LayerSpecification[] {
  const { added, removed } = COMPARE_COLOURS[theme];
  const line = (change: 'added' | 'removed', colour: string, dash?: number[]): LayerSpecification => ({
    id: `compare-${change}`,
    type: 'line',
    source: 'compare-changes',
    filter: ['==', ['get', 'change'], change],
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': colour,
      'line-width': ['interpolate', ['linear'], ['zoom'], 10, 1.5, 13, CHANGED_WIDTH],
      ...(dash ? { 'line-dasharray': dash } : {}),
    },
  });
  return [
    ...levelBorders('compare-border', 'compare-borders', palette),
    line(
      'removed',
      removed,
      REMOVED_DASH.map((pixels) => pixels / CHANGED_WIDTH),
    ),
    line('added', added),
    {
      id: 'compare-chosen',
      type: 'line',
      source: 'compare-grids',
      filter: chosenFilter([]),
      layout: { 'line-join': 'round' },
      paint: { 'line-color': palette.accent, 'line-width': 2.5, 'line-offset': 3 },
    },
  ];
}

/** Names or numbers of the grids that changed, before and after, above everything. */
export function compareNames(
  palette: MapPalette,
  language: View['language'],
  font: string[],
): LayerSpecification[] {
  return [
    {
      id: 'compare-names',
      type: 'symbol',
      source: 'compare-labels',
      minzoom: 11.5,
      layout: {
        'text-field': ['get', language],
        'text-font': font,
        'text-size': 12,
        'text-allow-overlap': true,
      },
      paint: { 'text-color': palette.areaText.city, 'text-halo-color': palette.halo, 'text-halo-width': 1.6 },
    },
  ];
}
