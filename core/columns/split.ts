import { cityPeriods } from '../city-time.ts';
import { INCIDENT_TYPES, NETS, PRIORITIES, SHIFTS } from '../vocabulary.ts';
import { fromWallTime, toWallTime } from '../zone.ts';
import { CLAUSE_BITS } from './crossfilter.ts';
import type { IncidentTable } from './incident-table.ts';

/** What incidents can be told apart by: parts of the time, of the week and of the day, or their own kind. */
export const SPLITS = ['month', 'week', 'weekend', 'shift', 'type', 'priority', 'net'] as const;
export type Split = (typeof SPLITS)[number];

/** The parts of a week. */
export const WEEK_PARTS = ['weekdays', 'weekend'] as const;

/** A part of the incidents. */
export interface Part {
  /** A word of core/vocabulary.ts or of WEEK_PARTS, a priority, or when a period begins in milliseconds since 1970. */
  key: string;
  /** Of a period; null: the part has the whole time. */
  span: { fromMs: number; toMs: number } | null;
  /**
   * What its incidents are divided by: days of the time; of parts of the week the days that belong to them, of shifts how often they come. At least a
   * minute.
   */
  days: number;
}

export interface SplitRows {
  /** In order of time, or of the vocabulary. */
  parts: Part[];
  /** The rows of the span: [first, end). */
  first: number;
  end: number;
  /** The part of row `first + i`, as a place in `parts`. */
  partOf: Int16Array;
}

const DAY_MS = 86_400_000;
const LEAST_DAYS = 1 / 1440;
const HOURS_A_DAY = 24;
const SHIFT_HOURS = HOURS_A_DAY / SHIFTS.length;
/** 1970-01-01 was a Thursday: so many days after the Monday before. */
const FIRST_WEEKDAY = 3;
const WORKDAYS = 5;

/** Which bit of `Crossfilter.fails` a split leaves out, since it is the clause that its parts set; 0: its parts set the window. */
export const SPLIT_BITS: Record<Split, number> = {
  month: 0,
  week: 0,
  weekend: CLAUSE_BITS.hours,
  shift: CLAUSE_BITS.hours,
  type: CLAUSE_BITS.types,
  priority: CLAUSE_BITS.priorities,
  net: CLAUSE_BITS.nets,
};

/** How the rows of a table that were reported in a span (half-open, milliseconds since 1970) fall into parts, by the clock of `zone`. */
export function splitRows(
  table: IncidentTable,
  split: Split,
  fromMs: number,
  toMs: number,
  zone: string,
): SplitRows {
  const first = table.firstAt(Math.ceil(fromMs / 1000));
  const end = Math.max(first, table.firstAt(Math.ceil(toMs / 1000)));
  const partOf = new Int16Array(end - first);
  if (split === 'month' || split === 'week') {
    const edges = toMs > fromMs ? cityPeriods(zone, split, fromMs, toMs) : [];
    return { parts: periodParts(table, edges, fromMs, toMs, first, partOf), first, end, partOf };
  }
  const [column, places] = columnOf(table, split);
  for (let i = 0; i < partOf.length; i++) partOf[i] = places[column[first + i]!]!;
  return { parts: wordParts(split, fromMs, toMs, zone), first, end, partOf };
}

/** The hours of the week, 0 being Monday 00-01, of a part of the week or of a shift. */
export function hoursOfPart(split: 'weekend' | 'shift', key: string): number[] {
  const words: readonly string[] = split === 'weekend' ? WEEK_PARTS : SHIFTS;
  const place = words.indexOf(key);
  return [...Array(7 * HOURS_A_DAY).keys()].filter((hour) => placeOfHour(split, hour) === place);
}

function periodParts(
  table: IncidentTable,
  edges: readonly number[],
  fromMs: number,
  toMs: number,
  first: number,
  partOf: Int16Array,
): Part[] {
  return edges.slice(0, -1).map((edgeMs, part) => {
    const span = { fromMs: Math.max(edgeMs, fromMs), toMs: Math.min(edges[part + 1] ?? toMs, toMs) };
    const begin = table.firstAt(Math.ceil(span.fromMs / 1000));
    const end = table.firstAt(Math.ceil(span.toMs / 1000));
    partOf.fill(part, begin - first, Math.max(begin, end) - first);
    return { key: String(edgeMs), span, days: atLeast((span.toMs - span.fromMs) / DAY_MS) };
  });
}

type WordSplit = Exclude<Split, 'month' | 'week'>;

/** For a split the column it reads, and for each value of it the part. */
function columnOf({ columns, hours }: IncidentTable, split: WordSplit): [Uint8Array, number[]] {
  switch (split) {
    case 'type':
      return [columns.type, INCIDENT_TYPES.map((_, i) => i)];
    case 'net':
      return [columns.net, NETS.map((_, i) => i)];
    case 'priority':
      return [columns.priority, [0, ...PRIORITIES].map((priority) => Math.max(0, priority - 1))];
    default:
      return [hours, [...Array(7 * HOURS_A_DAY).keys()].map((hour) => placeOfHour(split, hour))];
  }
}

function placeOfHour(split: 'weekend' | 'shift', hour: number): number {
  if (split === 'weekend') return hour < WORKDAYS * HOURS_A_DAY ? 0 : 1;
  return Math.floor((hour % HOURS_A_DAY) / SHIFT_HOURS);
}

function wordParts(split: WordSplit, fromMs: number, toMs: number, zone: string): Part[] {
  if (split === 'weekend') return clockParts(WEEK_PARTS, split, HOURS_A_DAY, fromMs, toMs, zone);
  if (split === 'shift') return clockParts(SHIFTS, split, SHIFT_HOURS, fromMs, toMs, zone);
  const words = split === 'type' ? INCIDENT_TYPES : split === 'net' ? NETS : PRIORITIES.map(String);
  return words.map((key) => ({ key, span: null, days: atLeast((toMs - fromMs) / DAY_MS) }));
}

/** Goes through the days, or the shifts, of the span: each adds the part of it that lies inside to the part that it belongs to. */
function clockParts(
  words: readonly string[],
  split: 'weekend' | 'shift',
  stepHours: number,
  fromMs: number,
  toMs: number,
  zone: string,
): Part[] {
  const days = words.map(() => 0);
  const stepMs = (stepHours / HOURS_A_DAY) * DAY_MS;
  let wallMs = Math.floor(toWallTime(zone, fromMs) / DAY_MS) * DAY_MS;
  let startMs = fromWallTime(zone, wallMs);
  while (startMs < toMs) {
    const nextMs = fromWallTime(zone, wallMs + stepMs);
    const insideMs = Math.min(nextMs, toMs) - Math.max(startMs, fromMs);
    const hour = (wallMs / DAY_MS + FIRST_WEEKDAY) * HOURS_A_DAY;
    const place = placeOfHour(split, Math.round(hour) % (7 * HOURS_A_DAY));
    if (insideMs > 0) days[place]! += insideMs / (nextMs - startMs);
    wallMs += stepMs;
    startMs = nextMs;
  }
  return words.map((key, i) => ({ key, span: null, days: atLeast(days[i] ?? 0) }));
}

function atLeast(days: number): number {
  return Math.max(days, LEAST_DAYS);
}

/**
 * Which parts are shown where there is room for `most`, as places in `parts`: of types those with the most incidents, the most first, and none
 * without; of anything else, which has an order of its own, the last ones.
 */
export function shownParts(
  split: Split,
  parts: readonly Part[],
  counts: ArrayLike<number>,
  most: number,
): number[] {
  const places = parts.map((_, i) => i);
  if (split !== 'type') return places.slice(-most);
  return places
    .filter((i) => counts[i]! > 0)
    .sort((a, b) => counts[b]! - counts[a]! || a - b)
    .slice(0, most);
}
