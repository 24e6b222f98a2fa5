import type { FlatRing } from '../../core/geometry/ring.ts';
import { polygonsOf } from '../../core/plan/faces.ts';
import type { Arc, Plan } from '../../core/plan/plan.ts';
import { type Carried, carriedAfter, carriedBy } from '../../core/plan/workload/carried.ts';
import type { ThingIndex } from '../../core/plan/workload/thing-index.ts';

/** A grid of the open draft: its surface ([polygon][ring], flat, closed), and what it carries once that is known. */
export interface GridFigures {
  polygons: FlatRing[][];
  carried: Carried | null;
}

interface Kept extends GridFigures {
  arcs: readonly Arc[];
}

/** What each grid of a plan carries, brought up to date by the borders that changed alone. */
export class PlanFigures {
  #kept: ReadonlyMap<string, Kept> = new Map();
  #plan: Plan | null = null;
  readonly #index: ThingIndex | null;

  /** Without an index surfaces alone are known. */
  constructor(index: ThingIndex | null) {
    this.#index = index;
  }

  /** The figures of all grids of a plan; the same object while the plan is the same. */
  of(plan: Plan): ReadonlyMap<string, GridFigures> {
    if (plan === this.#plan) return this.#kept;
    const next = new Map<string, Kept>();
    for (const id of plan.grids.keys()) {
      const before = this.#kept.get(id);
      const arcs = (plan.arcsOf.get(id) ?? []).flatMap((arc) => plan.arcs.get(arc) ?? []);
      const isSame = before?.arcs.length === arcs.length && before.arcs.every((arc, at) => arc === arcs[at]);
      next.set(id, before && isSame ? before : this.#figures(plan, id, arcs, before));
    }
    this.#kept = next;
    this.#plan = plan;
    return next;
  }

  #figures(plan: Plan, id: string, arcs: readonly Arc[], before: Kept | undefined): Kept {
    const polygons = polygonsOf(plan, id) ?? [];
    const index = this.#index;
    if (!index) return { arcs, polygons, carried: null };
    const carried = before?.carried
      ? carriedAfter(index, before.carried, before.polygons, polygons)
      : carriedBy(index, polygons);
    return { arcs, polygons, carried };
  }

  /** As `of`, of some grids of a plan that is only tried: nothing is kept. */
  tried(plan: Plan, ids: Iterable<string>): Map<string, GridFigures> {
    const found = new Map<string, GridFigures>();
    for (const id of ids) found.set(id, this.#figures(plan, id, [], this.#kept.get(id)));
    return found;
  }
}
