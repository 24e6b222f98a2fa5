import { BrushedDensity } from '../../core/columns/brushed-density.ts';
import { type Clauses, Crossfilter } from '../../core/columns/crossfilter.ts';
import { ancestorCode } from '../../core/contract/area-code.ts';
import { bboxOfGrid, densityGrid } from '../../core/hotspot/density.ts';
import type { Level } from '../../core/vocabulary.ts';
import { type DenseLevel, denseLevel, scaleTop } from '../period/density-scale.ts';
import { type Bins, binsOf, type Span } from '../period/period-bins.ts';
import type { DensityPicture, DensityQuestion } from '../period/period-protocol.ts';
import { paintRaster } from '../period/ramp.ts';
import type { AnalysisQuestion, AnalysisSummary, History } from './analysis-protocol.ts';
import type { HeldHistory } from './held-history.ts';
import type { HeldIncidents } from './jobs.ts';

const DAY_MS = 86_400_000;
const LEAST_WINDOW_MS = 60_000;
/** Side of a cell in CSS pixels: the kernel is much wider, and the map draws it smoothed. */
const CELL_PIXELS = 3;
/** A kernel narrower than this on the screen would be dots, not a density. */
const LEAST_BANDWIDTH_PIXELS = 8;
const CELLS_PER_BANDWIDTH = 6;

/** A density as numbers; `paint` makes a picture of it. */
type Raster = Omit<DensityPicture, 'image'> & { values: Float32Array; columns: number; rowsDown: number };

/** Answers questions about the held history; what the last answer needed is kept, so that a moved window costs only what moved. */
export class AnalysisEngine {
  readonly #held: HeldHistory;
  readonly #history: History;
  readonly #filter: Crossfilter;
  #clauses = '';
  #bins: Bins;
  #histogram: Uint32Array = new Uint32Array(0);
  #areas: { level: Level; codes: string[]; places: Int32Array } | undefined;
  #density: { key: string; clauses: string; brushed: BrushedDensity } | undefined;
  #level: DenseLevel | undefined;

  /** `before`: the engine of the history before a change, whose colours go on. */
  constructor(held: HeldHistory, history: History, before?: AnalysisEngine) {
    this.#held = held;
    this.#history = history;
    this.#filter = new Crossfilter(held.table, NO_CLAUSES);
    this.#bins = binsOf(history.span, history.zone);
    if (before) this.#level = before.#level;
  }

  get history(): History {
    return this.#history;
  }

  summary({ clauses, window, level }: AnalysisQuestion): AnalysisSummary {
    this.#use(clauses);
    this.#show(window);
    const { selected, types, priorities, statuses, nets, hours, grids } = this.#filter.counts;
    const areas = this.#areasOf(level);
    const counts = new Int32Array(areas.codes.length);
    areas.places.forEach((place, grid) => {
      if (place >= 0) counts[place]! += grids[grid]!;
    });
    return {
      history: this.#history,
      bins: this.#bins,
      histogram: this.#histogram,
      selected,
      types,
      priorities,
      statuses,
      nets,
      hours,
      areas: { level, codes: areas.codes, counts },
      days: this.#daysOf(window),
    };
  }

  /** The density of what the last summary counted. */
  raster(asked: DensityQuestion, window: Span | null): Raster {
    const bandwidthMetres = Math.max(asked.bandwidthMetres, LEAST_BANDWIDTH_PIXELS * asked.metresPerPixel);
    const [leastMetres, wantedMetres] = [
      CELL_PIXELS * asked.metresPerPixel,
      bandwidthMetres / CELLS_PER_BANDWIDTH,
    ];
    const cellMetres = Math.max(leastMetres, wantedMetres);
    const { table } = this.#held;
    const key = JSON.stringify([asked.bbox, cellMetres, bandwidthMetres]);
    if (this.#density?.key !== key) {
      const grid = densityGrid(asked.bbox, cellMetres);
      const parts = wantedMetres > leastMetres ? 16 : 1;
      const brushed = new BrushedDensity(table.points, table.count, grid, bandwidthMetres, parts);
      this.#density = { key, clauses: '', brushed };
    }
    const { brushed, clauses } = this.#density;
    const { first, end } = this.#filter.window;
    brushed.show(first, end, this.#filter.fails, clauses !== this.#clauses);
    this.#density.clauses = this.#clauses;
    const days = this.#daysOf(window);
    return {
      values: brushed.values(days),
      columns: brushed.grid.columns,
      rowsDown: brushed.grid.rowsDown,
      bbox: bboxOfGrid(brushed.grid),
      bandwidthMetres,
      top: scaleTop(this.#denseLevel(bandwidthMetres), days * DAY_MS),
      incidents: this.#filter.counts.selected,
      days,
    };
  }

  /** The same as a picture. */
  picture(asked: DensityQuestion, window: Span | null): DensityPicture {
    const { values, columns, rowsDown, ...raster } = this.raster(asked, window);
    const image = new ImageData(paintRaster(values, raster.top, asked.theme), columns, rowsDown);
    return { ...raster, image };
  }

  /** What a job is given for a question. */
  heldFor({ clauses, window, level }: AnalysisQuestion): HeldIncidents {
    const { table, zone } = this.#held;
    const filter = new Crossfilter(table, clauses);
    const [first, end] = this.#rangeOf(window);
    return {
      columns: table.columns,
      points: table.points,
      hours: table.hours,
      rows: filter.rows(first, end),
      fails: filter.fails,
      window: window ?? this.#history.span,
      span: this.#history.span,
      zone,
      level,
    };
  }

  #use(clauses: Clauses): void {
    const key = JSON.stringify(clauses);
    if (key === this.#clauses) return;
    this.#clauses = key;
    this.#filter.begin(clauses);
    this.#histogram = this.#filter.histogram(this.#bins.edges.map((ms) => Math.ceil(ms / 1000)));
  }

  #show(window: Span | null): void {
    this.#filter.show(...this.#rangeOf(window));
  }

  #rangeOf(window: Span | null): [first: number, end: number] {
    const { table } = this.#held;
    if (!window) return [0, table.count];
    const first = table.firstAt(Math.ceil(window.fromMs / 1000));
    return [first, Math.max(first, table.firstAt(Math.ceil(window.toMs / 1000)))];
  }

  /** Days of the window as far as there is a history; of the whole history without one. */
  #daysOf(window: Span | null): number {
    const { fromMs, toMs } = this.#history.span;
    const windowMs = window ? Math.min(window.toMs, toMs) - Math.max(window.fromMs, fromMs) : toMs - fromMs;
    return Math.max(windowMs, LEAST_WINDOW_MS) / DAY_MS;
  }

  #areasOf(level: Level): { codes: string[]; places: Int32Array } {
    const { gridCodes } = this.#held.table.columns;
    if (this.#areas?.level === level) return this.#areas;
    const places = new Map<string, number>();
    const placeOf = (grid: string): number => {
      const code = grid && ancestorCode(grid, level);
      if (!code) return -1;
      if (!places.has(code)) places.set(code, places.size);
      return places.get(code) ?? -1;
    };
    this.#areas = { level, places: Int32Array.from(gridCodes, placeOf), codes: [...places.keys()] };
    return this.#areas;
  }

  /** Of the whole history, whatever the filter: new incidents must not make the colours jump. */
  #denseLevel(bandwidthMetres: number): DenseLevel {
    if (this.#level?.bandwidthMetres === bandwidthMetres) return this.#level;
    const { points, count } = this.#held.table;
    this.#level = denseLevel(points, 0, count, bandwidthMetres, this.#daysOf(null));
    return this.#level;
  }
}

const NO_CLAUSES: Clauses = { types: [], priorities: [], statuses: [], nets: [], hours: [], within: null };
