import type { MapMouseEvent } from 'maplibre-gl';

/** Who works on an open draft on the map; it is loaded with the first draft. */
export interface PlanHand {
  /** Whether the tool takes the click. */
  click(event: MapMouseEvent): boolean;
  /** How the pointer looks over the draft; undefined outside the workspace. */
  readonly cursor: string | undefined;
  /** Something is held: what else lies under the pointer does not matter. */
  readonly isDragging: boolean;
}

export const planHand: { current: PlanHand | null } = { current: null };
