/** A million incidents as columns: bytes each, time to read them, and a time brush over 60 steps; against crossfilter2 and DuckDB-WASM; in a page. */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { AnalysisEngine } from '../client/analysis/analysis-engine.ts';
import type { AnalysisQuestion } from '../client/analysis/analysis-protocol.ts';
import { HeldHistory } from '../client/analysis/held-history.ts';
import type { Span } from '../client/period/period-bins.ts';
import type { DensityQuestion } from '../client/period/period-protocol.ts';
import { paintRaster } from '../client/period/ramp.ts';
import { chunkSpans } from '../core/columns/chunk-spans.ts';
import {
  decodeIncidentColumns,
  encodeIncidentColumns,
  type IncidentColumns,
} from '../core/columns/incident-columns.ts';
import { SPLITS } from '../core/columns/split.ts';
import { densityGrid } from '../core/hotspot/density.ts';
import { MADE_SPAN, madeIncidents, slicedColumns } from './columns-made.ts';
import { brushedPage } from './columns-page.ts';
import { crossfilterPeer, duckdbPeer, type Peer, rowsOf } from './columns-peers.ts';
import { printResults, type ResultRow, spread } from './table.ts';

const ZONE = 'Asia/Shanghai';
const STEPS = 60;
const WARM_UP = 10;
/** What 1440 x 900 pixels show with their margin at three zooms of Xining: metres in a pixel, bandwidth. */
const VIEWS = [
  { zoom: 11, metresPerPixel: 30.6, bandwidthMetres: 250 },
  { zoom: 12, metresPerPixel: 15.3, bandwidthMetres: 250 },
  { zoom: 13, metresPerPixel: 7.65, bandwidthMetres: 500 },
];
const CLAUSES = { types: [], priorities: [], statuses: [], nets: [], hours: [], within: null };

/**
 * `npm run bench -- columns [--incidents 1000000] [--duckdb FOLDER] [--url URL]`: with a URL of a server in demo mode also the page itself, on
 * the incidents that the server has.
 */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      incidents: { type: 'string', default: '1000000' },
      duckdb: { type: 'string' },
      url: { type: 'string' },
      only: { type: 'string', default: 'made,page' },
    },
  });
  const load = loadavg()[0] ?? Number.NaN;
  const rows: ResultRow[] = [];
  if (values.only.includes('made')) rows.push(...(await made(Number(values.incidents), values.duckdb)));
  if (values.url && values.only.includes('page')) rows.push(...(await brushedPage(values.url)));
  printResults('columns', rows, { loadBefore: load });
}

async function made(count: number, duckdb: string | undefined): Promise<ResultRow[]> {
  const columns = madeIncidents(count);
  const chunks = encodedChunks(columns);
  const bytes = chunks.reduce((sum, { zipped }) => sum + zipped, 0);
  const start = performance.now();
  const held = new HeldHistory(ZONE);
  held.table.reserve(count);
  const stretches = chunks.map(({ key }, i) => ({ key, from: String(i).padStart(4, '0'), version: '1' }));
  const fetched = new Map(
    chunks.map(({ key, plain }) => [key, { columns: decodeIncidentColumns(plain), version: '1' }]),
  );
  held.take(stretches, fetched);
  const readMs = performance.now() - start;
  const history = { span: MADE_SPAN, total: count, leftOut: 0, asOfMs: MADE_SPAN.toMs, zone: ZONE };
  const engine = new AnalysisEngine(held, history);
  const rows: ResultRow[] = [
    { what: `${count} incidents, ${chunks.length} stretches: bytes each, gzipped`, bytes: bytes / count },
    { what: 'decoded and put together', ms: readMs },
  ];
  for (const view of VIEWS) rows.push(ours(engine, view));
  rows.push(...filtered(engine), ...splits(engine));
  const cells = cellsOf(held, densityOf(VIEWS[1] ?? VIEWS[0]!));
  const data = rowsOf(held.table, cells);
  rows.push(await peerRow(engine, () => crossfilterPeer(data)));
  if (duckdb) rows.push(await peerRow(engine, () => duckdbPeer(data, duckdb)));
  else console.log('DuckDB-WASM is left out: --duckdb FOLDER names one where it was installed.');
  return rows;
}

function encodedChunks(columns: IncidentColumns): { key: string; plain: Uint8Array; zipped: number }[] {
  const at = columns.reportedAt;
  const spans = chunkSpans(ZONE, MADE_SPAN.fromMs, MADE_SPAN.toMs, MADE_SPAN.toMs);
  let first = 0;
  return spans.flatMap(({ key, toMs }) => {
    let end = first;
    while (end < columns.count && (at[end] ?? 0) * 1000 < toMs) end++;
    if (end === first) return [];
    const plain = encodeIncidentColumns(slicedColumns(columns, first, end));
    first = end;
    return [{ key, plain, zipped: gzipSync(plain, { level: 4 }).length }];
  });
}

function densityOf({ metresPerPixel, bandwidthMetres }: (typeof VIEWS)[number]): DensityQuestion {
  const margins = 1.3;
  const [width, height] = [
    (1440 * margins * metresPerPixel) / 89_350,
    (900 * margins * metresPerPixel) / 111_000,
  ];
  const [lng, lat] = [101.75, 36.65];
  return {
    bbox: [lng - width / 2, lat - height / 2, lng + width / 2, lat + height / 2],
    metresPerPixel,
    bandwidthMetres,
    theme: 'dark',
  };
}

/** A quarter of the history, moved over it in 60 steps. */
function windows(): Span[] {
  const { fromMs, toMs } = MADE_SPAN;
  const quarter = (toMs - fromMs) / 4;
  return Array.from({ length: STEPS + 1 }, (_, i) => {
    const start = Math.round(fromMs + (i / STEPS) * 3 * quarter);
    return { fromMs: start, toMs: Math.round(start + quarter) };
  });
}

function ours(engine: AnalysisEngine, view: (typeof VIEWS)[number]): ResultRow {
  const density = densityOf(view);
  const answer = (window: Span): void => {
    const question: AnalysisQuestion = { clauses: CLAUSES, window, level: 'street', density };
    engine.summary(question);
    const { values, top } = engine.raster(density, window);
    paintRaster(values, top, 'dark');
  };
  const [first, ...steps] = windows();
  // The code is warm after some, as it is in a page that was looked at.
  for (const window of [...steps.slice(0, WARM_UP), first as Span]) answer(window);
  return {
    what: `ours: brush, counts + histogram + density painted, zoom ${view.zoom}`,
    ...spread(steps.map((window) => timed(() => answer(window)))),
  };
}

/** A clause is set and let go in turn: every row is gone through again. */
function filtered(engine: AnalysisEngine): ResultRow[] {
  const density = densityOf(VIEWS[1] ?? VIEWS[0]!);
  const samples = Array.from({ length: 20 }, (_, i) => {
    const clauses = { ...CLAUSES, types: i % 2 === 0 ? (['theft', 'noise'] as const) : [] };
    return timed(() => {
      engine.summary({ clauses, window: null, level: 'street', density });
      const { values, top } = engine.raster(density, null);
      paintRaster(values, top, 'dark');
    });
  });
  return [{ what: 'ours: a clause of the filter set or let go, whole history, zoom 12', ...spread(samples) }];
}

/** Small multiples over the whole history: every row falls into a part, each part is drawn. A panel is 240 × 180 CSS pixels with its margin. */
function splits(engine: AnalysisEngine): ResultRow[] {
  const metresPerPixel = 120;
  const { bbox } = densityOf({ zoom: 9, metresPerPixel: metresPerPixel / 5, bandwidthMetres: 250 });
  engine.summary({ clauses: CLAUSES, window: null, level: 'street', density: null });
  return SPLITS.map((by) => {
    const asked = { by, of: 'window', most: 12, kernel: 'quartic', corrected: false, theme: 'dark' } as const;
    let panels = 0;
    let longest = 0;
    const samples = Array.from({ length: 20 }, () =>
      timed(() => {
        const work = engine.split({ ...asked, bbox, metresPerPixel, bandwidthMetres: 250 }, null);
        for (let done = false; !done; ) {
          const begun = performance.now();
          const step = work.next();
          longest = Math.max(longest, performance.now() - begun);
          done = step.done === true;
          if (step.done) panels = step.value.panels.length;
        }
      }),
    );
    return {
      what: `ours: split by ${by}, ${panels} panels`,
      ...spread(samples.slice(5)),
      longestStepMs: longest,
    };
  });
}

/** The cell of the raster that each incident lies in, -1 outside, for peers that group by it. */
function cellsOf({ table }: HeldHistory, { bbox, metresPerPixel }: DensityQuestion): Int32Array {
  const { west, north, cell, columns, rowsDown } = densityGrid(bbox, 3 * metresPerPixel);
  return Int32Array.from({ length: table.count }, (_, i) => {
    const column = Math.floor(((table.points.x[i] ?? 0) - west) / cell);
    const row = Math.floor(((table.points.y[i] ?? 0) - north) / cell);
    return column < 0 || column >= columns || row < 0 || row >= rowsDown ? -1 : row * columns + column;
  });
}

async function peerRow(engine: AnalysisEngine, make: () => Peer | Promise<Peer>): Promise<ResultRow> {
  const start = performance.now();
  const used = await make();
  const readyMs = performance.now() - start;
  const [first, ...steps] = windows();
  for (const window of [...steps.slice(0, WARM_UP), first as Span]) used.brush(window);
  let equal = 0;
  const samples = steps.map((window) => {
    let selected = 0;
    const ms = timed(() => {
      selected = used.brush(window);
    });
    const question: AnalysisQuestion = { clauses: CLAUSES, window, level: 'street', density: null };
    if (engine.summary(question).selected === selected) equal++;
    return ms;
  });
  used.close();
  return {
    what: `${used.name}: brush, counts, no density`,
    ...spread(samples),
    readyMs,
    totalsEqual: `${equal} of ${steps.length}`,
  };
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
