import type { LiveNoun, LiveNouns } from '../../../core/contract/live.ts';

type Place = { lng: number; lat: number; zoom: number } | { bbox: [number, number, number, number] };

const NEAR_ZOOM = 15.5;

/** Where the map should go to show a thing; undefined while its place is not known. */
export function placeOf(noun: LiveNoun, thing: LiveNouns[LiveNoun]): Place | undefined {
  if (noun === 'routes') {
    const { coordinates } = (thing as LiveNouns['routes']).geometry;
    const lngs = coordinates.map(([lng]) => lng);
    const lats = coordinates.map(([, lat]) => lat);
    return { bbox: [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)] };
  }
  const geometry = (thing as LiveNouns['units']).geometry;
  if (!geometry) return undefined;
  const [lng, lat] = geometry.coordinates;
  return { lng, lat, zoom: NEAR_ZOOM };
}
