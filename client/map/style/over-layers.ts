import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { GRID_TINTS, OVER_TONES, type OverTone } from '../../state/over-picture.ts';
import type { MapPalette } from './palette.ts';

/** The colours after Okabe and Ito 2008, lighter on the dark map; a label always says the same as the colour. */
export const OVER_COLOURS: Record<'dark' | 'light', Record<OverTone, string>> = {
  dark: {
    accent: '#5aa9e6',
    good: '#7fb096',
    warn: '#d9a441',
    bad: '#e4572e',
    muted: '#8493a0',
    a: '#56b4e9',
    b: '#e69f00',
    c: '#2bc59b',
    d: '#d98cb3',
    e: '#f0e442',
    f: '#ef7e4b',
    g: '#8c9eff',
    h: '#c7d0d8',
  },
  light: {
    accent: '#0b68ad',
    good: '#2f6b4d',
    warn: '#845500',
    bad: '#b83612',
    muted: '#596874',
    a: '#0072b2',
    b: '#a35f00',
    c: '#007a5a',
    d: '#9a4a7c',
    e: '#776b00',
    f: '#b84a10',
    g: '#4b3fb0',
    h: '#3c4650',
  },
};

/** Grids that a desk colours; hidden while none does. */
export const OVER_GRIDS = 'over-grids';
/** The state of a grid of `plan` that holds the number of its tint, from 1. */
export const TINT_STATE = 'tint';
/** Only what needs somebody is strong. */
const TINTS: Record<(typeof GRID_TINTS)[number], [tone: OverTone, opacity: number]> = {
  void: ['bad', 0.3],
  once: ['accent', 0.12],
  covered: ['accent', 0.24],
};

/** Of the names of the pictures of signs: it, the theme, '-' and what the feature names. */
export const SIGN_PREFIX = 'sign-';

/** Layers whose features can be clicked, the topmost first. */
export const OVER_PICKED = ['over-signs', 'over-discs', 'over-lines', 'over-dashes', 'over-fills'] as const;

/** What a desk draws: areas, lines, discs. Under the names of the map, but for its own. */
export function overLayers(
  palette: MapPalette,
  theme: 'dark' | 'light',
  font: string[],
): LayerSpecification[] {
  const colour = colourOf(theme);
  const width = byWeight(1.5, 3, 5);
  const layout = { 'line-join': 'round', 'line-cap': 'round' } as const;
  const lines = { type: 'line', source: 'over', layout } as const;
  const paint = { 'line-color': colour, 'line-width': width } as const;
  return [
    {
      id: OVER_GRIDS,
      type: 'fill',
      source: 'plan',
      'source-layer': 'grids',
      layout: { visibility: 'none' },
      paint: {
        'fill-color': byTint((tint) => OVER_COLOURS[theme][TINTS[tint][0]], 'transparent'),
        'fill-opacity': byTint((tint) => TINTS[tint][1], 0),
        'fill-antialias': false,
      },
    },
    {
      id: 'over-fills',
      type: 'fill',
      source: 'over',
      filter: ofKind('Polygon'),
      paint: { 'fill-color': colour, 'fill-opacity': ['coalesce', ['get', 'filled'], 0] },
    },
    {
      id: 'over-casing',
      ...lines,
      filter: ofKind('LineString'),
      paint: { 'line-color': palette.halo, 'line-width': ['+', width, 2.5], 'line-opacity': 0.8 },
    },
    { id: 'over-lines', ...lines, filter: all(NO_POINT, IS_SOLID), paint },
    {
      id: 'over-dashes',
      ...lines,
      filter: all(NO_POINT, IS_DASHED),
      paint: { ...paint, 'line-dasharray': [1.2, 1.8] },
    },
    {
      id: 'over-arrows',
      type: 'symbol',
      source: 'over',
      filter: ['to-boolean', ['get', 'arrows']],
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 90,
        'text-field': '▶',
        'text-font': font,
        'text-size': 10,
        'text-keep-upright': false,
        'text-rotation-alignment': 'map',
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': colour, 'text-halo-color': palette.halo, 'text-halo-width': 1.5 },
    },
  ];
}

/** Discs and labels of a desk, above the names of the map. */
export function overNames(
  palette: MapPalette,
  theme: 'dark' | 'light',
  font: string[],
): LayerSpecification[] {
  const colour = colourOf(theme);
  const label: ExpressionSpecification = ['get', 'label'];
  const text = { 'text-field': label, 'text-font': font };
  return [
    {
      id: 'over-discs',
      type: 'circle',
      source: 'over',
      filter: all(ofKind('Point'), NO_SIGN),
      paint: {
        'circle-radius': byWeight(5, 10, 13),
        'circle-color': palette.halo,
        'circle-stroke-color': colour,
        'circle-stroke-width': 2.5,
      },
    },
    {
      id: 'over-signs',
      type: 'symbol',
      source: 'over',
      filter: IS_SIGN,
      layout: {
        'icon-image': ['concat', `${SIGN_PREFIX}${theme}-`, ['get', 'sign']],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
    },
    {
      id: 'over-numbers',
      type: 'symbol',
      source: 'over',
      filter: all(ofKind('Point'), IS_LABELLED, IS_SHORT),
      layout: { ...text, 'text-size': 11, 'text-allow-overlap': true, 'text-ignore-placement': true },
      paint: { 'text-color': colour },
    },
    {
      id: 'over-labels',
      type: 'symbol',
      source: 'over',
      filter: all(NO_LINE, IS_LABELLED, IS_LONG),
      layout: {
        ...text,
        'text-size': 12,
        'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
        'text-radial-offset': 1.1,
        'text-max-width': 14,
      },
      paint: { 'text-color': colour, 'text-halo-color': palette.halo, 'text-halo-width': 1.8 },
    },
    {
      id: 'over-line-labels',
      type: 'symbol',
      source: 'over',
      filter: all(ofKind('LineString'), IS_LABELLED),
      layout: { ...text, 'text-size': 12, 'symbol-placement': 'line-center' },
      paint: { 'text-color': colour, 'text-halo-color': palette.halo, 'text-halo-width': 1.8 },
    },
  ];
}

function byTint<T extends string | number>(
  of: (tint: (typeof GRID_TINTS)[number]) => T,
  otherwise: T,
): ExpressionSpecification {
  const cases = GRID_TINTS.flatMap((tint, i) => [i + 1, of(tint)]);
  const state = ['coalesce', ['feature-state', TINT_STATE], 0];
  return ['match', state, ...cases, otherwise] as unknown as ExpressionSpecification;
}

function byWeight(thin: number, usual: number, thick: number): ExpressionSpecification {
  return ['match', ['coalesce', ['get', 'weight'], 2], 1, thin, 3, thick, usual];
}

const NO_POINT: ExpressionSpecification = ['!=', ['geometry-type'], 'Point'];
const NO_LINE: ExpressionSpecification = [
  '!',
  ['in', ['geometry-type'], ['literal', ['LineString', 'MultiLineString']]],
];
const IS_DASHED: ExpressionSpecification = ['to-boolean', ['get', 'dashed']];
const IS_SOLID: ExpressionSpecification = ['!', ['to-boolean', ['get', 'dashed']]];
const IS_SIGN: ExpressionSpecification = ['has', 'sign'];
const NO_SIGN: ExpressionSpecification = ['!', IS_SIGN];
const IS_LABELLED: ExpressionSpecification = ['has', 'label'];
const IS_SHORT: ExpressionSpecification = ['<=', ['length', ['coalesce', ['get', 'label'], '']], 3];
const IS_LONG: ExpressionSpecification = ['>', ['length', ['coalesce', ['get', 'label'], '']], 3];

/** Deeply nested literals take the compiler minutes. */
function all(...terms: ExpressionSpecification[]): ExpressionSpecification {
  return ['all', ...terms] as unknown as ExpressionSpecification;
}

/** Of one kind, single or many. */
function ofKind(kind: 'Point' | 'LineString' | 'Polygon'): ExpressionSpecification {
  return ['in', ['geometry-type'], ['literal', [kind, `Multi${kind}`]]] as unknown as ExpressionSpecification;
}

function colourOf(theme: 'dark' | 'light'): ExpressionSpecification {
  const colours = OVER_COLOURS[theme];
  const cases = OVER_TONES.flatMap((tone) => [tone, colours[tone]]);
  return ['match', ['get', 'tone'], ...cases, colours.muted] as unknown as ExpressionSpecification;
}
