import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { ROAD_CLASSES, type RoadClass } from '../../../core/vocabulary.ts';
import type { MapPalette } from './palette.ts';

/** Widths in pixels at zooms 8, 12, 16 and 19; and the whole zoom from which a class is drawn and named. */
const ROADS: Record<
  RoadClass,
  { widths: [number, number, number, number]; from: number; namesFrom: number }
> = {
  motorway: { widths: [1, 2.6, 10, 30], from: 6, namesFrom: 12 },
  trunk: { widths: [0.8, 2.2, 9, 26], from: 7, namesFrom: 12 },
  primary: { widths: [0.6, 1.9, 8, 24], from: 8, namesFrom: 13 },
  secondary: { widths: [0.4, 1.4, 6.5, 20], from: 9, namesFrom: 14 },
  tertiary: { widths: [0.3, 1, 5, 17], from: 11, namesFrom: 15 },
  residential: { widths: [0.2, 0.6, 3.6, 14], from: 12, namesFrom: 16 },
  track: { widths: [0.2, 0.5, 1.6, 6], from: 13, namesFrom: 17 },
};

/** The ground of the city's own basemap, from the tileset `base`: what areas and density are drawn on. */
export function groundLayers(palette: MapPalette): LayerSpecification[] {
  return [
    { id: 'ground', type: 'background', paint: { 'background-color': palette.ground } },
    {
      id: 'land',
      type: 'fill',
      source: 'base',
      'source-layer': 'land',
      filter: ['!', isWater],
      paint: { 'fill-color': byKind(palette), 'fill-antialias': false },
    },
    {
      id: 'water',
      type: 'fill',
      source: 'base',
      'source-layer': 'land',
      filter: isWater,
      paint: { 'fill-color': palette.land.river, 'fill-outline-color': palette.shore },
    },
  ];
}

/** What is built on it, legible above areas and density. */
export function roadLayers(palette: MapPalette): LayerSpecification[] {
  return [railway(palette), buildings(palette), casings(palette), roads(palette), bridges(palette)];
}

/** Both edges of the track; from afar they are one line. */
function railway(palette: MapPalette): LayerSpecification {
  return {
    id: 'railway',
    type: 'line',
    source: 'base',
    'source-layer': 'land',
    filter: ['==', ['get', 'kind'], 'railway'],
    paint: {
      'line-color': palette.rail,
      'line-width': ['interpolate', ['linear'], ['zoom'], 8, 0.6, 13, 1, 17, 1.6],
    },
  };
}

function buildings(palette: MapPalette): LayerSpecification {
  return {
    id: 'buildings',
    type: 'fill',
    source: 'base',
    'source-layer': 'buildings',
    minzoom: 15,
    paint: {
      'fill-color': palette.building,
      'fill-outline-color': palette.wall,
      'fill-opacity': ['interpolate', ['linear'], ['zoom'], 15, 0.4, 16, 1],
    },
  };
}

/** Names of waters, the railway and roads, to be drawn above the density. */
export function baseNames(palette: MapPalette, language: 'zh' | 'en', font: string[]): LayerSpecification[] {
  return [
    {
      id: 'water-names',
      type: 'symbol',
      source: 'base',
      'source-layer': 'land',
      minzoom: 10.5,
      filter: ['in', ['get', 'kind'], ['literal', ['river', 'lake', 'railway']]],
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 700,
        'text-field': ['get', nameKey(language)],
        'text-font': font,
        'text-size': 11.5,
        'text-letter-spacing': 0.18,
        'text-max-angle': 28,
        'text-padding': 24,
      },
      paint: {
        'text-color': ['match', ['get', 'kind'], 'railway', palette.roadText, palette.waterText],
        'text-halo-color': palette.halo,
        'text-halo-width': 1,
      },
    },
    roadNames(palette, language, font),
  ];
}

const isWater: ExpressionSpecification = ['in', ['get', 'kind'], ['literal', ['river', 'lake']]];

export function nameKey(language: 'zh' | 'en'): 'nameZh' | 'nameEn' {
  return language === 'zh' ? 'nameZh' : 'nameEn';
}

function byKind(palette: MapPalette): ExpressionSpecification {
  const pairs = Object.entries(palette.land).flat();
  return ['match', ['get', 'kind'], ...pairs, palette.ground] as unknown as ExpressionSpecification;
}

/** One value for each class of road. */
function byClass(value: (road: RoadClass) => number | string): ExpressionSpecification {
  const pairs = ROAD_CLASSES.flatMap((road) => [road, value(road)]);
  return ['match', ['get', 'class'], ...pairs, value('track')] as unknown as ExpressionSpecification;
}

/** Lets a class through from its own zoom on. */
function fromZoom(first: (road: RoadClass) => number): ExpressionSpecification {
  const steps = [...new Set(ROAD_CLASSES.map(first))].sort((a, b) => a - b);
  const upTo = (zoom: number) => [
    'in',
    ['get', 'class'],
    ['literal', ROAD_CLASSES.filter((road) => first(road) <= zoom)],
  ];
  return [
    'step',
    ['zoom'],
    false,
    ...steps.flatMap((zoom) => [zoom, upTo(zoom)]),
  ] as unknown as ExpressionSpecification;
}

function widths(extra: number): ExpressionSpecification {
  const stops = [8, 12, 16, 19].flatMap((zoom, i) => [
    zoom,
    byClass((road) => ROADS[road].widths[i]! + extra),
  ]);
  return ['interpolate', ['exponential', 1.5], ['zoom'], ...stops] as unknown as ExpressionSpecification;
}

/** Larger roads over smaller ones. */
const inOrder = byClass((road) => -ROAD_CLASSES.indexOf(road));

function roads(palette: MapPalette): LayerSpecification {
  return {
    id: 'roads',
    type: 'line',
    source: 'base',
    'source-layer': 'roads',
    filter: fromZoom((road) => ROADS[road].from),
    // Round ends and corners cost many triangles and can only be seen on wide roads.
    layout: {
      'line-cap': ['step', ['zoom'], 'butt', 14, 'round'],
      'line-join': ['step', ['zoom'], 'miter', 14, 'round'],
      'line-sort-key': inOrder,
    },
    paint: { 'line-color': byClass((road) => palette.roads[road]), 'line-width': widths(0) },
  };
}

/** Railings on both sides of the roads that cross a river. */
function bridges(palette: MapPalette): LayerSpecification {
  return {
    id: 'bridges',
    type: 'line',
    source: 'base',
    'source-layer': 'roads',
    minzoom: 13.5,
    filter: ['==', ['get', 'bridge'], true],
    paint: {
      'line-color': palette.bridge,
      'line-width': ['interpolate', ['linear'], ['zoom'], 13.5, 0.6, 17, 1.4],
      'line-gap-width': widths(0.4),
    },
  };
}

/** The darker rim of the roads, once they are wide enough to have one. */
function casings(palette: MapPalette): LayerSpecification {
  return {
    id: 'road-casings',
    type: 'line',
    source: 'base',
    'source-layer': 'roads',
    minzoom: 13,
    filter: ['!=', ['get', 'class'], 'track'],
    layout: { 'line-join': 'round', 'line-sort-key': inOrder },
    paint: { 'line-color': palette.roadCasing, 'line-width': widths(1.6) },
  };
}

function roadNames(palette: MapPalette, language: 'zh' | 'en', font: string[]): LayerSpecification {
  return {
    id: 'road-names',
    type: 'symbol',
    source: 'base',
    'source-layer': 'roads',
    minzoom: 12,
    filter: fromZoom((road) => ROADS[road].namesFrom),
    layout: {
      'symbol-placement': 'line',
      'symbol-spacing': 420,
      'symbol-sort-key': byClass((road) => ROAD_CLASSES.indexOf(road)),
      'text-field': ['get', nameKey(language)],
      'text-font': font,
      'text-size': ['interpolate', ['linear'], ['zoom'], 12, 10, 17, 12.5],
      'text-letter-spacing': language === 'zh' ? 0.12 : 0.02,
      'text-max-angle': 30,
      'text-padding': 6,
    },
    paint: { 'text-color': palette.roadText, 'text-halo-color': palette.halo, 'text-halo-width': 1.2 },
  };
}
