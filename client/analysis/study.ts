import { digestOf } from '../../core/analysis/digest.ts';
import { cityDayBounds } from '../../core/city-time.ts';
import { type LocalMetres, localMetres } from '../../core/geometry/metres.ts';
import type { HeldIncidents, JobAnswer } from './jobs.ts';
import { knownWindow } from './known-window.ts';

/** Incidents of the last days of the window, as statistics of places and days take them. */
export interface Study {
  /** The plane of `x` and `y`, round the middle of the incidents. */
  plane: LocalMetres;
  /** Metres. */
  x: Float64Array;
  y: Float64Array;
  /** Days since the beginning of the study, with fractions. */
  time: Float64Array;
  /** Day of the city's calendar, 0 the first. */
  day: Uint16Array;
  /** When each day begins and, last, when the study ends; milliseconds since 1970. The first and the last day may be cut by the window. */
  edges: number[];
  /** Grid of each incident as an index into `gridCodes`, whose codes are '' for places in no grid. */
  grid: Uint32Array;
  gridCodes: string[];
  /** SHA-256 of places and times. */
  digest: string;
}

/** Takes at most `days` calendar days: the last of the window, as far as there is a history. */
export function takeStudy(held: HeldIncidents, { days }: { days: number }): JobAnswer<Study> {
  const edges = dayEdges(held, days);
  const fromMs = edges[0] ?? held.window.toMs;
  const { columns } = held;
  const { lng7, lat7, reportedAt } = columns;
  // Those of the same second come in any order; what is drawn by chance depends on it.
  const rows = held.rows
    .slice(firstFrom(held, fromMs))
    .sort((a, b) => reportedAt[a]! - reportedAt[b]! || lng7[a]! - lng7[b]! || lat7[a]! - lat7[b]!);
  const plane = localMetres(middleOf(lng7, rows), middleOf(lat7, rows));
  const study: Study = {
    plane,
    x: Float64Array.from(rows, (row) => (lng7[row]! - plane.originLng7) * plane.metresPerLng7),
    y: Float64Array.from(rows, (row) => (lat7[row]! - plane.originLat7) * plane.metresPerLat7),
    time: Float64Array.from(rows, (row) => (reportedAt[row]! * 1000 - fromMs) / DAY_MS),
    day: new Uint16Array(rows.length),
    edges,
    grid: Uint32Array.from(rows, (row) => columns.grid[row]!),
    gridCodes: [...columns.gridCodes],
    digest: digestOf(
      'space_time_scan',
      [lng7, lat7, reportedAt].map((column) => Float64Array.from(rows, (row) => column[row]!)),
    ),
  };
  let day = 0;
  rows.forEach((row, i) => {
    while (day + 2 < edges.length && reportedAt[row]! * 1000 >= edges[day + 1]!) day++;
    study.day[i] = day;
  });
  const transfer = [study.x, study.y, study.time, study.day, study.grid].map(
    ({ buffer }) => buffer as ArrayBuffer,
  );
  return { result: study, transfer };
}

const DAY_MS = 86_400_000;

function dayEdges(held: HeldIncidents, days: number): number[] {
  const { zone } = held;
  const window = knownWindow(held) ?? held.window;
  const edges = [window.toMs];
  while (edges.length <= days && edges[0]! > window.fromMs)
    edges.unshift(Math.max(cityDayBounds(zone, edges[0]! - 1)[0], window.fromMs));
  return edges;
}

/** The first of the rows, which are in order of time, that was reported at or after an instant. */
function firstFrom({ rows, columns }: HeldIncidents, ms: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (columns.reportedAt[rows[middle]!]! * 1000 < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}

function middleOf(values: Int32Array, rows: Uint32Array): number {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const row of rows) {
    least = Math.min(least, values[row]!);
    most = Math.max(most, values[row]!);
  }
  return rows.length === 0 ? 0 : Math.round((least + most) / 2);
}
