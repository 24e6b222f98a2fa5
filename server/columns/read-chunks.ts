import { type ChunkSpan, chunkSpans } from '../../core/columns/chunk-spans.ts';
import { encodeIncidentColumns } from '../../core/columns/incident-columns.ts';
import { codePrefix } from '../../core/contract/area-code.ts';
import type { IncidentChunk, IncidentChunks } from '../../core/contract/incident-chunk.ts';
import type { Deps } from '../deps.ts';
import { selectCityZone } from '../queries/city.ts';
import {
  selectIncidentColumns,
  selectIncidentSpan,
  selectPeriodStates,
} from '../queries/incident-columns.ts';
import type { IncidentPoints } from '../tiles/incident-points.ts';
import type { ChunkState, ChunkVersions } from './chunk-versions.ts';
import { columnsOfRows } from './memory-columns.ts';

type ChunkDeps = Pick<Deps, 'database' | 'tiles' | 'clock'>;

/** What a scope's incidents of [fromMs, toMs) are, and their columns once they are wanted. */
export interface PeriodColumns extends ChunkState {
  encode(): Promise<Uint8Array<ArrayBuffer>>;
}

/** Reads incidents as columns: from memory, or from the database when they are too many for it. */
export class ColumnReader {
  readonly #deps: ChunkDeps;
  readonly #versions: ChunkVersions;

  constructor(deps: ChunkDeps, versions: ChunkVersions) {
    this.#deps = deps;
    this.#versions = versions;
  }

  /** What the history of a scope is cut into. */
  async chunks(scopeCode: string): Promise<IncidentChunks> {
    const { database, tiles, clock } = this.#deps;
    const asOf = new Date(clock()).toISOString();
    const zone = await selectCityZone(database);
    const points = await tiles.incidents();
    const span = points ? points.span() : await selectIncidentSpan(database);
    const spans = span ? chunkSpans(zone, span.firstMs, span.lastMs, clock()) : [];
    const states = points
      ? spans.map(({ fromMs, toMs }) => this.#versions.state(points, scopeCode, fromMs, toMs))
      : await selectPeriodStates(database, scopeCode, spans.map(isoOf));
    const items = spans
      .map((each, i): IncidentChunk => {
        const { count, version } = states[i] ?? { count: 0, version: '' };
        return { key: each.key, ...isoOf(each), count, version };
      })
      .filter(({ count }) => count > 0);
    return { items, total: items.reduce((sum, { count }) => sum + count, 0), zone, asOf };
  }

  /** The incidents of a stretch, with a version as `chunks` tells it; of one that ends before it begins, none. */
  async stretch(scopeCode: string, fromMs: number, toMs: number): Promise<PeriodColumns> {
    const points = await this.#deps.tiles.incidents();
    return points
      ? this.#fromMemory(points, scopeCode, fromMs, Math.max(fromMs, toMs))
      : await this.period(scopeCode, fromMs, toMs);
  }

  #fromMemory(points: IncidentPoints, scopeCode: string, fromMs: number, toMs: number): PeriodColumns {
    const { count, version } = this.#versions.state(points, scopeCode, fromMs, toMs);
    const encode = async (): Promise<Uint8Array<ArrayBuffer>> =>
      encodeIncidentColumns(columnsOfRows(points, points.between(fromMs, toMs, codePrefix(scopeCode))));
    return { count, version, encode };
  }

  /** The incidents of a period, from the database: nobody waits until all others are in memory. */
  async period(scopeCode: string, fromMs: number, toMs: number): Promise<PeriodColumns> {
    const { database } = this.#deps;
    const period = isoOf({ fromMs, toMs });
    const [state] = await selectPeriodStates(database, scopeCode, [period]);
    const { count, version } = state ?? { count: 0, version: '0' };
    const encode = async (): Promise<Uint8Array<ArrayBuffer>> =>
      encodeIncidentColumns(await selectIncidentColumns(database, { scopeCode, ...period, count }));
    return { count, version, encode };
  }
}

function isoOf({ fromMs, toMs }: Pick<ChunkSpan, 'fromMs' | 'toMs'>): { from: string; to: string } {
  return { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
}
