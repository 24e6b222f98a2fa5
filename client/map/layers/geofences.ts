import type { Feature, FeatureCollection } from 'geojson';
import type { LiveFeature } from '../../live/live-diff.ts';

/** Geofences as the features of one GeoJSON source; the style draws them as quiet outlines with their names. */
export function geofenceFeatures(fences: Iterable<LiveFeature<'geofences'>>): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: [...fences].map(({ id, geometry, properties: { nameZh, nameEn, isOn } }) => ({
      type: 'Feature',
      geometry,
      properties: { id, nameZh, nameEn, isOn },
    })),
  };
}

/** What is drawn of a fence to come: its corners, and the way round them. Degrees, lng before lat. */
export function sketchFeatures(corners: readonly (readonly [number, number])[]): FeatureCollection {
  const positions = corners.map(([lng, lat]) => [lng, lat]);
  const points: Feature[] = positions.map((coordinates) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates },
    properties: {},
  }));
  const [first] = positions;
  if (!first || positions.length < 2) return { type: 'FeatureCollection', features: points };
  const line: Feature = {
    type: 'Feature',
    geometry: { type: 'LineString', coordinates: positions.length > 2 ? [...positions, first] : positions },
    properties: {},
  };
  return { type: 'FeatureCollection', features: [line, ...points] };
}
