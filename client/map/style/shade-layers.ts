import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { Level } from '../../../core/vocabulary.ts';
import { shadeRanges } from '../../shade/shade-level.ts';
import type { MapPalette } from './palette.ts';

/** The state of a feature of `plan` that holds its class: 1 to 5, or 0 for no colour. */
export const SHADE_STATE = 'shade';

/** Land and water stay visible below. */
export const SHADE_OPACITY = 0.6;

/** Where the surfaces of a level are in the tileset `plan`. */
export function shadeSource(level: Level): { source: string; sourceLayer: string } {
  return { source: 'plan', sourceLayer: level === 'grid' ? 'grids' : 'areas' };
}

/** Surfaces of the level that is shaded at each zoom, in the colour of their class. */
export function shadeLayers(palette: MapPalette, chosen: Level | null): LayerSpecification[] {
  return shadeRanges(chosen).map(({ level, from, to }) => ({
    id: `shade-${level}`,
    type: 'fill',
    source: 'plan',
    'source-layer': shadeSource(level).sourceLayer,
    minzoom: from,
    maxzoom: to,
    ...(level === 'grid' ? {} : { filter: ['==', ['get', 'level'], level] as ExpressionSpecification }),
    paint: { 'fill-color': colourOf(palette), 'fill-opacity': SHADE_OPACITY, 'fill-antialias': false },
  }));
}

function colourOf({ shades }: MapPalette): ExpressionSpecification {
  const classes = shades.flatMap((colour, i) => [i + 1, colour]);
  const state = ['coalesce', ['feature-state', SHADE_STATE], 0];
  return ['step', state, 'transparent', ...classes] as unknown as ExpressionSpecification;
}
