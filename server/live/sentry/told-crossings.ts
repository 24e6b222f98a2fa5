import type { Crossing } from '../../../core/live/geofence.ts';
import type { ToldCrossing } from '../../../core/live/late-crossings.ts';

/** Fixes older than this are refused. */
const KEPT_MS = 25 * 3_600_000;

/** The crossings of each unit that were told: a fix that comes late must not tell them again. */
export class ToldCrossings {
  readonly #byUnit = new Map<string, ToldCrossing[]>();

  note(crossings: readonly Crossing[]): void {
    for (const { unitId, fenceId, to, at } of crossings) {
      const own = this.#byUnit.get(unitId) ?? [];
      const kept = own.filter(({ fixMs }) => fixMs > at.fixMs - KEPT_MS);
      this.#byUnit.set(unitId, [...kept, { fenceId, to, fixMs: at.fixMs }]);
    }
  }

  of(unitId: string): readonly ToldCrossing[] {
    return this.#byUnit.get(unitId) ?? [];
  }
}
