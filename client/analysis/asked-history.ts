import { decodeCellCounts } from '../../core/columns/cell-counts.ts';
import type { Clauses } from '../../core/columns/crossfilter.ts';
import { decodeIncidentColumns } from '../../core/columns/incident-columns.ts';
import type { IncidentCounts, IncidentCubes } from '../../core/contract/incident-cube.ts';
import type { Level } from '../../core/vocabulary.ts';
import { type Bins, binsOf, type Span } from '../period/period-bins.ts';
import { AnalysisEngine, daysOf, NO_CLAUSES } from './analysis-engine.ts';
import type { AnalysisQuestion, AnalysisSummary, History } from './analysis-protocol.ts';
import { AskedDensities, type Sample, type ShownCells } from './asked-densities.ts';
import type { CountsBefore } from './count-before.ts';
import { areColoursFit, DenseRasters, type Raster } from './dense-raster.ts';
import type { AnalysisDensity, AnalysisPicture } from './density-wish.ts';
import type { Ground } from './ground.ts';
import { HeldHistory } from './held-history.ts';
import type { HeldIncidents } from './jobs.ts';

/** An answer of the API to a path; throws for any that is none. */
export type Get = (path: string, signal?: AbortSignal) => Promise<Response>;

const DAY_MS = 86_400_000;

/** A question that looks at single incidents was asked about more than a page holds. */
export class TooMany extends Error {
  constructor(incidents: number, most: number) {
    super(`too_many: ${incidents} incidents, at most ${most}`);
  }
}

/** The city's history where the server counts it (core/contract/incident-cube.ts): the same answers as `AnalysisEngine` gives. */
export class AskedHistory {
  readonly #get: Get;
  readonly #most: number;
  readonly #version: string;
  readonly history: History;
  #bins: Bins;
  #bars: { clauses: string; histogram: Uint32Array } | undefined;
  readonly #densities: AskedDensities;
  readonly #rasters: DenseRasters<ShownCells>;
  #sample: { clauses: string; sample: Sample } | undefined;
  #held: { key: string; engine: AnalysisEngine } | undefined;

  /** `before`: what was asked before a change. */
  constructor(get: Get, cubes: IncidentCubes, history: History, before?: AskedHistory) {
    this.#get = get;
    this.#most = cubes.most;
    this.#version = cubes.version ?? '';
    this.history = history;
    this.#bins = binsOf(history.span, history.zone);
    this.#densities = before ? before.#densities : new AskedDensities();
    const isLike = before && areColoursFit(before.history.total, history.total);
    this.#rasters = new DenseRasters(this.#densities, isLike ? before.#rasters : undefined);
    if (isLike) this.#sample = before.#sample;
  }

  get version(): string {
    return this.#version;
  }

  async summary(
    { clauses, window, level }: AnalysisQuestion,
    signal?: AbortSignal,
  ): Promise<AnalysisSummary> {
    const key = JSON.stringify(clauses);
    const isKnown = this.#bars?.clauses === key;
    const edges = isKnown ? null : this.#bins.edges.map((ms) => Math.ceil(ms / 1000));
    const { areas, histogram, selected, ...counts } = await this.#counts(
      clauses,
      window,
      level,
      edges,
      signal,
    );
    if (histogram) this.#bars = { clauses: key, histogram: Uint32Array.from(histogram) };
    return {
      history: this.history,
      bins: this.#bins,
      histogram: this.#bars?.histogram ?? new Uint32Array(0),
      selected,
      types: Int32Array.from(counts.types),
      priorities: Int32Array.from(counts.priorities),
      statuses: Int32Array.from(counts.statuses),
      nets: Int32Array.from(counts.nets),
      hours: Int32Array.from(counts.hours),
      areas: { level, codes: areas.codes, counts: Int32Array.from(areas.counts) },
      days: daysOf(this.history.span, window),
    };
  }

  /** The density of `incidents` that the summary of the question told. */
  async raster(
    { clauses, window }: AnalysisQuestion,
    asked: AnalysisDensity,
    incidents: number,
    ground?: Ground,
    signal?: AbortSignal,
  ): Promise<Raster> {
    const rows = await this.#cells(clauses, window, asked, incidents, signal);
    return this.#rasters.raster(asked, rows, ground);
  }

  /** The same as a picture, or how it differs from the time that is asked for. */
  async picture(
    { clauses, window, level }: AnalysisQuestion,
    asked: AnalysisDensity,
    incidents: number,
    ground?: Ground,
    signal?: AbortSignal,
  ): Promise<AnalysisPicture> {
    const rows = await this.#cells(clauses, window, asked, incidents, signal);
    const span = asked.compare?.span;
    if (!span) return this.#rasters.picture(asked, rows, ground, undefined);
    const { selected } = await this.#counts(clauses, span, level, null, signal);
    return this.#rasters.picture(asked, rows, ground, {
      rows: await this.#cells(clauses, span, asked, selected, signal),
      span,
    });
  }

  /** What a job is given for a question: the incidents of the window themselves, or of its last days. Throws TooMany. */
  async heldFor(asked: AnalysisQuestion, lastDays = Number.POSITIVE_INFINITY): Promise<HeldIncidents> {
    const { toMs, ...whole } = asked.window ?? this.history.span;
    const fromMs = Math.max(whole.fromMs, toMs - lastDays * DAY_MS);
    const question = { ...asked, window: { fromMs, toMs } };
    return (await this.engineOf(question)).heldFor(question);
  }

  /** An engine that holds the incidents of the window of a question, whatever its clauses. Throws TooMany. */
  async engineOf({ window }: AnalysisQuestion): Promise<AnalysisEngine> {
    const { fromMs, toMs } = window ?? this.history.span;
    const [from, to] = [new Date(fromMs).toISOString(), new Date(toMs).toISOString()];
    const key = `${from} ${to} ${this.#version}`;
    if (this.#held?.key !== key) {
      const { selected } = await this.#counts(NO_CLAUSES, { fromMs, toMs }, 'city', null);
      if (selected > this.#most) throw new TooMany(selected, this.#most);
      const answer = await this.#get(`/api/incidents/columns?${new URLSearchParams({ from, to })}`);
      const columns = decodeIncidentColumns(new Uint8Array(await answer.arrayBuffer()));
      const held = new HeldHistory(this.history.zone);
      held.take([{ key, from, version: '' }], new Map([[key, { columns, version: '' }]]));
      this.#held = { key, engine: new AnalysisEngine(held, this.history) };
    }
    return this.#held.engine;
  }

  /** See count-before.ts. */
  async countBefore({ clauses, window, level }: AnalysisQuestion): Promise<CountsBefore> {
    const { span } = this.history;
    const { fromMs, toMs } = window ?? span;
    const before = { fromMs: fromMs - (toMs - fromMs), toMs: fromMs };
    if (before.fromMs < span.fromMs) return null;
    const { selected, areas } = await this.#counts(clauses, before, level, null);
    const found = areas.codes.map((code, i): [string, number] => [code, areas.counts[i] ?? 0]);
    return { total: selected, areas: new Map(found.filter(([, count]) => count > 0)) };
  }

  async #counts(
    clauses: Clauses,
    window: Span | null,
    level: Level,
    edges: readonly number[] | null,
    signal?: AbortSignal,
  ): Promise<IncidentCounts> {
    const query = queryOf(clauses, window);
    query.set('level', level);
    if (edges) query.set('edges', edges.join());
    return (await (await this.#get(`/api/incidents/cubes/counts?${query}`, signal)).json()) as IncidentCounts;
  }

  async #cells(
    clauses: Clauses,
    window: Span | null,
    asked: AnalysisDensity,
    incidents: number,
    signal?: AbortSignal,
  ): Promise<ShownCells> {
    const sample = await this.#sampleOf(clauses, signal);
    const { zoom, column, row, columns, rows } = this.#densities.range(this.#densities.frame(asked));
    const query = queryOf(clauses, window);
    query.set('cells', [zoom, column, row, columns, rows].join());
    const answer = await this.#get(`/api/incidents/cubes/cells?${query}`, signal);
    const found = decodeCellCounts(new Uint8Array(await answer.arrayBuffer()), columns * rows);
    const days = daysOf(this.history.span, window);
    return { found, sample, incidents, days, clauses: JSON.stringify(clauses) };
  }

  async #sampleOf(clauses: Clauses, signal?: AbortSignal): Promise<Sample> {
    const key = JSON.stringify(clauses);
    if (this.#sample?.clauses === key) return this.#sample.sample;
    const answer = await this.#get(`/api/incidents/cubes/sample?${queryOf(clauses, null)}`, signal);
    const numbers = new Int32Array(await answer.arrayBuffer());
    const half = 1 + (numbers.length - 1) / 2;
    const sample = {
      total: numbers[0] ?? 0,
      lng7: numbers.subarray(1, half),
      lat7: numbers.subarray(half),
      days: daysOf(this.history.span, null),
    };
    this.#sample = { clauses: key, sample };
    return sample;
  }
}

function queryOf(
  { types, priorities, statuses, nets, hours, within }: Clauses,
  window: Span | null,
): URLSearchParams {
  const lists = { type: types, priority: priorities, status: statuses, net: nets, hours };
  const query = new URLSearchParams();
  for (const [name, values] of Object.entries(lists)) if (values.length > 0) query.set(name, values.join());
  if (within !== null) query.set('within', within);
  if (window) {
    query.set('from', new Date(window.fromMs).toISOString());
    query.set('to', new Date(window.toMs).toISOString());
  }
  return query;
}
