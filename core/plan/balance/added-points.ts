import type { Place } from '../plan.ts';

/** Points that borders need so that blocks can end there. Rounding to the unit bends a border by less than a centimetre. */
export class AddedPoints {
  readonly #places = new Set<string>();

  /** A place that is to be a point of a border on which it lies. */
  add(place: Place): void {
    this.#places.add(keyOf(place));
  }

  has(place: Place): boolean {
    return this.#places.has(keyOf(place));
  }
}

function keyOf({ lng7, lat7 }: Place): string {
  return `${lng7},${lat7}`;
}
