import { fromWallTime, toWallTime } from '../zone.ts';

/** A stretch of the city's history that is fetched as one: half-open, milliseconds since 1970. `key` is its month, yyyy-mm, or its day, yyyy-mm-dd. */
export interface ChunkSpan {
  key: string;
  fromMs: number;
  toMs: number;
}

const DAY_MS = 86_400_000;

/**
 * What the history from `firstMs` to `lastMs` is cut into at `nowMs` (all milliseconds since 1970; `zone` is an IANA name): whole months of
 * the city's calendar, and the days of the month that is not over, so that what changes most is small. Together they leave out nothing in between.
 */
export function chunkSpans(zone: string, firstMs: number, lastMs: number, nowMs: number): ChunkSpan[] {
  const endMs = Math.max(lastMs, nowMs);
  const openMonth = monthOf(zone, nowMs);
  const spans: ChunkSpan[] = [];
  for (let month = monthOf(zone, Math.min(firstMs, nowMs)); ; month++) {
    const [fromMs, toMs] = [startOf(zone, month), startOf(zone, month + 1)];
    if (fromMs > endMs) return spans;
    if (month !== openMonth) spans.push({ key: wallDay(zone, fromMs).slice(0, 7), fromMs, toMs });
    else spans.push(...daysOf(zone, fromMs, Math.min(toMs, endMs + 1)));
  }
}

/** Which month holds an instant, counted from the year 0. */
function monthOf(zone: string, ms: number): number {
  const wall = new Date(toWallTime(zone, ms));
  return wall.getUTCFullYear() * 12 + wall.getUTCMonth();
}

function startOf(zone: string, month: number): number {
  return fromWallTime(zone, Date.UTC(Math.floor(month / 12), month % 12, 1));
}

/** Days from a midnight on, until one holds the instant before `endMs`. */
function daysOf(zone: string, midnightMs: number, endMs: number): ChunkSpan[] {
  const days: ChunkSpan[] = [];
  const firstWall = toWallTime(zone, midnightMs);
  for (let day = 0; ; day++) {
    const [fromMs, toMs] = [day, day + 1].map((n) => fromWallTime(zone, firstWall + n * DAY_MS)) as [
      number,
      number,
    ];
    if (fromMs >= endMs) return days;
    days.push({ key: wallDay(zone, fromMs), fromMs, toMs });
  }
}

function wallDay(zone: string, ms: number): string {
  return new Date(toWallTime(zone, ms)).toISOString().slice(0, 10);
}
