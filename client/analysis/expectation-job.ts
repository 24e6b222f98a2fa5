import type { FlatRing } from '../../core/geometry/ring.ts';
import { cellOfRow, type MetricCells } from '../../core/hotspot/cells.ts';
import {
  type Expectation,
  type ExpectationOrder,
  expectationDigests,
  expectationInSteps,
  type Fold,
} from '../../core/hotspot/expectation.ts';
import type { MetricGrid } from '../../core/hotspot/metric-grid.ts';
import type { Digests } from '../../core/hotspot/significance.ts';
import { INCIDENT_SOURCES, SHIFTS, type Shift } from '../../core/vocabulary.ts';
import { fromWallTime, toWallTime } from '../../core/zone.ts';
import type { Span } from '../period/period-bins.ts';
import { stepEdges } from './changing-job.ts';
import { type CountedCells, countInCells, reportedGround } from './counted-cells.ts';
import type { HeldIncidents, JobAnswer, JobContext } from './jobs.ts';
import { knownWindow } from './known-window.ts';

export interface ExpectationJobOrder {
  /** The surface of the area, and the side of the cells; null: as suggested. */
  rings: readonly FlatRing[];
  metres: number | null;
  /** Forecast from the end of the window on. */
  days: 1 | 7;
  shift: Shift | 'all';
  /** Weeks of the back-test, if the window holds so many. */
  weeks: number;
}

/** Weeks that a window must hold: half of them to learn from, the rest to choose parameters and to compare on. */
export const LEAST_WEEKS = 24;
const LEARNING_WEEKS = 12;
const MOST_TUNING_WEEKS = 12;
const MOST_PLACES = 1_500_000;
const DAY_MS = 86_400_000;
const BREATHE_MS = 30;
const [REPORT, PATROL] = [INCIDENT_SOURCES.indexOf('report'), INCIDENT_SOURCES.indexOf('patrol')];

/** Bootstrap and the order of equal cells. */
export const EXPECTATION_SEED = 1;

/** What is to be expected; or why that can not be said of this time and these cells. */
export type ExpectationFound =
  | { problem: 'too_fine' }
  | { problem: 'too_short'; weeks: number }
  | ExpectationMade;

export interface ExpectationMade extends Expectation {
  problem: null;
  cells: MetricCells;
  suggested: { cellMetres: number | null; bandMetres: null };
  gridCodes: string[];
  /** 1 for each cell in which citizens reported anything before the first fold, of whatever type: what is forecast for. */
  ground: Uint8Array;
  groundCells: number;
  /** Incidents of each cell in the window, and over the folds on which models were compared. */
  counts: Float64Array;
  tested: Float64Array;
  /** Incidents that were learnt from or tested on. */
  incidents: number;
  /** Left out: discovered by patrols, raised by devices, and in no cell. */
  discovered: number;
  raised: number;
  outside: number;
  weeks: number;
  tuningWeeks: number;
  days: number;
  window: Span;
  /** Half-open: what the forecast is for. After it, it is none. */
  valid: Span;
  digests: Digests;
}

/** Forecasts the days after the window from what citizens reported in it, with a back-test week by week. */
export async function findExpected(
  asked: HeldIncidents,
  { rings, metres, days, shift, weeks }: ExpectationJobOrder,
  context: JobContext,
): Promise<JobAnswer<ExpectationFound>> {
  const window = knownWindow(asked);
  if (!window) return { result: { problem: 'too_short', weeks: 0 } };
  const held = { ...asked, window };
  const edges = stepEdges(held.window, 7, held.zone);
  if (edges.length - 1 < LEAST_WEEKS) return { result: { problem: 'too_short', weeks: edges.length - 1 } };
  const { rows, discovered, raised } = reportedRows(held, shift);
  const reported = { ...held, rows };
  const counted = countInCells(
    reported,
    { kind: 'metric', rings, metres, ground: 'all' },
    { kind: 'border' },
  );
  if (counted?.cells.kind !== 'metric') return { result: { problem: 'too_fine' } };
  const { cells } = counted;
  if (cells.grid.columns * cells.grid.rows > MOST_PLACES) return { result: { problem: 'too_fine' } };
  const folds = foldsOf(edges, weeks, days, held);
  const order = orderOf(reported, counted, cells.grid, folds);
  await context.breathe();
  const expectation = await runThrough(order, context);
  const made: ExpectationMade = {
    problem: null,
    ...expectation,
    cells,
    suggested: { cellMetres: counted.suggested.cellMetres, bandMetres: null },
    gridCodes: counted.gridCodes,
    ground: order.ground,
    groundCells: order.areaCells,
    counts: countsOf(order, [{ atDay: 0, untilDay: order.next.atDay }]),
    tested: countsOf(order, order.test),
    incidents: order.incidents.day.length,
    discovered,
    raised,
    outside: counted.outside,
    weeks: folds.test.length,
    tuningWeeks: folds.tune.length,
    days,
    window: held.window,
    valid: { fromMs: held.window.toMs, toMs: later(held.zone, held.window.toMs, days) },
    digests: expectationDigests(order, expectation),
  };
  return { result: made, transfer: buffersOf(made) };
}

function buffersOf({ expected, flags, counts, tested }: ExpectationMade): ArrayBuffer[] {
  const columns = [
    ...Object.values(expected).flatMap(({ all, parts }) => [all, ...parts]),
    ...Object.values(flags).flatMap((shares) => Object.values(shares).flat()),
    counts,
    tested,
  ];
  return columns.map(({ buffer }) => buffer as ArrayBuffer);
}

/** Those of the rows that citizens reported, in the shift; in an order that does not hang on how they came. */
function reportedRows({ rows, columns, hours }: HeldIncidents, shift: Shift | 'all') {
  const wanted = shift === 'all' ? -1 : SHIFTS.indexOf(shift);
  const inShift = wanted < 0 ? rows : rows.filter((row) => shiftOf(hours[row]!) === wanted);
  const { reportedAt, lng7, lat7, source } = columns;
  const reported = inShift
    .filter((row) => source[row] === REPORT)
    .sort((a, b) => reportedAt[a]! - reportedAt[b]! || lng7[a]! - lng7[b]! || lat7[a]! - lat7[b]!);
  const discovered = inShift.filter((row) => source[row] === PATROL).length;
  return { rows: reported, discovered, raised: inShift.length - reported.length - discovered };
}

/** The shift of an hour of the week, as a number in SHIFTS. */
function shiftOf(hour: number): number {
  return Math.floor(((hour % 24) * SHIFTS.length) / 24);
}

function later(zone: string, ms: number, days: number): number {
  return fromWallTime(zone, toWallTime(zone, ms) + days * DAY_MS);
}

/** Days since the window's beginning of the weeks that are tuned and tested on: the last ones, the first being left to learn from. */
function foldsOf(
  edges: readonly number[],
  wanted: number,
  days: number,
  { window, zone }: HeldIncidents,
): Pick<ExpectationOrder, 'tune' | 'test' | 'next'> {
  const free = edges.length - 1 - LEARNING_WEEKS;
  const tests = Math.min(wanted, Math.floor((free * 2) / 3));
  const tunes = Math.min(MOST_TUNING_WEEKS, free - tests);
  const dayOf = (ms: number) => (ms - window.fromMs) / DAY_MS;
  const fold = (ms: number): Fold => ({ atDay: dayOf(ms), untilDay: dayOf(later(zone, ms, days)) });
  const starts = edges.slice(0, -1);
  return {
    tune: starts.slice(-tests - tunes, -tests).map(fold),
    test: starts.slice(-tests).map(fold),
    next: fold(window.toMs),
  };
}

function orderOf(
  held: HeldIncidents,
  { cellOf }: CountedCells,
  grid: MetricGrid,
  folds: Pick<ExpectationOrder, 'tune' | 'test' | 'next'>,
): ExpectationOrder {
  const { rows, columns, hours, window } = held;
  const inside = rows.filter((_, i) => cellOf[i]! >= 0);
  const { plane } = grid;
  const first = folds.tune[0] ?? folds.test[0] ?? folds.next;
  const before = { fromMs: window.fromMs, toMs: window.fromMs + first.atDay * DAY_MS };
  const cells: MetricCells = { kind: 'metric', grid };
  const place = cellOfRow(cells, columns);
  const ground = reportedGround({ columns, window: before }, cells, (row) =>
    columns.source[row] === REPORT ? place(row) : -1,
  );
  return {
    lattice: grid,
    ground,
    incidents: {
      day: Float64Array.from(inside, (row) => (columns.reportedAt[row]! * 1000 - window.fromMs) / DAY_MS),
      x: Float64Array.from(inside, (row) => (columns.lng7[row]! - plane.originLng7) * plane.metresPerLng7),
      y: Float64Array.from(inside, (row) => (columns.lat7[row]! - plane.originLat7) * plane.metresPerLat7),
      cell: cellOf.filter((cell) => cell >= 0),
    },
    fromDay: 0,
    ...folds,
    areaCells: Math.max(
      1,
      ground.reduce((sum, flag) => sum + flag, 0),
    ),
    seed: EXPECTATION_SEED,
    part: Uint8Array.from(inside, (row) => shiftOf(hours[row]!)),
    parts: SHIFTS.length,
  };
}

/** Incidents of each cell in the folds. */
function countsOf({ incidents, ground }: ExpectationOrder, folds: readonly Fold[]): Float64Array {
  const counts = new Float64Array(ground.length);
  let fold = 0;
  incidents.day.forEach((day, i) => {
    while (fold < folds.length && day >= folds[fold]!.untilDay) fold++;
    if (fold < folds.length && day >= folds[fold]!.atDay) counts[incidents.cell[i]!]!++;
  });
  return counts;
}

async function runThrough(order: ExpectationOrder, context: JobContext): Promise<Expectation> {
  const steps = expectationInSteps(order);
  let breathed = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() - breathed < BREATHE_MS) continue;
    context.progress(value);
    await context.breathe();
    breathed = performance.now();
  }
}
