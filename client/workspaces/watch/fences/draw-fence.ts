import { mapHost } from '../../../map/map-host.ts';
import { type Corner, fenceDraft, surfaceOf } from '../../../state/fence-draft.ts';

/** Lets the user click corner after corner; Enter closes (`closeDrawing`), Escape leaves everything as it was. */
export async function drawFence(): Promise<void> {
  fenceDraft.set({ corners: [] });
  for (;;) {
    const point = await mapHost.pickPoint('corner');
    const { corners, open } = fenceDraft.get();
    if (!point || !corners || !open) break;
    fenceDraft.set({ corners: withCorner(corners, [point.lng, point.lat]) });
  }
  fenceDraft.set({ corners: null });
}

/** Takes the corners for the new place; false while they are too few. */
export function closeDrawing(): boolean {
  const { corners } = fenceDraft.get();
  const surface = corners ? surfaceOf(corners) : undefined;
  if (!surface) return false;
  fenceDraft.set({ surface, corners: null });
  mapHost.cancelPick();
  return true;
}

/** Takes the last corner back. */
export function takeCornerBack(): void {
  const { corners } = fenceDraft.get();
  if (corners) fenceDraft.set({ corners: corners.slice(0, -1) });
}

/** A double click is two clicks at one place, and one corner. */
function withCorner(corners: readonly Corner[], corner: Corner): readonly Corner[] {
  const last = corners.at(-1);
  return last?.[0] === corner[0] && last[1] === corner[1] ? corners : [...corners, corner];
}
