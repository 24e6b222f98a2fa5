import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { LEVELS, type Level } from '../../../core/vocabulary.ts';
import type { MapPalette } from './palette.ts';

/** The state of a grid of the draft that holds its colour. */
export const DRAFT_COLOUR = 'colour';

/** Sources of an open draft: grids and borders as they are on this screen, and what somebody does with them. */
export function draftSources(): StyleSpecification['sources'] {
  const nothing = { type: 'FeatureCollection' as const, features: [] };
  return {
    'draft-grids': { type: 'geojson', data: nothing, promoteId: 'id' },
    'draft-borders': { type: 'geojson', data: nothing },
    'draft-labels': { type: 'geojson', data: nothing, promoteId: 'id' },
    'draft-hand': { type: 'geojson', data: nothing },
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

/** Borders of the draft, and over them what is chosen, tried and drawn. */
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
    ...hand(palette),
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

const ofKind = (...kinds: string[]): ExpressionSpecification => ['in', ['get', 'kind'], ['literal', kinds]];

function hand(palette: MapPalette): LayerSpecification[] {
  return [
    ...moving(palette),
    {
      id: 'draft-sketch-fill',
      type: 'fill',
      source: 'draft-hand',
      filter: ofKind('patch'),
      paint: { 'fill-color': palette.accent, 'fill-opacity': 0.15 },
    },
    {
      id: 'draft-hand-lines',
      type: 'line',
      source: 'draft-hand',
      filter: ofKind('arc', 'tried'),
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': palette.accent, 'line-width': ['match', ['get', 'kind'], 'tried', 3, 2.5] },
    },
    {
      id: 'draft-sketch',
      type: 'line',
      source: 'draft-hand',
      filter: ofKind('sketch', 'patch'),
      layout: { 'line-join': 'round' },
      paint: { 'line-color': palette.accent, 'line-width': 2, 'line-dasharray': [2, 1.5] },
    },
    {
      id: 'draft-handles',
      type: 'circle',
      source: 'draft-hand',
      filter: ofKind('point', 'end', 'held', 'corner'),
      paint: {
        'circle-radius': ['match', ['get', 'kind'], 'end', 6, 'held', 6, 4.5],
        'circle-color': ['match', ['get', 'kind'], ['end', 'held'], palette.accent, palette.halo],
        'circle-stroke-color': palette.accent,
        'circle-stroke-width': 2,
      },
    },
    {
      id: 'draft-rings',
      type: 'circle',
      source: 'draft-hand',
      filter: ofKind('snap', 'refused'),
      paint: {
        'circle-radius': ['match', ['get', 'kind'], 'refused', 16, 9],
        'circle-color': 'transparent',
        'circle-stroke-color': ['match', ['get', 'kind'], 'refused', '#f4664f', palette.accent],
        'circle-stroke-width': 3,
      },
    },
  ];
}

/** Ground that would go from one grid (dashed) to another (a whole line). */
function moving(palette: MapPalette): LayerSpecification[] {
  const line = (kind: string, width: number, dashes?: number[]): LayerSpecification => ({
    id: `draft-${kind}`,
    type: 'line',
    source: 'draft-hand',
    filter: ofKind(kind),
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': palette.track,
      'line-width': width,
      ...(dashes ? { 'line-dasharray': dashes } : {}),
    },
  });
  return [
    {
      id: 'draft-piece-fill',
      type: 'fill',
      source: 'draft-hand',
      filter: ofKind('piece'),
      paint: { 'fill-color': palette.track, 'fill-opacity': 0.45 },
    },
    line('giver', 3, [2, 1.5]),
    line('taker', 3.5),
    line('piece', 2),
  ];
}

/** Numbers of grids, and comments, above everything. */
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
    {
      id: 'draft-comments',
      type: 'symbol',
      source: 'draft-hand',
      filter: ofKind('comment'),
      layout: {
        'text-field': ['case', ['get', 'isSettled'], '✓', '!'],
        'text-font': font,
        'text-size': 15,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': palette.accent, 'text-halo-color': palette.halo, 'text-halo-width': 3 },
    },
  ];
}
