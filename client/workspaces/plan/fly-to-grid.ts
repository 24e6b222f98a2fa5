import { boundsOf, type FlatRing } from '../../../core/geometry/ring.ts';
import type { Place } from '../../../core/plan/plan.ts';
import type { RefusedThing } from '../../../core/plan/refusal.ts';
import { mapHost } from '../../map/map-host.ts';
import { draftSession } from '../../planning/draft-session.ts';
import { surfacesOf } from '../../planning/surfaces.ts';
import { viewStore } from '../../state/view.ts';

/** Near enough to see single points of a border. */
const CLOSE_ZOOM = 16;

/** Goes to a grid of the open draft. */
export function flyToGrid(id: string): void {
  const { plan } = draftSession.get();
  const rings = plan && surfacesOf(plan).get(id)?.polygons.flat();
  if (rings?.length) flyToLines(rings);
}

/** Goes to what a refusal is about, as near as that is known; false if it is not. */
export function flyToRefused({ place, arc, node, grid }: RefusedThing): boolean {
  const { plan } = draftSession.get();
  const line = arc === undefined ? undefined : plan?.arcs.get(arc)?.line;
  const at = place ?? (node === undefined ? undefined : plan?.nodes.get(node));
  if (at) flyToPlace(at);
  else if (line) flyToLines([line]);
  else if (grid !== undefined && plan?.grids.has(grid)) flyToGrid(grid);
  else return false;
  return true;
}

export function flyToPlace({ lng7, lat7 }: Place): void {
  const zoom = Math.max(viewStore.get().camera?.zoom ?? 0, CLOSE_ZOOM);
  mapHost.flyTo({ lng: lng7 / 1e7, lat: lat7 / 1e7, zoom });
}

/** Goes to lines, flat [lng7, lat7, ...]. */
export function flyToLines(lines: readonly FlatRing[]): void {
  const boxes = lines.map((line) => boundsOf(line));
  const least = (at: 0 | 1) => Math.min(...boxes.map((box) => box[at])) / 1e7;
  const most = (at: 2 | 3) => Math.max(...boxes.map((box) => box[at])) / 1e7;
  mapHost.flyTo({ bbox: [least(0), least(1), most(2), most(3)] });
}
