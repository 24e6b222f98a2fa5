import type { Operation } from '../operation.ts';
import { isSamePlace, type Place, type Plan, placeAt, pointsIn } from '../plan.ts';
import type { Piece } from './ground-lines.ts';

/** Where a point lies on the step of a border that it was put into: the ends of that step in the plan, and the part of the way from the first. */
interface OnStep {
  step: string;
  share: number;
}

/** Points that borders need so that blocks can end there. Rounding to the unit bends a border by less than a centimetre. */
export class AddedPoints {
  readonly #points = new Map<string, OnStep>();
  /** By the ends of a step: the points in it and its ends, by the part of the way. */
  readonly #steps = new Map<string, Map<string, number>>();

  /** A place that is to be a point of a step, which may end in such points itself. */
  add([aLng7, aLat7, bLng7, bLat7]: Piece, place: Place): void {
    const [a, b] = [keyOf({ lng7: aLng7, lat7: aLat7 }), keyOf({ lng7: bLng7, lat7: bLat7 })];
    const step = this.#points.get(a)?.step ?? this.#points.get(b)?.step ?? this.#begin(a, b);
    const along = this.#steps.get(step)!;
    const length = Math.hypot(bLng7 - aLng7, bLat7 - aLat7);
    const part = Math.hypot(place.lng7 - aLng7, place.lat7 - aLat7) / length;
    const [from, to] = [along.get(a)!, along.get(b)!];
    const share = from + part * (to - from);
    along.set(keyOf(place), share);
    this.#points.set(keyOf(place), { step, share });
  }

  #begin(a: string, b: string): string {
    const step = `${a} ${b}`;
    this.#steps.set(
      step,
      new Map([
        [a, 0],
        [b, 1],
      ]),
    );
    return step;
  }

  has(place: Place): boolean {
    return this.#points.has(keyOf(place));
  }

  /** The operation that puts the point into a border of the grid; null if it has it, or does not run there any more. */
  operation(plan: Plan, grid: string, place: Place): Operation | null {
    const { step, share } = this.#points.get(keyOf(place))!;
    const along = this.#steps.get(step)!;
    for (const arc of plan.arcsOf.get(grid) ?? []) {
      const { line } = plan.arcs.get(arc)!;
      for (let i = 0; i < pointsIn(line); i++) {
        const [before, after] = [placeAt(line, Math.max(0, i - 1)), placeAt(line, i)];
        if (isSamePlace(after, place)) return null;
        const [from, to] = [along.get(keyOf(before)), along.get(keyOf(after))];
        if (from === undefined || to === undefined) continue;
        if ((share - from) * (share - to) < 0) return { kind: 'insertVertex', arc, index: i, at: place };
      }
    }
    return null;
  }
}

function keyOf({ lng7, lat7 }: Place): string {
  return `${lng7},${lat7}`;
}
