import type { LayerSpecification } from 'maplibre-gl';
import type { MapPalette } from './palette.ts';

/** Layer of the marks of notes, which can be pressed. */
export const NOTE_LAYER = 'analysis-notes';
/** Property of a feature of `analysis` that makes it a note: its number as a text. */
export const NOTE_NUMBER = 'note';

/** The notes of an analysis: a number in a disc, and the beginning of the words where there is room. */
export function noteLayers(palette: MapPalette, font: string[]): LayerSpecification[] {
  return [
    {
      id: NOTE_LAYER,
      type: 'circle',
      source: 'analysis',
      filter: ['has', NOTE_NUMBER],
      paint: {
        'circle-radius': ['case', ['get', 'chosen'], 11, 9],
        'circle-color': palette.halo,
        'circle-stroke-color': palette.accent,
        'circle-stroke-width': ['case', ['get', 'chosen'], 3, 1.5],
      },
    },
    {
      id: 'analysis-note-numbers',
      type: 'symbol',
      source: 'analysis',
      filter: ['has', NOTE_NUMBER],
      layout: {
        'text-field': ['get', NOTE_NUMBER],
        'text-font': font,
        'text-size': 11,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': palette.accent },
    },
    {
      id: 'analysis-note-words',
      type: 'symbol',
      source: 'analysis',
      filter: ['has', NOTE_NUMBER],
      layout: {
        'text-field': ['get', 'words'],
        'text-font': font,
        'text-size': 11,
        'text-anchor': 'left',
        'text-offset': [1.2, 0],
        'text-max-width': 12,
        'text-justify': 'left',
      },
      paint: {
        'text-color': palette.areaText.city,
        'text-halo-color': palette.halo,
        'text-halo-width': 1.6,
      },
    },
  ];
}
