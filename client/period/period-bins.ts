const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Days of the city begin 8 h before those of UTC, all year round. */
const ZONE_MS = 8 * HOUR_MS;
const MOST_BINS = 192;

const WIDTHS_MS = [
  5 * MINUTE_MS,
  15 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  3 * HOUR_MS,
  6 * HOUR_MS,
  12 * HOUR_MS,
  DAY_MS,
  2 * DAY_MS,
  7 * DAY_MS,
  28 * DAY_MS,
];

/** Half-open span of time, milliseconds since 1970. */
export interface Span {
  fromMs: number;
  toMs: number;
}

/** Equal bins from `startMs`, which may lie before the span: bins begin on round times of the city's day. */
export interface Bins {
  startMs: number;
  widthMs: number;
  count: number;
}

/** The finest bins of a round width of which at most 192 cover the span. */
export function binsOf({ fromMs, toMs }: Span): Bins {
  for (const widthMs of WIDTHS_MS) {
    const startMs = floorTo(fromMs, widthMs);
    const count = Math.ceil((toMs - startMs) / widthMs);
    if (count <= MOST_BINS) return { startMs, widthMs, count };
  }
  const startMs = floorTo(fromMs, DAY_MS);
  const widthMs = Math.ceil((toMs - startMs) / MOST_BINS / DAY_MS) * DAY_MS;
  return { startMs, widthMs, count: Math.ceil((toMs - startMs) / widthMs) };
}

/** The latest multiple of `widthMs` at or before `ms`, counted from a midnight of the city. */
export function floorTo(ms: number, widthMs: number): number {
  return Math.floor((ms + ZONE_MS) / widthMs) * widthMs - ZONE_MS;
}

/** Where to put labels under the bins: round times, at most `most` of them, inside the span. */
export function tickTimes({ fromMs, toMs }: Span, most: number): { times: number[]; stepMs: number } {
  const stepMs =
    [...WIDTHS_MS, 56 * DAY_MS, 112 * DAY_MS, 364 * DAY_MS].find((step) => (toMs - fromMs) / step <= most) ??
    toMs - fromMs;
  const times: number[] = [];
  for (let at = floorTo(fromMs - 1, stepMs) + stepMs; at < toMs; at += stepMs) times.push(at);
  return { times, stepMs };
}
