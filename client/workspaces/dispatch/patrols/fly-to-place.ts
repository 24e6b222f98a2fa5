import { mapHost } from '../../../map/map-host.ts';
import { viewStore } from '../../../state/view.ts';

/** Streets can be told apart from here on. */
const LEAST_ZOOM = 14.5;

/** Takes the map to a place that was pressed in a list. */
export function flyToPlace({ lng, lat }: { lng: number; lat: number }): void {
  mapHost.flyTo({ lng, lat, zoom: Math.max(LEAST_ZOOM, viewStore.get().camera?.zoom ?? 0) });
}
