import { metresBetween } from '../../../core/plan/noding.ts';
import type { Place, Plan } from '../../../core/plan/plan.ts';
import { planPicture } from '../plan-picture.ts';
import { planning } from '../planning.ts';
import { snapped } from '../snap.ts';
import type { PlanPointer } from './pointer.ts';

/** A line or ring that is being drawn, point by point; the last one follows the pointer. */
export class Sketch {
  readonly #isClosed: boolean;
  #points: Place[] = [];

  constructor(isClosed: boolean) {
    this.#isClosed = isClosed;
  }

  get points(): readonly Place[] {
    return this.#points;
  }

  /** Metres along it, as far as it is drawn. */
  get metres(): number {
    return this.#points
      .slice(1)
      .reduce((sum, point, i) => sum + metresBetween(this.#points[i] as Place, point), 0);
  }

  /** Where a point there would come to lie. */
  placeOf(plan: Plan, { place, metresPerPixel }: PlanPointer): Place {
    if (!planning.get().isSnapping) return place;
    return snapped(plan, place, metresPerPixel, { toBorders: true }) ?? place;
  }

  hover(plan: Plan, at: PlanPointer): void {
    const to = this.placeOf(plan, at);
    planPicture.set({
      snap: to === at.place ? null : to,
      sketch: this.#points.length > 0 ? [...this.#points, to] : NONE,
      isSketchClosed: this.#isClosed,
    });
  }

  /** Adds a point, unless the last one is as near as this: the second click of a double click is none. */
  add(place: Place, leastMetres: number): void {
    const last = this.#points.at(-1);
    if (last && metresBetween(last, place) < leastMetres) return;
    this.#points.push(place);
    planPicture.set({ sketch: [...this.#points], isSketchClosed: this.#isClosed });
  }

  back(): boolean {
    if (this.#points.length === 0) return false;
    this.#points.pop();
    planPicture.set({ sketch: [...this.#points] });
    return true;
  }

  /** Ends it and answers what was drawn. */
  take(): Place[] {
    const points = this.#points;
    this.#points = [];
    planPicture.set({ sketch: NONE, snap: null });
    return points;
  }

  cancel(): boolean {
    const was = this.#points.length > 0;
    this.take();
    return was;
  }
}

const NONE: readonly Place[] = [];
