import type { Feature } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import type { FlatRing } from '../../core/geometry/ring.ts';
import { labelPoint } from '../../core/import/label-point.ts';
import type { BorderSides } from '../planning/compare/border-sides.ts';
import { comparedLabel } from '../planning/compare/compare-colours.ts';
import { type ComparePicture, comparePicture } from '../planning/compare/compare-picture.ts';
import type { ComparedGrid } from '../planning/compare/compared-grids.ts';
import { chosenFilter } from './style/draft-layers.ts';

const NO_BORDERS: BorderSides = { common: [], removed: [], added: [] };
const NOTHING: Pick<ComparePicture, 'borders' | 'grids' | 'chosen'> = {
  borders: NO_BORDERS,
  grids: [],
  chosen: null,
};

/** Keeps the map equal to two plans that are compared. What each has alone is drawn here when they lie over each other; otherwise over the map. */
export class ComparisonDrawing {
  readonly #map: MapLibreMap;
  #source: GeoJSONSource | undefined;
  #common: unknown;
  #changes: unknown;
  #chosen: string | null = null;

  constructor(map: MapLibreMap) {
    this.#map = map;
    comparePicture.subscribe(() => this.show());
  }

  /** To be called when the style is new: its sources may be empty. */
  show(): void {
    const source = this.#map.getSource<GeoJSONSource>('compare-borders');
    if (!source) return;
    if (source !== this.#source) {
      this.#source = source;
      this.#common = NO_BORDERS.common;
      this.#changes = NO_BORDERS;
      this.#chosen = null;
    }
    const picture = comparePicture.get();
    const { borders } = picture ?? NOTHING;
    if (borders.common !== this.#common)
      this.#set(
        'compare-borders',
        borders.common.map(({ level, line }) => lineFeature(line, { level })),
      );
    this.#common = borders.common;
    this.#showChanges(picture?.mode === 'overlaid' ? picture : NOTHING);
  }

  /** To be called when what was sent is gone. */
  forget(): void {
    this.#source = undefined;
    this.show();
  }

  #showChanges({ borders, grids, chosen }: typeof NOTHING): void {
    if (borders !== this.#changes) {
      this.#changes = borders;
      this.#set(
        'compare-changes',
        (['removed', 'added'] as const).flatMap((change) =>
          borders[change].map(({ level, line }) => lineFeature(line, { level, change })),
        ),
      );
      this.#set('compare-grids', grids.flatMap(surfaceFeature));
      this.#set('compare-labels', grids.flatMap(labelFeature));
    }
    if (chosen === this.#chosen) return;
    this.#chosen = chosen;
    for (const layer of ['compare-chosen', 'compare-chosen-fill'])
      this.#map.setFilter(layer, chosenFilter(chosen === null ? [] : [chosen]));
  }

  #set(source: string, features: Feature[]): void {
    this.#map.getSource<GeoJSONSource>(source)?.setData({ type: 'FeatureCollection', features });
  }
}

function lineFeature(line: FlatRing, properties: Record<string, string>): Feature {
  return { type: 'Feature', properties, geometry: { type: 'LineString', coordinates: positionsOf(line) } };
}

function surfaceFeature({ id, kind, before, after }: ComparedGrid): Feature[] {
  const polygons = (after ?? before)?.polygons;
  if (!polygons) return [];
  const coordinates = polygons.map((rings) => rings.map(positionsOf));
  const properties = { id, kind, isEnded: after === null };
  return [{ type: 'Feature', properties, geometry: { type: 'MultiPolygon', coordinates } }];
}

function labelFeature({ before, after }: ComparedGrid): Feature[] {
  const polygons = (after ?? before)?.polygons;
  if (!polygons) return [];
  const [lng7, lat7] = labelPoint(polygons);
  const [zh, en] = ([0, 1] as const).map((i) =>
    comparedLabel(before?.name[i] ?? null, after?.name[i] ?? null),
  );
  return [
    {
      type: 'Feature',
      properties: { zh, en },
      geometry: { type: 'Point', coordinates: [lng7 / 1e7, lat7 / 1e7] },
    },
  ];
}

function positionsOf(line: FlatRing): [number, number][] {
  return Array.from({ length: line.length / 2 }, (_, i) => [line[2 * i]! / 1e7, line[2 * i + 1]! / 1e7]);
}
