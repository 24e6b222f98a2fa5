import type { FeatureCollection } from 'geojson';
import type { LiveFeature } from '../../live/live-diff.ts';

/** Patrol routes as the features of one GeoJSON source; the style draws them. */
export function routeFeatures(routes: Iterable<LiveFeature<'routes'>>): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: [...routes].map(({ id, geometry, properties }) => ({
      type: 'Feature',
      geometry,
      properties: { id, nameZh: properties.nameZh, nameEn: properties.nameEn },
    })),
  };
}
