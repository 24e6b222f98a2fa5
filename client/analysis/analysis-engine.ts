import { type Clauses, Crossfilter } from '../../core/columns/crossfilter.ts';
import { ancestorCode } from '../../core/contract/area-code.ts';
import type { Level } from '../../core/vocabulary.ts';
import { type Bins, binsOf, type Span } from '../period/period-bins.ts';
import type { AnalysisQuestion, AnalysisSummary, History } from './analysis-protocol.ts';
import { areColoursFit, DenseRasters, type Raster } from './dense-raster.ts';
import type { AnalysisDensity, AnalysisPicture } from './density-wish.ts';
import type { Ground } from './ground.ts';
import { HeldDensities, type ShownRows } from './held-densities.ts';
import type { HeldHistory } from './held-history.ts';
import type { HeldIncidents } from './jobs.ts';
import { splitPicture } from './split-raster.ts';
import type { SplitAsked, SplitPicture } from './split-wish.ts';

const DAY_MS = 86_400_000;
const LEAST_WINDOW_MS = 60_000;
/** Answers questions about the held history; what the last answer needed is kept, so that a moved window costs only what moved. */
export class AnalysisEngine {
  readonly #held: HeldHistory;
  readonly #history: History;
  readonly #filter: Crossfilter;
  #clauses = '';
  #bins: Bins;
  #histogram: Uint32Array = new Uint32Array(0);
  #areas: { level: Level; codes: string[]; places: Int32Array } | undefined;
  readonly #densities: HeldDensities;
  readonly #dense: DenseRasters<ShownRows>;

  /** `before`: the engine of the history before a change, whose colours go on. */
  constructor(held: HeldHistory, history: History, before?: AnalysisEngine) {
    this.#held = held;
    this.#history = history;
    this.#filter = new Crossfilter(held.table, NO_CLAUSES);
    this.#bins = binsOf(history.span, history.zone);
    this.#densities = new HeldDensities(held, this.#daysOf(null));
    const isLike = before && areColoursFit(before.history.total, history.total);
    this.#dense = new DenseRasters(this.#densities, isLike ? before.#dense : undefined);
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
  raster(asked: AnalysisDensity, window: Span | null, ground?: Ground): Raster {
    return this.#dense.raster(asked, this.#shown(window), ground);
  }

  /** The same as a picture, or how it differs from the time that is asked for. */
  picture(asked: AnalysisDensity, window: Span | null, ground?: Ground): AnalysisPicture {
    const span = asked.compare?.span;
    const then = span && { rows: this.#rowsOf(span), span };
    return this.#dense.picture(asked, this.#shown(window), ground, then);
  }

  /** The densities of parts of what the last summary counted; yields between the steps of the work. */
  split(asked: SplitAsked, window: Span | null, ground?: Ground): Generator<undefined, SplitPicture> {
    const { table, zone } = this.#held;
    const { span } = this.#history;
    const wanted = (asked.of === 'window' ? window : asked.of) ?? span;
    const fromMs = Math.max(wanted.fromMs, span.fromMs);
    return splitPicture(
      asked,
      { rasters: this.#dense, densities: this.#densities },
      {
        table,
        span: { fromMs, toMs: Math.max(fromMs, Math.min(wanted.toMs, span.toMs)) },
        zone,
        fails: this.#filter.fails,
        ground,
      },
    );
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
      within: clauses.within,
    };
  }

  #shown(window: Span | null): ShownRows {
    const { fails, counts } = this.#filter;
    const days = this.#daysOf(window);
    return { ...this.#filter.window, fails, clauses: this.#clauses, days, incidents: counts.selected };
  }

  /** Those that pass the filter in another time. */
  #rowsOf(span: Span): ShownRows {
    const [first, end] = this.#rangeOf(span);
    const { fails } = this.#filter;
    let incidents = 0;
    for (let row = first; row < end; row++) if (fails[row] === 0) incidents++;
    return { first, end, fails, clauses: this.#clauses, days: this.#daysOf(span), incidents };
  }

  #use(clauses: Clauses): void {
    const key = JSON.stringify(clauses);
    if (key === this.#clauses) return;
    this.#clauses = key;
    this.#filter.change(clauses);
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

  #daysOf(window: Span | null): number {
    return daysOf(this.#history.span, window);
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
}

/** Days of the window as far as there is a history; of the whole history without one. */
export function daysOf({ fromMs, toMs }: Span, window: Span | null): number {
  const windowMs = window ? Math.min(window.toMs, toMs) - Math.max(window.fromMs, fromMs) : toMs - fromMs;
  return Math.max(windowMs, LEAST_WINDOW_MS) / DAY_MS;
}

export const NO_CLAUSES: Clauses = {
  types: [],
  priorities: [],
  statuses: [],
  nets: [],
  hours: [],
  within: null,
};
