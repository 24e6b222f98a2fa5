import type { ReviewEntry, ReviewTrack } from '../contract/review.ts';

/** What the timeline tells of one thing, as a GeoJSON Feature; without a known place its geometry is null (RFC 7946, 3.2). */
export interface ReviewFeature {
  type: 'Feature';
  id: string;
  geometry: { type: 'Point'; coordinates: [lng: number, lat: number] } | null;
  properties: Pick<
    ReviewEntry,
    'noun' | 'label' | 'nameZh' | 'nameEn' | 'kind' | 'priority' | 'state' | 'areaCode'
  > & { entries: ToldEntry[] };
}
type ToldEntry = Pick<
  ReviewEntry,
  'seq' | 'at' | 'source' | 'act' | 'state' | 'actorName' | 'unitCode' | 'text' | 'fact' | 'changes'
>;

/**
 * The things of a timeline (in the order of time), each once, at its last known place and with all that became of it. Degrees,
 * EPSG:4326, longitude first.
 */
export function reviewFeatures(entries: readonly ReviewEntry[]): ReviewFeature[] {
  const features = new Map<string, ReviewFeature>();
  for (const entry of entries) {
    const key = `${entry.noun}/${entry.id}`;
    const feature = features.get(key) ?? newFeature(entry);
    features.set(key, feature);
    if (entry.lng !== null && entry.lat !== null)
      feature.geometry = { type: 'Point', coordinates: [entry.lng, entry.lat] };
    const { noun, label, nameZh, nameEn, kind, priority, state, areaCode } = entry;
    Object.assign(feature.properties, { noun, label, nameZh, nameEn, kind, priority, state, areaCode });
    feature.properties.entries.push(toldOf(entry));
  }
  return [...features.values()];
}

function newFeature({ id, ...entry }: ReviewEntry): ReviewFeature {
  const { noun, label, nameZh, nameEn, kind, priority, state, areaCode } = entry;
  const properties = { noun, label, nameZh, nameEn, kind, priority, state, areaCode, entries: [] };
  return { type: 'Feature', id, geometry: null, properties };
}

function toldOf(entry: ReviewEntry): ToldEntry {
  const { seq, at, source, act, state, actorName, unitCode, text, fact, changes } = entry;
  return { seq, at, source, act, state, actorName, unitCode, text, fact, changes };
}

/** A FeatureCollection of the things and the tracks of a review; `review` says what it is of (a foreign member, RFC 7946, 6.1). */
export function reviewCollection(
  review: Readonly<Record<string, unknown>>,
  entries: readonly ReviewEntry[],
  tracks: readonly ReviewTrack[],
) {
  return { type: 'FeatureCollection' as const, review, features: [...reviewFeatures(entries), ...tracks] };
}
