import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { LEVELS, type Level } from '../../../core/vocabulary.ts';
import type { View } from '../../state/view-state.ts';
import { nameKey } from './base-layers.ts';
import type { MapPalette } from './palette.ts';

interface BorderLook {
  /** First zoom at which the level is drawn when no level is emphasised. */
  from: number;
  width: [at8: number, at16: number];
  /** In multiples of the width; undefined: a full line. */
  dash?: number[];
}

const BORDERS: Record<Level, BorderLook> = {
  city: { from: 0, width: [1.8, 3.6], dash: [6, 2, 1, 2] },
  district: { from: 0, width: [1.1, 2.8], dash: [5, 2, 1.2, 2] },
  street: { from: 9.5, width: [0.6, 2] },
  community: { from: 11.5, width: [0.4, 1.4], dash: [4, 2] },
  grid: { from: 13, width: [0.3, 1] },
};

const LABELS: Record<Level, { from: number; to: number; size: [number, number]; spacing: number }> = {
  city: { from: 4, to: 7.5, size: [13, 15], spacing: 0.1 },
  district: { from: 7, to: 13, size: [12, 14], spacing: 0.08 },
  street: { from: 10.8, to: 15, size: [10.5, 13], spacing: 0.05 },
  community: { from: 13.3, to: 16.5, size: [10.5, 12.5], spacing: 0.03 },
  grid: { from: 14.8, to: 24, size: [10, 12], spacing: 0 },
};

export interface PlanLook {
  palette: MapPalette;
  language: View['language'];
  boundaryLevel: Level | null;
  font: string[];
}

/** Areas and grids of the plan in force, from the tileset `plan`: borders, names, and what is under the pointer or selected. */
export function planLayers(look: PlanLook): LayerSpecification[] {
  return [
    ...surfaces(look.palette),
    ...[...LEVELS].reverse().map((level) => border(level, look)),
    ...outlines(look.palette),
  ];
}

/** Names of the areas, above everything that is drawn by MapLibre. */
export function planLabels(look: PlanLook): LayerSpecification[] {
  return [...LEVELS].reverse().map((level) => label(level, look));
}

/** Only there to be asked what lies under the pointer: wholly transparent, which costs nothing to draw. */
function surfaces(palette: MapPalette): LayerSpecification[] {
  const unseen = (id: string, sourceLayer: string): LayerSpecification => ({
    id,
    type: 'fill',
    source: 'plan',
    'source-layer': sourceLayer,
    paint: { 'fill-opacity': 0 },
  });
  return [
    unseen('areas', 'areas'),
    unseen('grids', 'grids'),
    ...['areas', 'grids'].map(
      (sourceLayer): LayerSpecification => ({
        id: `${sourceLayer}-selected`,
        type: 'fill',
        source: 'plan',
        'source-layer': sourceLayer,
        filter: nothing,
        layout: { visibility: 'none' },
        paint: { 'fill-color': palette.accent, 'fill-opacity': 0.1, 'fill-antialias': false },
      }),
    ),
  ];
}

function outlines(palette: MapPalette): LayerSpecification[] {
  return ['areas', 'grids'].map((sourceLayer) => ({
    id: `${sourceLayer}-outline`,
    type: 'line',
    source: 'plan',
    'source-layer': sourceLayer,
    filter: nothing,
    layout: { visibility: 'none', 'line-join': 'round' },
    paint: { 'line-color': palette.accent, 'line-width': 2 },
  }));
}

const nothing: ExpressionSpecification = ['==', ['get', 'code'], ''];

/** The filter of the outline and fill of the codes. */
export function codesFilter(codes: readonly string[]): ExpressionSpecification {
  return ['in', ['get', 'code'], ['literal', [...codes]]];
}

function border(level: Level, { palette, boundaryLevel }: PlanLook): LayerSpecification {
  const { from, width, dash } = BORDERS[level];
  const emphasis = emphasisOf(level, boundaryLevel);
  const scale = emphasis === 'strong' ? 1.5 : 1;
  return {
    id: `border-${level}`,
    type: 'line',
    source: 'plan',
    'source-layer': 'boundaries',
    minzoom: emphasis === 'strong' ? Math.max(0, from - 2.5) : emphasis === 'faint' ? from + 1 : from,
    filter: ['==', ['get', 'level'], level],
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': emphasis === 'strong' ? palette.areaText[level] : palette.borders[level],
      'line-opacity': emphasis === 'faint' ? 0.5 : 1,
      'line-width': ['interpolate', ['linear'], ['zoom'], 8, width[0] * scale, 16, width[1] * scale],
      ...(dash ? { 'line-dasharray': dash } : {}),
    },
  };
}

/** A border of an emphasised level is strong, and so are the larger borders that also bound it; smaller ones are faint. */
function emphasisOf(level: Level, chosen: Level | null): 'plain' | 'strong' | 'faint' {
  if (chosen === null) return 'plain';
  if (level === chosen) return 'strong';
  return LEVELS.indexOf(level) > LEVELS.indexOf(chosen) ? 'faint' : 'plain';
}

function label(level: Level, { palette, language, boundaryLevel, font }: PlanLook): LayerSpecification {
  const { from, to, size, spacing } = LABELS[level];
  const shift = level === boundaryLevel ? -1.5 : 0;
  return {
    id: `label-${level}`,
    type: 'symbol',
    source: 'plan',
    'source-layer': 'labels',
    minzoom: Math.max(0, from + shift),
    maxzoom: to,
    filter: ['==', ['get', 'level'], level],
    layout: {
      'text-field':
        level === 'city' || level === 'district' ? bothNames(language) : ['get', nameKey(language)],
      'text-font': font,
      'text-size': ['interpolate', ['linear'], ['zoom'], from, size[0], Math.min(to, 18), size[1]],
      'text-letter-spacing': spacing,
      'text-max-width': level === 'district' || level === 'city' ? 24 : 9,
      'text-padding': level === 'grid' ? 4 : 14,
      'symbol-sort-key': LEVELS.indexOf(level),
    },
    paint: {
      'text-color': palette.areaText[level],
      'text-halo-color': palette.halo,
      'text-halo-width': 1.4,
      'text-halo-blur': 0.4,
    },
  };
}

/** '城北区 CHENGBEI', or 'CHENGBEI DISTRICT 城北区': the language of the page first, the other one small, and only where there is room. */
function bothNames(language: View['language']): ExpressionSpecification {
  const english: ExpressionSpecification = ['upcase', ['get', 'nameEn']];
  const [first, second] =
    language === 'zh'
      ? [
          ['get', 'nameZh'],
          ['upcase', firstWord],
        ]
      : [english, ['get', 'nameZh']];
  const both = ['format', first, {}, ' ', {}, second, { 'font-scale': 0.78 }];
  return ['step', ['zoom'], first, BOTH_NAMES_FROM, both] as unknown as ExpressionSpecification;
}

const BOTH_NAMES_FROM = 9.5;
/** 'Datong' of 'Datong County'. */
const firstWord: ExpressionSpecification = [
  'let',
  'space',
  ['index-of', ' ', ['get', 'nameEn']],
  ['case', ['>', ['var', 'space'], 0], ['slice', ['get', 'nameEn'], 0, ['var', 'space']], ['get', 'nameEn']],
];
