/** Times of a zone, by the platform's zone data. */

const DAY_MS = 86_400_000;
/** Zones change their offset on a quarter of an hour UTC. */
const STEP_MS = 900_000;
const MAX_KEPT = 50_000;

/** The offsets of one zone that were asked for. */
class ZoneOffsets {
  readonly #format: Intl.DateTimeFormat;
  readonly #kept = new Map<number, number>();

  constructor(zone: string) {
    this.#format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  /** Days that begin and end with one offset, nearly all, cost one look at the platform's data. */
  at(utcMs: number): number {
    const dayMs = Math.floor(utcMs / DAY_MS) * DAY_MS;
    const offset = this.#read(dayMs);
    return offset === this.#read(dayMs + DAY_MS) ? offset : this.#read(Math.floor(utcMs / STEP_MS) * STEP_MS);
  }

  #read(utcMs: number): number {
    const kept = this.#kept.get(utcMs);
    if (kept !== undefined) return kept;
    const parts = Object.fromEntries(
      this.#format.formatToParts(utcMs).map(({ type, value }) => [type, Number(value)]),
    ) as Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>;
    const { year, month, day, hour, minute, second } = parts;
    const offset = Date.UTC(year, month - 1, day, hour, minute, second) - utcMs;
    if (this.#kept.size > MAX_KEPT) this.#kept.clear();
    this.#kept.set(utcMs, offset);
    return offset;
  }
}

const zones = new Map<string, ZoneOffsets>();

function offsetsOf(zone: string): ZoneOffsets {
  let offsets = zones.get(zone);
  if (!offsets) {
    offsets = new ZoneOffsets(zone);
    zones.set(zone, offsets);
  }
  return offsets;
}

/** Whether `zone` is an IANA zone that this platform knows. */
export function isZone(zone: string): boolean {
  try {
    offsetsOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** Milliseconds that the zone's clocks are ahead of UTC at an instant (ms since 1970), to the quarter of an hour in which it lies. */
export function zoneOffsetMs(zone: string, utcMs: number): number {
  return offsetsOf(zone).at(utcMs);
}

/**
 * The instant (ms since 1970) at which the zone's clocks show `wallMs` (a wall time written as if it were UTC). Of two such instants
 * the first; where the clocks skip it, the instant at which they would show it had they not been set (Temporal's "compatible").
 */
export function fromWallTime(zone: string, wallMs: number): number {
  const offsets = offsetsOf(zone);
  const before = offsets.at(wallMs - DAY_MS);
  const first = wallMs - before;
  if (offsets.at(first) === before) return first;
  const after = offsets.at(wallMs + DAY_MS);
  return offsets.at(wallMs - after) === after ? wallMs - after : first;
}

/** What the zone's clocks show at an instant, written as if it were UTC. */
export function toWallTime(zone: string, utcMs: number): number {
  return utcMs + offsetsOf(zone).at(utcMs);
}
