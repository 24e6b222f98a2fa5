import { fromWallTime, toWallTime } from '../../core/zone.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
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

/** Bins that cover a span and begin on round times of the city's day, so that the first may begin before it and the last end after it. */
export interface Bins {
  /** Where each begins, rising, and where the last one ends. */
  edges: readonly number[];
  /** Of all but those at the end of a day on which clocks are set. */
  widthMs: number;
}

/** Round times of the zone's clock, from the last one at or before `fromMs` on without end. Below a day they are counted from each midnight. */
export function* roundTimes(fromMs: number, widthMs: number, zone: string): Generator<number, never> {
  const wholeMs = Math.max(widthMs, DAY_MS);
  for (let wallMs = floorTo(toWallTime(zone, fromMs), wholeMs); ; wallMs += wholeMs) {
    const nextMs = fromWallTime(zone, wallMs + wholeMs);
    if (widthMs >= DAY_MS) yield fromWallTime(zone, wallMs);
    else
      for (let at = fromWallTime(zone, wallMs); at < nextMs; at += widthMs)
        if (Math.min(at + widthMs, nextMs) > fromMs) yield at;
  }
}

function floorTo(ms: number, widthMs: number): number {
  return Math.floor(ms / widthMs) * widthMs;
}

/** The finest bins of a round width of which at most 192 cover the span. */
export function binsOf(span: Span, zone: string): Bins {
  const lengthMs = span.toMs - span.fromMs;
  for (const widthMs of WIDTHS_MS) {
    if (lengthMs / widthMs > MOST_BINS + 1) continue;
    const edges = edgesOf(span, widthMs, zone);
    if (edges.length - 1 <= MOST_BINS) return { edges, widthMs };
  }
  const widthMs = Math.ceil(lengthMs / (MOST_BINS - 1) / DAY_MS) * DAY_MS;
  return { edges: edgesOf(span, widthMs, zone), widthMs };
}

function edgesOf({ fromMs, toMs }: Span, widthMs: number, zone: string): number[] {
  const edges: number[] = [];
  for (const at of roundTimes(fromMs, widthMs, zone)) {
    edges.push(at);
    if (at >= toMs) break;
  }
  return edges;
}

/** The number of the bin that holds a time; the first or last one for a time outside. */
export function binAt(ms: number, { edges }: Bins): number {
  let low = 0;
  let high = Math.max(0, edges.length - 2);
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (edges[middle]! <= ms) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where to put labels under the bins: round times, at most `most` of them, inside the span. */
export function tickTimes(
  { fromMs, toMs }: Span,
  most: number,
  zone: string,
): { times: number[]; stepMs: number } {
  const stepMs =
    [...WIDTHS_MS, 56 * DAY_MS, 112 * DAY_MS, 364 * DAY_MS].find((step) => (toMs - fromMs) / step <= most) ??
    Math.ceil((toMs - fromMs) / DAY_MS) * DAY_MS;
  const times: number[] = [];
  for (const at of roundTimes(fromMs, stepMs, zone)) {
    if (at >= toMs) return { times, stepMs };
    if (at >= fromMs) times.push(at);
  }
  return { times, stepMs };
}
