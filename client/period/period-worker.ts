/** Holds the incidents of the loaded period and answers what the page asks about them: counts, histogram, density. */
import { decodeIncidentColumns } from '../../core/columns/incident-columns.ts';
import { bboxOfGrid, densityGrid, densityRaster } from '../../core/hotspot/density.ts';
import type { Level } from '../../core/vocabulary.ts';
import { type AreaCounts, addUp } from '../shade/shade-values.ts';
import type { Told } from '../ui/problem-text.ts';
import { type DenseLevel, denseLevel, scaleTop } from './density-scale.ts';
import type { Span } from './period-bins.ts';
import type {
  DensityPicture,
  DensityQuestion,
  PeriodAnswer,
  PeriodCommand,
  PeriodQuestion,
  RowChange,
} from './period-protocol.ts';
import { type PeriodSummary, summarise } from './period-summary.ts';
import { PeriodTable } from './period-table.ts';
import { paintRaster } from './ramp.ts';

declare const self: DedicatedWorkerGlobalScope;

const DAY_MS = 86_400_000;
/** Side of a cell in CSS pixels: the kernel is much wider, and the map draws it smoothed. */
const CELL_PIXELS = 3;
/** A kernel narrower than this on the screen would be dots, not a density. */
const LEAST_BANDWIDTH_PIXELS = 8;
const CELLS_PER_BANDWIDTH = 8;
/** News is answered a little later than questions, and not oftener than this: first the incident itself has to be drawn. */
const NEWS_AFTER_MS = 400;
const NEWS_EVERY_MS = 2000;

let table: PeriodTable | undefined;
let tableFromSecond = 0;
const waiting: RowChange[] = [];
let question: PeriodQuestion | undefined;
let isAskedFor = false;
/** The question whose answer still holds. */
let answered = '';
let answeredAtMs = Number.NEGATIVE_INFINITY;
let newsTimer: ReturnType<typeof setTimeout> | undefined;
let loading: AbortController | undefined;
/** `filter`: what it was fitted under. */
let level: (DenseLevel & { filter: string }) | undefined;

self.onmessage = ({ data }: MessageEvent<PeriodCommand>) => {
  if (data.kind === 'load') void load(data.span);
  else if (data.kind === 'change') change(data.changes);
  else {
    question = data.question;
    schedule();
  }
};

function say(answer: PeriodAnswer): void {
  self.postMessage(answer);
}

/** Answers only after the messages that are already waiting: of several questions the last is answered. */
function schedule(): void {
  if (isAskedFor) return;
  isAskedFor = true;
  setTimeout(() => {
    isAskedFor = false;
    if (table && question && !loading) answer(table, question);
  });
}

function scheduleNews(): void {
  const waitMs = Math.max(NEWS_AFTER_MS, answeredAtMs + NEWS_EVERY_MS - performance.now());
  newsTimer ??= setTimeout(schedule, waitMs);
}

const UNREACHABLE: Told = { code: 'unreachable', detail: '' };
class NotLoaded extends Error {
  readonly problem: Told;
  constructor(problem: Told) {
    super(problem.detail);
    this.problem = problem;
  }
}

async function load(span: Span): Promise<void> {
  loading?.abort();
  const mine = new AbortController();
  loading = mine;
  say({ kind: 'loading' });
  try {
    const loaded = new PeriodTable(decodeIncidentColumns(await fetchColumns(span, mine.signal)));
    if (loading !== mine) return;
    table = loaded;
    tableFromSecond = span.fromMs / 1000;
    level = undefined;
    loading = undefined;
    answered = '';
    change(waiting.splice(0));
    schedule();
  } catch (error) {
    if (loading !== mine) return;
    loading = undefined;
    say({ kind: 'failed', problem: error instanceof NotLoaded ? error.problem : UNREACHABLE });
  }
}

async function fetchColumns({ fromMs, toMs }: Span, signal: AbortSignal): Promise<Uint8Array> {
  const query = new URLSearchParams({
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
  });
  const response = await fetch(`/api/incidents/columns?${query}`, { signal, credentials: 'same-origin' });
  if (response.ok) return new Uint8Array(await response.arrayBuffer());
  const problem = (await response.json().catch(() => null)) as Told | null;
  throw new NotLoaded(problem ?? UNREACHABLE);
}

function change(changes: readonly RowChange[]): void {
  if (loading || !table) {
    waiting.push(...changes);
    return;
  }
  for (const [before, after] of changes)
    table.change(before, after && after.reportedAt >= tableFromSecond ? after : undefined);
  if (changes.length === 0) return;
  answered = '';
  scheduleNews();
}

function answer(held: PeriodTable, asked: PeriodQuestion): void {
  clearTimeout(newsTimer);
  newsTimer = undefined;
  const question = JSON.stringify(asked);
  if (question === answered) return;
  answered = question;
  answeredAtMs = performance.now();
  letGo(held, asked.span);
  const { rows, ...summary } = summarise(held, asked.span, asked.filter, asked.brush, asked.zone);
  say({ kind: 'summary', summary });
  if (asked.areas) say({ kind: 'areas', areas: countAreas(held, rows, asked, asked.areas) });
  if (!asked.density) return;
  const picture = draw(held, { ...summary, rows }, asked, asked.density);
  say({ kind: 'density', picture });
}

function countAreas(
  { columns }: PeriodTable,
  rows: Uint32Array,
  asked: PeriodQuestion,
  level: Level,
): AreaCounts {
  const grids = new Uint32Array(columns.gridCodes.length);
  for (const row of rows) grids[columns.grid[row]!]!++;
  return { level, counts: addUp(columns.gridCodes, grids, level), days: daysOf(asked) };
}

/** Days of the brush, or of the whole period without one. */
function daysOf({ span, brush }: PeriodQuestion): number {
  const windowMs = brush
    ? Math.min(brush.toMs, span.toMs) - Math.max(brush.fromMs, span.fromMs)
    : span.toMs - span.fromMs;
  return Math.max(windowMs, 60_000) / DAY_MS;
}

/** A page that is open for weeks must not keep what the period has left behind. */
function letGo(held: PeriodTable, { fromMs }: Span): void {
  tableFromSecond = Math.max(tableFromSecond, Math.floor(fromMs / 1000));
  held.dropBefore(tableFromSecond);
}

function draw(
  held: PeriodTable,
  { rows, selected }: PeriodSummary,
  question: PeriodQuestion,
  asked: DensityQuestion,
): DensityPicture {
  const days = daysOf(question);
  const { metresPerPixel, theme } = asked;
  const bandwidthMetres = Math.max(asked.bandwidthMetres, LEAST_BANDWIDTH_PIXELS * metresPerPixel);
  const cellMetres = Math.max(CELL_PIXELS * metresPerPixel, bandwidthMetres / CELLS_PER_BANDWIDTH);
  const { grid, values } = densityRaster(
    held.points,
    densityGrid(asked.bbox, cellMetres),
    bandwidthMetres,
    days,
    rows,
  );
  const top = scaleTop(denseLevelOf(held, question, bandwidthMetres), days * DAY_MS);
  return {
    image: new ImageData(paintRaster(values, top, theme), grid.columns, grid.rowsDown),
    bbox: bboxOfGrid(grid),
    bandwidthMetres,
    top,
    incidents: selected,
    days,
  };
}

/** Kept until the period, the filter or the bandwidth changes: new incidents must not make the colours jump. */
function denseLevelOf(
  held: PeriodTable,
  { span, filter, zone }: PeriodQuestion,
  bandwidthMetres: number,
): DenseLevel {
  const days = (span.toMs - span.fromMs) / DAY_MS;
  const under = JSON.stringify(filter);
  if (
    level?.bandwidthMetres === bandwidthMetres &&
    level.filter === under &&
    Math.abs(level.days / days - 1) < 0.01
  )
    return level;
  const { rows } = summarise(held, span, filter, null, zone);
  level = { ...denseLevel(held.points, rows, bandwidthMetres, days), filter: under };
  return level;
}
