import type { FlatRing } from '../../core/geometry/ring.ts';
import type { Place, Plan } from '../../core/plan/plan.ts';

/** What the Plan workspace draws on the map. */
export interface PlanPicture {
  /** Its borders and grids are drawn in place of those in force. */
  plan: Plan | null;
  /** Colours of grids, by id; null: none is coloured. */
  colours: ReadonlyMap<string, string> | null;
  /** What grids are called that are not called by their number, by id. */
  labels: ReadonlyMap<string, string>;
  /** Grids with an outline of their own. */
  chosenGrids: readonly string[];
  /** A border with handles at its points. */
  chosenArc: number | null;
  /** Borders as they would be, while something is dragged or drawn. */
  tried: readonly FlatRing[];
  /** What is being drawn. */
  sketch: readonly Place[];
  isSketchClosed: boolean;
  /** Where the next point would snap to. */
  snap: Place | null;
  /** Ground that would go from one grid to another: its outline, closed, and their ids. */
  moving: { ring: readonly Place[]; from: string; to: string } | null;
  /** Where the last try was refused. */
  refusedAt: Place | null;
  comments: readonly { id: string; lng: number; lat: number; isSettled: boolean }[];
}

export const NO_PLAN_PICTURE: PlanPicture = {
  plan: null,
  colours: null,
  labels: new Map(),
  chosenGrids: [],
  chosenArc: null,
  tried: [],
  sketch: [],
  isSketchClosed: false,
  snap: null,
  moving: null,
  refusedAt: null,
  comments: [],
};

let picture = NO_PLAN_PICTURE;
const listeners = new Set<() => void>();

/** Replaced, never changed; parts that stay the same keep their identity. */
export const planPicture = {
  get: (): PlanPicture => picture,
  set(patch: Partial<PlanPicture>): void {
    const keys = Object.keys(patch) as (keyof PlanPicture)[];
    if (keys.every((key) => patch[key] === picture[key])) return;
    picture = { ...picture, ...patch };
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
