import type { Feature } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap, Source } from 'maplibre-gl';
import { type MapPicture, mapPicture } from '../analysis/map-picture.ts';
import { type NoteMarks, noteMarks } from '../analysis/note-marks.ts';
import { ANALYSIS_AREAS, ANALYSIS_STATE } from './style/analysis-layers.ts';
import { NOTE_NUMBER } from './style/note-layers.ts';

type Areas = NonNullable<MapPicture['areas']>;

/** Keeps polygons, lines and coloured areas of the map equal to the picture of the open question. */
export class AnalysisDrawing {
  readonly #map: MapLibreMap;
  #source: GeoJSONSource | undefined;
  #plan: Source | undefined;
  #shapes: MapPicture['shapes'] = null;
  #notes: NoteMarks = { notes: [], chosen: null };
  #areas: Areas | null = null;

  constructor(map: MapLibreMap) {
    this.#map = map;
    noteMarks.subscribe(() => this.show());
  }

  show(): void {
    const source = this.#map.getSource<GeoJSONSource>('analysis');
    if (!source) return;
    const { shapes, areas } = mapPicture.get();
    const notes = noteMarks.get();
    const isFresh = source !== this.#source;
    this.#source = source;
    const isOther = shapes !== this.#shapes || notes !== this.#notes;
    if (isFresh ? shapes || notes.notes.length > 0 : isOther)
      source.setData({ ...NOTHING, features: [...(shapes?.features ?? []), ...noteFeatures(notes)] });
    this.#shapes = shapes;
    this.#notes = notes;
    const plan = this.#map.getSource('plan');
    const isBlank = isFresh || plan !== this.#plan;
    this.#plan = plan;
    if (isBlank ? areas : areas !== this.#areas) this.#colour(areas, isBlank ? null : this.#areas);
    this.#areas = areas;
  }

  #colour(areas: Areas | null, before: Areas | null): void {
    for (const code of before?.colours.keys() ?? [])
      if (before && (areas?.level !== before.level || !areas.colours.has(code)))
        this.#tell(before, code, null);
    for (const [code, colour] of areas?.colours ?? [])
      if (areas && (areas.level !== before?.level || before.colours.get(code) !== colour))
        this.#tell(areas, code, colour);
    for (const layer of ANALYSIS_AREAS) {
      const isShown = areas !== null && layer.endsWith(layerOf(areas));
      this.#map.setLayoutProperty(layer, 'visibility', isShown ? 'visible' : 'none');
    }
  }

  #tell(areas: Areas, code: string, colour: string | null): void {
    // The tiles give areas and grids their codes as numbers.
    const feature = { source: 'plan', sourceLayer: layerOf(areas), id: Number(code) };
    this.#map.setFeatureState(feature, { [ANALYSIS_STATE]: colour });
  }
}

function layerOf({ level }: Areas): 'areas' | 'grids' {
  return level === 'grid' ? 'grids' : 'areas';
}

/** So much of a note stands on the map; the list has all of it. */
const MOST_LETTERS = 28;

function noteFeatures({ notes, chosen }: NoteMarks): Feature[] {
  return notes.map(({ id, number, lng, lat, text }) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [lng, lat] },
    properties: {
      [NOTE_NUMBER]: String(number),
      id,
      chosen: id === chosen,
      words: text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text,
    },
  }));
}

const NOTHING = { type: 'FeatureCollection' as const, features: [] };
