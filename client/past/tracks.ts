import type { UnitPositionRow } from '../../core/contract/live.ts';
import type { UnitPlace } from '../map/unit-motion.ts';

/**
 * Two fixes of a unit that lie further apart than this are not joined: nobody knows the way between. A fix older than this is
 * stale.
 */
export const GAP_MS = 150_000;

/** The fixes that are known round the instant of a replay, and where each unit was between them. */
export class Tracks {
  /** Fixes by unit, in the order of time. */
  readonly #fixes = new Map<string, UnitPositionRow[]>();

  /** Adds fixes that are later than those held, in the order of time. */
  add(fixes: Iterable<UnitPositionRow>): void {
    for (const row of fixes) {
      const own = this.#fixes.get(row[0]);
      if (!own) this.#fixes.set(row[0], [row]);
      else if ((own.at(-1)?.[5] ?? 0) < row[5]) own.push(row);
    }
  }

  /** Drops what is no longer needed at `ms` (since 1970) and later: of each unit all but the last fix up to then. */
  forgetBefore(ms: number): void {
    for (const own of this.#fixes.values()) {
      const last = own.findLastIndex((row) => row[5] <= ms);
      if (last > 0) own.splice(0, last);
    }
  }

  /**
   * Where each unit of `positions` (its newest fix up to `ms`) was at `ms`: on the straight line to its next fix when that is near
   * in time, else at its fix.
   */
  placesAt(ms: number, positions: ReadonlyMap<string, UnitPositionRow>): Map<string, UnitPlace> {
    const places = new Map<string, UnitPlace>();
    for (const [id, row] of positions) places.set(id, between(row, this.#nextOf(id, row[5]), ms));
    return places;
  }

  #nextOf(id: string, afterMs: number): UnitPositionRow | undefined {
    return this.#fixes.get(id)?.find((row) => row[5] > afterMs);
  }
}

function between(from: UnitPositionRow, to: UnitPositionRow | undefined, ms: number): UnitPlace {
  const [, lng, lat, headingDegrees, speedKmh, fixAtMs] = from;
  const place = { lng, lat, headingDegrees, speedKmh, fixAtMs };
  if (!to || to[5] - fixAtMs > GAP_MS || ms <= fixAtMs) return place;
  const part = Math.min(1, (ms - fixAtMs) / (to[5] - fixAtMs));
  return { ...place, lng: lng + (to[1] - lng) * part, lat: lat + (to[2] - lat) * part, fixAtMs: ms };
}
