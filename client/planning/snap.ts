import Flatbush from 'flatbush';
import { localMetres } from '../../core/geometry/metres.ts';
import { footOn, metresBetween } from '../../core/plan/noding.ts';
import type { Place, Plan } from '../../core/plan/plan.ts';
import { nearestArc, nearestVertex } from './near.ts';

/** Pixels within which a point snaps: to a point of a border first, then to a border, then to a road. */
const TO_POINT_PIXELS = 12;
const TO_LINE_PIXELS = 8;

/** Lines that borders may be led along: roads. */
export class SnapLines {
  readonly #index: Flatbush | null;
  readonly #pieces: Int32Array;

  /** `pieces`: the straight pieces of the lines, [aLng7, aLat7, bLng7, bLat7] each. */
  constructor(pieces: Int32Array) {
    this.#pieces = pieces;
    this.#index = pieces.length > 0 ? new Flatbush(pieces.length / 4) : null;
    for (let at = 0; at < pieces.length; at += 4) {
      const [aLng, aLat, bLng, bLat] = this.#pieces.subarray(at, at + 4) as unknown as [
        number,
        number,
        number,
        number,
      ];
      this.#index?.add(
        Math.min(aLng, bLng),
        Math.min(aLat, bLat),
        Math.max(aLng, bLng),
        Math.max(aLat, bLat),
      );
    }
    this.#index?.finish();
  }

  /** The place on a line nearest to another, at most so many metres away. */
  nearest(place: Place, metres: number): Place | null {
    const { metresPerLng7, metresPerLat7 } = localMetres(place.lng7, place.lat7);
    const [east, north] = [metres / metresPerLng7, metres / metresPerLat7];
    const { lng7, lat7 } = place;
    let best: { metres: number; at: Place } | null = null;
    for (const piece of this.#index?.search(lng7 - east, lat7 - north, lng7 + east, lat7 + north) ?? []) {
      const [aLng, aLat, bLng, bLat] = this.#pieces.subarray(4 * piece, 4 * piece + 4) as unknown as [
        number,
        number,
        number,
        number,
      ];
      const at = footOn({ lng7: aLng, lat7: aLat }, { lng7: bLng, lat7: bLat }, place);
      const away = metresBetween(at, place);
      if (away <= (best?.metres ?? metres)) best = { metres: away, at };
    }
    return best?.at ?? null;
  }
}

let lines = new SnapLines(new Int32Array());

/** The roads that what is drawn snaps to. */
export const snapLines = {
  set(pieces: Int32Array): void {
    lines = new SnapLines(pieces);
  },
};

/** What a place on the screen means: something near it that it snaps to, or itself. `toBorders`: borders count; `but`: of these none. */
export function snapped(
  plan: Plan,
  place: Place,
  metresPerPixel: number,
  { toBorders, but = [] }: { toBorders: boolean; but?: readonly number[] },
): Place | null {
  if (toBorders) {
    const vertex = nearestVertex(plan, place, TO_POINT_PIXELS * metresPerPixel, but);
    if (vertex) return vertex.at;
    const arc = nearestArc(plan, place, TO_LINE_PIXELS * metresPerPixel, but);
    if (arc) return arc.at;
  }
  return lines.nearest(place, TO_LINE_PIXELS * metresPerPixel);
}
