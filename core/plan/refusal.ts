import type { Because } from '../contract/reason.ts';
import type { Place } from './plan.ts';

/** What a refusal is about, as far as that is known; `place` is where on the map to look. */
export interface RefusedThing {
  grid?: string;
  arc?: number;
  node?: number;
  place?: Place;
}

/** Why an edit of a plan is refused, and what that is about. */
export type PlanRefusal = Because & RefusedThing;

/** Thrown within an edit, caught by `edit`: the plan as it was goes on. */
export class Refused extends Error {
  readonly refusal: PlanRefusal;
  constructor(because: Because, about: RefusedThing = {}) {
    super(because.reason);
    this.refusal = { ...because, ...about };
  }
}
