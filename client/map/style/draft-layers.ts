import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { LEVELS, type Level } from '../../../core/vocabulary.ts';
import type { MapPalette } from './palette.ts';

/** The state of a grid of the draft that holds its colour. */
export const DRAFT_COLOUR = 'colour';

/** Sources of an open draft: grids and borders as they are on this screen. What somebody does with them is drawn over the map (hand-canvas.ts). */
export function draftSources(): StyleSpecification['sources'] {
  const nothing = { type: 'FeatureCollection' as const, features: [] };
  return {
    'draft-grids': { type: 'geojson', data: nothing, promoteId: 'id' },
    'draft-borders': { type: 'geojson', data: nothing },
    'draft-labels': { type: 'geojson', data: nothing, promoteId: 'id' },
  };
}

/** Grids coloured by a measure, below roads and borders. */
export function draftFills(palette: MapPalette): LayerSpecification[] {
  return [
    {
      id: 'draft-fill',
      type: 'fill',
      source: 'draft-grids',
      paint: {
        'fill-color': ['to-color', ['feature-state', DRAFT_COLOUR], 'transparent'],
        'fill-opacity': 0.55,
        'fill-antialias': false,
      },
    },
    {
      id: 'draft-chosen-fill',
      type: 'fill',
      source: 'draft-grids',
      filter: chosenFilter([]),
      paint: { 'fill-color': palette.accent, 'fill-opacity': 0.14, 'fill-antialias': false },
    },
  ];
}

/** Which grids are chosen. */
export function chosenFilter(ids: readonly string[]): ExpressionSpecification {
  return ['in', ['get', 'id'], ['literal', [...ids]]];
}

const WIDTHS: Record<Level, [at10: number, at16: number]> = {
  city: [3, 5],
  district: [2.4, 4.2],
  street: [1.8, 3.4],
  community: [1.2, 2.6],
  grid: [0.5, 1.4],
};
const FROM: Record<Level, number> = { city: 0, district: 0, street: 9, community: 10.5, grid: 11.5 };

/** Borders of the draft, and over them the grids that are chosen. */
export function draftLines(palette: MapPalette): LayerSpecification[] {
  return [
    ...levelBorders('draft-border', 'draft-borders', palette),
    {
      id: 'draft-locked',
      type: 'line',
      source: 'draft-borders',
      filter: ['get', 'isLocked'],
      minzoom: FROM.grid,
      paint: { 'line-color': palette.areaText.city, 'line-width': 3.5, 'line-dasharray': [0.6, 1.2] },
    },
    {
      id: 'draft-chosen',
      type: 'line',
      source: 'draft-grids',
      filter: chosenFilter([]),
      layout: { 'line-join': 'round' },
      paint: { 'line-color': palette.accent, 'line-width': 2.5 },
    },
  ];
}

/** Borders of a source whose lines tell their level: layers `id`-grid to `id`-city. */
export function levelBorders(id: string, source: string, palette: MapPalette): LayerSpecification[] {
  return [...LEVELS].reverse().map((level) => border(`${id}-${level}`, source, level, palette));
}

function border(id: string, source: string, level: Level, palette: MapPalette): LayerSpecification {
  const [at10, at16] = WIDTHS[level];
  return {
    id,
    type: 'line',
    source,
    minzoom: FROM[level],
    filter: ['==', ['get', 'level'], level],
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': level === 'grid' ? palette.areaText.community : palette.areaText[level],
      'line-width': ['interpolate', ['linear'], ['zoom'], 10, at10, 16, at16],
      ...(level === 'community' ? { 'line-dasharray': [4, 2] } : {}),
    },
  };
}

/** Numbers of grids above everything. */
export function draftNames(palette: MapPalette, font: string[]): LayerSpecification[] {
  return [
    {
      id: 'draft-names',
      type: 'symbol',
      source: 'draft-labels',
      minzoom: 12.5,
      layout: { 'text-field': ['get', 'number'], 'text-font': font, 'text-size': 11, 'text-padding': 2 },
      paint: { 'text-color': palette.areaText.city, 'text-halo-color': palette.halo, 'text-halo-width': 1.4 },
    },
  ];
}
