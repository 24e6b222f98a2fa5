import type { FeatureCollection } from 'geojson';
import { useEffect } from 'react';
import type { Level } from '../../core/vocabulary.ts';
import type { DensityPicture } from '../period/period-protocol.ts';

/** What a question draws on the map; nothing is drawn of what is null. */
export interface MapPicture {
  raster: DensityPicture | null;
  /**
   * Polygons and lines, EPSG:4326, each with its own look in its properties: `fill` (a colour) and `opacity` (0 to 1), `line` (a colour) and
   * `width` (CSS pixels).
   */
  shapes: FeatureCollection | null;
  /** Colours of areas of the plan in force, by code. */
  areas: { level: Level; colours: ReadonlyMap<string, string> } | null;
}

export const NO_PICTURE: MapPicture = { raster: null, shapes: null, areas: null };

let picture = NO_PICTURE;
const listeners = new Set<() => void>();

/** The picture of the question that is open; replaced, never changed. */
export const mapPicture = {
  get: (): MapPicture => picture,
  set(next: MapPicture): void {
    if (next === picture) return;
    picture = next;
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** Draws on the map for as long as the component is there. Parts that stay the same must keep their identity. */
export function useMapPicture({ raster, shapes, areas }: Partial<MapPicture>): void {
  useEffect(() => {
    mapPicture.set({ raster: raster ?? null, shapes: shapes ?? null, areas: areas ?? null });
  }, [raster, shapes, areas]);
  useEffect(() => () => mapPicture.set(NO_PICTURE), []);
}
