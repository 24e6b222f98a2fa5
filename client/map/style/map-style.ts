import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { View } from '../../state/view-state.ts';
import { analysisFills, analysisLines } from './analysis-layers.ts';
import { baseNames, groundLayers, roadLayers } from './base-layers.ts';
import { compareFills, compareLines, compareNames, compareSources } from './compare-layers.ts';
import { draftFills, draftLines, draftNames, draftSources } from './draft-layers.ts';
import { fenceLayers, fenceNames } from './fence-layers.ts';
import { noteLayers } from './note-layers.ts';
import { overLayers, overNames } from './over-layers.ts';
import { overlayLayers } from './overlay-layers.ts';
import { MAP_PALETTES } from './palette.ts';
import { planLabels, planLayers } from './plan-layers.ts';
import { reviewLayers, reviewNames } from './review-layers.ts';
import { shadeLayers } from './shade-layers.ts';

/** Drawn by the browser itself: the style names no glyphs, so nothing is fetched. */
export const MAP_FONT = ['Inter', 'Noto Sans SC', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei'];

/** What lies under our own layers, when it is not the city's own basemap. */
export interface OutsideBasemap {
  sources: StyleSpecification['sources'];
  layers: LayerSpecification[];
  glyphs?: string;
  sprite?: NonNullable<StyleSpecification['sprite']>;
  /** A font that its glyphs have; there are no glyphs without one. */
  font?: string[];
}

export type StyleLook = Pick<View, 'theme' | 'language' | 'boundaryLevel'> & {
  /** Whether areas are shaded by their incidents. */
  shaded: boolean;
  /** The plan whose areas are drawn; null: the one in force. */
  plan: string | null;
  /** Whether an open draft is drawn in place of the borders of the plan. */
  drafted: boolean;
  /** Whether the borders of two plans are drawn in place of those of the plan. */
  compared: boolean;
};

/** The whole MapLibre style for a look. `origin` is where the tiles come from, like 'https://jingwei.example'. */
export function mapStyle(
  { theme, language, boundaryLevel, shaded, plan: planId, drafted, compared }: StyleLook,
  origin: string,
  outside: OutsideBasemap | null,
): StyleSpecification {
  const palette = MAP_PALETTES[theme];
  const font = outside?.font ?? MAP_FONT;
  const plan = { palette, language, boundaryLevel, font };
  const hasOwnBorders = drafted || compared;
  return {
    version: 8,
    ...(outside?.glyphs ? { glyphs: outside.glyphs } : {}),
    ...(outside?.sprite ? { sprite: outside.sprite } : {}),
    sources: {
      ...(outside ? outside.sources : { base: { type: 'vector', url: `${origin}/tiles/base.json` } }),
      plan: { type: 'vector', url: `${origin}/tiles/plan.json${planId === null ? '' : `?plan=${planId}`}` },
      routes: { type: 'geojson', data: NOTHING },
      fields: { type: 'geojson', data: NOTHING },
      geofences: { type: 'geojson', data: NOTHING },
      sketch: { type: 'geojson', data: NOTHING },
      'review-tracks': { type: 'geojson', data: NOTHING },
      'review-mark': { type: 'geojson', data: NOTHING },
      analysis: { type: 'geojson', data: NOTHING },
      over: { type: 'geojson', data: NOTHING },
      ...(drafted ? draftSources() : {}),
      ...(compared ? compareSources() : {}),
    },
    layers: [
      ...(outside ? [groundOf(palette.ground), ...outside.layers] : groundLayers(palette)),
      ...(shaded ? shadeLayers(palette, boundaryLevel) : []),
      ...analysisFills(),
      ...(drafted ? draftFills(palette) : []),
      ...(compared ? compareFills(theme) : []),
      ...(outside ? [] : roadLayers(palette)),
      ...(hasOwnBorders ? withoutBorders(planLayers(plan)) : planLayers(plan)),
      ...(drafted ? draftLines(palette) : []),
      ...(compared ? compareLines(palette, theme) : []),
      ...analysisLines(),
      ...overlayLayers(palette),
      ...fenceLayers(palette),
      ...reviewLayers(palette),
      ...overLayers(palette, theme, font),
      ...(outside ? [] : baseNames(palette, language, font)),
      ...(hasOwnBorders ? planLabels(plan).map(withoutGrids) : planLabels(plan)),
      ...(drafted ? draftNames(palette, font) : []),
      ...(compared ? compareNames(palette, language, font) : []),
      ...fenceNames(palette, language, font),
      ...reviewNames(palette, font),
      ...noteLayers(palette, font),
      ...overNames(palette, theme, font),
    ],
    transition: { duration: 0, delay: 0 },
  };
}

function withoutBorders(layers: LayerSpecification[]): LayerSpecification[] {
  return layers.filter(({ id }) => !id.startsWith('border-'));
}

/** The layer stays: others are put below it. */
function withoutGrids(layer: LayerSpecification): LayerSpecification {
  if (layer.id !== 'label-grid') return layer;
  return { ...layer, layout: { ...layer.layout, visibility: 'none' } } as LayerSpecification;
}

/** The density is drawn right under the first of these that there is: roads, borders and names stay legible above it. */
export const ABOVE_DENSITY = ['railway', 'border-grid'];

const NOTHING = { type: 'FeatureCollection' as const, features: [] };

function groundOf(colour: string): LayerSpecification {
  return { id: 'ground', type: 'background', paint: { 'background-color': colour } };
}
