import type { Place, Plan } from '../../../core/plan/plan.ts';

/** Where the pointer is on the map. */
export interface PlanPointer {
  place: Place;
  metresPerPixel: number;
  /** CSS pixels from the map's top left corner. */
  x: number;
  y: number;
}

/** What a tool does with the pointer; `plan` is the open draft as it is on the screen. */
export interface ToolHandler {
  /** The pointer moved, nothing pressed. */
  hover?(plan: Plan, at: PlanPointer): void;
  /** The button or finger went down; true: what follows is a drag of the tool's, and the map stays. */
  press?(plan: Plan, at: PlanPointer): boolean;
  drag?(plan: Plan, at: PlanPointer): void;
  release?(plan: Plan, at: PlanPointer): void;
  click?(plan: Plan, at: PlanPointer): void;
  /** What is drawn is done. */
  finish?(plan: Plan): void;
  /** Takes the last point back; false if there is none. */
  back?(): boolean;
  /** Lets go of what is begun; false if nothing is. */
  cancel?(): boolean;
}

/** Pixels within which something is meant. */
export const GRAB_PIXELS = 10;
