import { type ChunkSpan, chunkSpans } from '../../core/columns/chunk-spans.ts';
import { encodeIncidentColumns } from '../../core/columns/incident-columns.ts';
import { codePrefix } from '../../core/contract/area-code.ts';
import type { IncidentChunk, IncidentChunks } from '../../core/contract/incident-chunk.ts';
import type { Deps } from '../deps.ts';
import { selectCity, selectCityZone } from '../queries/city.ts';
import {
  selectIncidentColumns,
  selectIncidentSpan,
  selectPeriodStates,
} from '../queries/incident-columns.ts';
import type { IncidentPoints } from '../tiles/incident-points.ts';
import { type ChunkState, ChunkVersions } from './chunk-versions.ts';
import { KeptColumns, zip } from './kept-columns.ts';
import { columnsOfRows } from './memory-columns.ts';

type ChunkDeps = Pick<Deps, 'database' | 'tiles' | 'clock'>;

/** What a scope's incidents of [fromMs, toMs) are, and their columns once they are wanted. */
export interface PeriodColumns extends ChunkState {
  encode(isZipped: boolean): Promise<EncodedColumns>;
}

/** The bytes, and the version that they are of: the incidents may have changed since they were counted. */
interface EncodedColumns {
  bytes: Uint8Array<ArrayBuffer>;
  version: string;
}

/** Reads incidents as columns: from memory, or from the database when they are too many for it. */
export class ColumnReader {
  readonly #deps: ChunkDeps;
  readonly #versions = new ChunkVersions();
  readonly #kept = new KeptColumns();

  constructor(deps: ChunkDeps) {
    this.#deps = deps;
  }

  /** Makes the whole city's columns if its incidents are in memory, so that who reads them first need not wait. */
  async warm(): Promise<void> {
    const { database, tiles } = this.#deps;
    const city = await selectCity(database);
    if (!city || !(await tiles.incidents())) return;
    const { items } = await this.chunks(city.code);
    for (const { from, to, version } of items) {
      const stretch = await this.stretch(
        city.code,
        { fromMs: Date.parse(from), toMs: Date.parse(to) },
        version,
      );
      await stretch.encode(true);
    }
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

  /**
   * The incidents of a stretch, with a version as `chunks` tells it; of one that ends before it begins, none. What is of the version that is
   * `expected` needs no look at the log: whatever changed since is another version.
   */
  async stretch(scopeCode: string, span: Ends, expected: string): Promise<PeriodColumns> {
    const { tiles } = this.#deps;
    const known = tiles.heldIncidents && this.#fromMemory(tiles.heldIncidents, scopeCode, span);
    if (known?.version === expected) return known;
    const points = await tiles.incidents();
    return points ? this.#fromMemory(points, scopeCode, span) : await this.period(scopeCode, span);
  }

  #fromMemory(points: IncidentPoints, scopeCode: string, { fromMs, toMs: endMs }: Ends): PeriodColumns {
    const toMs = Math.max(fromMs, endMs);
    const prefix = codePrefix(scopeCode);
    const state = (): ChunkState => this.#versions.state(points, scopeCode, fromMs, toMs);
    const plain = (): Uint8Array<ArrayBuffer> =>
      encodeIncidentColumns(columnsOfRows(points, points.between(fromMs, toMs, prefix)));
    const encode = async (isZipped: boolean): Promise<EncodedColumns> => {
      // Version and columns in one turn: nothing changes between them.
      const { version } = state();
      const bytes = isZipped ? this.#kept.zipped(`${prefix}/${fromMs}/${toMs}`, version, plain) : plain();
      return { version, bytes: await bytes };
    };
    const { count, version } = state();
    return { count, version, encode };
  }

  /** The incidents of a period, from the database: nobody waits until all others are in memory. */
  async period(scopeCode: string, span: Ends): Promise<PeriodColumns> {
    const { database } = this.#deps;
    const period = isoOf(span);
    const [state] = await selectPeriodStates(database, scopeCode, [period]);
    const { count, version } = state ?? { count: 0, version: '0' };
    const encode = async (isZipped: boolean): Promise<EncodedColumns> => {
      const plain = encodeIncidentColumns(
        await selectIncidentColumns(database, { scopeCode, ...period, count }),
      );
      return { version, bytes: isZipped ? await zip(() => plain) : plain };
    };
    return { count, version, encode };
  }
}

/** Half-open, milliseconds since 1970. */
type Ends = Pick<ChunkSpan, 'fromMs' | 'toMs'>;

function isoOf({ fromMs, toMs }: Ends): { from: string; to: string } {
  return { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
}
