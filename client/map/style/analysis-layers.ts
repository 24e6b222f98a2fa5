import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';

/** The state of a feature of `plan` that holds the colour that an analysis gives it. */
export const ANALYSIS_STATE = 'analysis';
/** Layers of coloured areas, hidden while there is none: many transparent surfaces would cost a frame. */
export const ANALYSIS_AREAS = ['analysis-areas', 'analysis-grids'] as const;

const AREA_OPACITY = 0.6;

/** What an analysis draws below roads and names: areas of the plan, and polygons of its own (see client/analysis/map-picture.ts). */
export function analysisFills(): LayerSpecification[] {
  return [
    ...ANALYSIS_AREAS.map(
      (id): LayerSpecification => ({
        id,
        type: 'fill',
        source: 'plan',
        'source-layer': id === 'analysis-grids' ? 'grids' : 'areas',
        layout: { visibility: 'none' },
        paint: {
          'fill-color': ['to-color', ['feature-state', ANALYSIS_STATE], 'transparent'],
          'fill-opacity': AREA_OPACITY,
          'fill-antialias': false,
        },
      }),
    ),
    {
      id: 'analysis-fill',
      type: 'fill',
      source: 'analysis',
      filter: ['has', 'fill'],
      paint: {
        'fill-color': ['to-color', ['get', 'fill'], 'transparent'],
        'fill-opacity': ['coalesce', ['get', 'opacity'], AREA_OPACITY] as ExpressionSpecification,
        'fill-antialias': false,
      },
    },
  ];
}

/** The lines of an analysis, above roads and borders. */
export function analysisLines(): LayerSpecification[] {
  return [
    {
      id: 'analysis-line',
      type: 'line',
      source: 'analysis',
      filter: ['has', 'line'],
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: {
        'line-color': ['to-color', ['get', 'line'], 'transparent'],
        'line-width': ['coalesce', ['get', 'width'], 1] as ExpressionSpecification,
      },
    },
  ];
}
