import type { Feature, FeatureCollection } from 'geojson';
import type { LiveFeature } from '../../live/live-diff.ts';
import type { ViewBox } from './symbol.ts';

const METRES_PER_DEGREE = 111_195;
const DEGREES_PER_STEP = 12;
export const FIELDS_FROM_ZOOM = 15;

/** What the working cameras in the box can see, as wedges on the ground. Empty below zoom 15. */
export function fieldsOfView(
  devices: Iterable<LiveFeature<'devices'>>,
  box: ViewBox,
  zoom: number,
): FeatureCollection {
  const features: Feature[] = [];
  const [west, south, east, north] = box;
  if (zoom >= FIELDS_FROM_ZOOM)
    for (const { geometry, properties } of devices) {
      const [lng, lat] = geometry.coordinates;
      const { bearingDegrees, fieldOfViewDegrees, rangeMetres, health } = properties;
      if (lng < west || lng > east || lat < south || lat > north) continue;
      if (bearingDegrees === null || !fieldOfViewDegrees || !rangeMetres) continue;
      const ring = wedge(lng, lat, bearingDegrees, fieldOfViewDegrees, rangeMetres);
      features.push({
        type: 'Feature',
        geometry: { type: 'Polygon', coordinates: [ring] },
        properties: { health },
      });
    }
  return { type: 'FeatureCollection', features };
}

/** A closed ring: the place, then the arc that lies `rangeMetres` away, clockwise. Degrees clockwise from north. */
export function wedge(
  lng: number,
  lat: number,
  bearingDegrees: number,
  widthDegrees: number,
  rangeMetres: number,
): [number, number][] {
  const steps = Math.max(2, Math.ceil(widthDegrees / DEGREES_PER_STEP));
  const lngScale = Math.cos((lat * Math.PI) / 180);
  const arc = Array.from({ length: steps + 1 }, (_, i): [number, number] => {
    const angle = ((bearingDegrees - widthDegrees / 2 + (widthDegrees * i) / steps) * Math.PI) / 180;
    const reach = rangeMetres / METRES_PER_DEGREE;
    return [lng + (Math.sin(angle) * reach) / lngScale, lat + Math.cos(angle) * reach];
  });
  return [[lng, lat], ...arc, [lng, lat]];
}
