import type { UnitPositionRow } from '../../core/contract/live.ts';

/** Where a unit is drawn. */
export interface UnitPlace {
  lng: number;
  lat: number;
  headingDegrees: number | null;
  speedKmh: number | null;
  /** When its newest position was measured, by the server's clock. */
  fixAtMs: number;
}

interface Leg {
  from: UnitPlace;
  to: UnitPlace;
  startMs: number;
  durationMs: number;
}

const SHORTEST_MS = 250;
const LONGEST_MS = 5000;
/** A unit that seems to leap further than this is put there at once: about 1.5 km. */
const LEAP_DEGREES = 0.015;

/**
 * Moves units from where they are drawn to their newest position in the time between the last two positions, and never beyond
 * it: what is drawn is late by one interval at most, and nowhere the unit has not been reported.
 */
export class UnitMotion {
  #legs = new Map<string, Leg>();
  #rows: ReadonlyMap<string, UnitPositionRow> = new Map();

  /** Takes the newest positions at `nowMs` of a steady clock. Returns whether anything has to move. */
  follow(rows: ReadonlyMap<string, UnitPositionRow>, nowMs: number): boolean {
    let moved = false;
    for (const [id, row] of rows) {
      if (this.#rows.get(id) === row) continue;
      this.#legs.set(id, nextLeg(this.#legs.get(id), placeOf(row), nowMs));
      moved = true;
    }
    for (const id of this.#legs.keys()) if (!rows.has(id)) this.#legs.delete(id);
    this.#rows = rows;
    return moved;
  }

  /** Where every unit is drawn at `nowMs`. */
  places(nowMs: number): Map<string, UnitPlace> {
    return new Map([...this.#legs].map(([id, leg]) => [id, placeOn(leg, nowMs)]));
  }

  /** Whether some unit inside the box is still under way. */
  isMoving(nowMs: number, isInView: (place: UnitPlace) => boolean): boolean {
    for (const leg of this.#legs.values())
      if (nowMs < leg.startMs + leg.durationMs && (isInView(leg.to) || isInView(leg.from))) return true;
    return false;
  }
}

function placeOf([, lng, lat, headingDegrees, speedKmh, fixAtMs]: UnitPositionRow): UnitPlace {
  return { lng, lat, headingDegrees, speedKmh, fixAtMs };
}

function nextLeg(leg: Leg | undefined, to: UnitPlace, nowMs: number): Leg {
  if (!leg) return { from: to, to, startMs: nowMs, durationMs: 0 };
  const from = placeOn(leg, nowMs);
  const leaps = Math.hypot(to.lng - from.lng, to.lat - from.lat) > LEAP_DEGREES;
  const intervalMs = to.fixAtMs - leg.to.fixAtMs;
  const durationMs = leaps ? 0 : Math.min(LONGEST_MS, Math.max(SHORTEST_MS, intervalMs));
  return { from, to, startMs: nowMs, durationMs };
}

function placeOn({ from, to, startMs, durationMs }: Leg, nowMs: number): UnitPlace {
  const part = durationMs === 0 ? 1 : Math.min(1, Math.max(0, (nowMs - startMs) / durationMs));
  return {
    ...to,
    lng: from.lng + (to.lng - from.lng) * part,
    lat: from.lat + (to.lat - from.lat) * part,
    headingDegrees: turn(from.headingDegrees, to.headingDegrees, Math.min(1, part * 2)),
  };
}

/** From one heading to another the short way round; the turn is over when half the way is. */
function turn(from: number | null, to: number | null, part: number): number | null {
  if (from === null || to === null) return to;
  const difference = ((to - from + 540) % 360) - 180;
  return (from + difference * part + 360) % 360;
}
