import type { LiveNoun, LiveNouns, UnitPositionRow } from '../../../core/contract/live.ts';

type Place = { lng: number; lat: number; zoom: number } | { bbox: [number, number, number, number] };

const NEAR_ZOOM = 15.5;

/** Where the map should go to show a thing; undefined while its place is not known. `positions` are the latest of the units. */
export function placeOf(
  noun: LiveNoun,
  thing: LiveNouns[LiveNoun],
  positions: ReadonlyMap<string, UnitPositionRow>,
): Place | undefined {
  if (noun === 'routes') return { bbox: boxOf((thing as LiveNouns['routes']).geometry.coordinates) };
  if (noun === 'geofences') {
    const { type, coordinates } = (thing as LiveNouns['geofences']).geometry;
    return { bbox: boxOf(type === 'Polygon' ? coordinates.flat() : coordinates.flat(2)) };
  }
  const unitId = unitOf(noun, thing);
  const position = unitId === undefined ? undefined : positions.get(unitId);
  if (position) return { lng: position[1], lat: position[2], zoom: NEAR_ZOOM };
  const geometry = (thing as LiveNouns['units']).geometry;
  if (!geometry) return undefined;
  const [lng, lat] = geometry.coordinates;
  return { lng, lat, zoom: NEAR_ZOOM };
}

function boxOf(positions: readonly (readonly [number, number])[]): [number, number, number, number] {
  const box: [number, number, number, number] = [180, 90, -180, -90];
  for (const [lng, lat] of positions) {
    box[0] = Math.min(box[0], lng);
    box[1] = Math.min(box[1], lat);
    box[2] = Math.max(box[2], lng);
    box[3] = Math.max(box[3], lat);
  }
  return box;
}

/** The unit that a thing is, or is about: it moved on since the thing was last written. */
function unitOf(noun: LiveNoun, thing: LiveNouns[LiveNoun]): string | undefined {
  if (noun === 'units') return thing.id;
  if (noun !== 'alarms') return undefined;
  const { subjectNoun, subjectId } = (thing as LiveNouns['alarms']).properties;
  return subjectNoun === 'units' ? subjectId : undefined;
}
