import type { Feature, FeatureCollection } from 'geojson';
import type { ReviewTrack } from '../../../core/contract/review.ts';

/**
 * The tracks of a review up to `untilMs` (milliseconds since 1970) as features of one GeoJSON source: lines, and at the end of the last
 * line of each unit a point with its code.
 */
export function trackFeatures(tracks: readonly ReviewTrack[], untilMs: number): FeatureCollection {
  const features: Feature[] = [];
  const ends = new Map<string, Feature>();
  for (const { geometry, properties } of tracks) {
    const places = (geometry.type === 'Point' ? [geometry.coordinates] : geometry.coordinates) as [
      number,
      number,
    ][];
    const shown = places.slice(0, countUpTo(properties.times, untilMs));
    const last = shown.at(-1);
    if (!last) continue;
    const { unitId, unitCode } = properties;
    if (shown.length > 1) features.push(featureOf({ type: 'LineString', coordinates: shown }, unitCode));
    ends.set(unitId, featureOf({ type: 'Point', coordinates: last }, unitCode));
  }
  return { type: 'FeatureCollection', features: [...features, ...ends.values()] };
}

/** The ring round the entry that is looked at. */
export function markFeatures(mark: { lng: number; lat: number } | null): FeatureCollection {
  const features = mark ? [featureOf({ type: 'Point', coordinates: [mark.lng, mark.lat] }, '')] : [];
  return { type: 'FeatureCollection', features };
}

function featureOf(geometry: Feature['geometry'], unitCode: string): Feature {
  return { type: 'Feature', geometry, properties: { unitCode } };
}

/** How many of the times, which are in order, are not later than `ms`. */
function countUpTo(times: readonly string[], ms: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Date.parse(times[middle] as string) <= ms) low = middle + 1;
    else high = middle;
  }
  return low;
}
