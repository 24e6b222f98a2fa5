import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import {
  Field,
  Float64,
  Int32,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableToIPC,
} from 'apache-arrow';
import crossfilter from 'crossfilter2';
import type { Span } from '../client/period/period-bins.ts';
import type { IncidentTable } from '../core/columns/incident-table.ts';

/** The same questions as ours, but for the kernel: counts by type, priority, net, hour of the week, grid, and cell of the raster. */
export interface Peer {
  name: string;
  /** Answers how many incidents are in the window. */
  brush(window: Span): number;
  close(): void;
}

const FIELDS = ['second', 'type', 'priority', 'net', 'hour', 'grid', 'cell'] as const;
type Rows = Record<(typeof FIELDS)[number], ArrayLike<number>>;

/** The columns as the peers take them; `cells` is the raster's cell of each row. */
export function rowsOf({ columns, hours, count }: IncidentTable, cells: Int32Array): Rows {
  const used = <A extends Uint8Array | Uint32Array>(column: A) => column.subarray(0, count);
  return {
    second: used(columns.reportedAt),
    type: used(columns.type),
    priority: used(columns.priority),
    net: used(columns.net),
    hour: used(hours),
    grid: used(columns.grid),
    cell: cells,
  };
}

/** crossfilter2: a dimension for each question but the cells, of which it runs out of 4 GB, each with a group of counts. */
export function crossfilterPeer(rows: Rows): Peer {
  const filter = crossfilter<number>(Array.from({ length: rows.second.length }, (_, i) => i));
  const time = filter.dimension((i) => rows.second[i] ?? 0);
  const groups = FIELDS.slice(1, -1).map((field) =>
    filter
      .dimension((i) => rows[field][i] ?? 0)
      .group()
      .reduceCount(),
  );
  const all = filter.groupAll().reduceCount();
  return {
    name: 'crossfilter2 1.5.4, without cells',
    brush: ({ fromMs, toMs }) => {
      time.filterRange([fromMs / 1000, toMs / 1000]);
      for (const group of groups) group.all();
      return Number(all.value());
    },
    close: () => filter.remove(),
  };
}

/**
 * DuckDB-WASM in this process (blocking), one query with a grouping set for each question. It is 150 MB and therefore no dependency: `folder` is
 * one in which `npm install @duckdb/duckdb-wasm` was run.
 */
export async function duckdbPeer(rows: Rows, folder: string): Promise<Peer> {
  const need = createRequire(join(resolve(folder), 'package.json'));
  const entry = need.resolve('@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs');
  const duckdb = need(entry);
  const dist = dirname(entry);
  const bundles = {
    mvp: { mainModule: join(dist, 'duckdb-mvp.wasm'), mainWorker: '' },
    eh: { mainModule: join(dist, 'duckdb-eh.wasm'), mainWorker: '' },
  };
  const database = await duckdb.createDuckDB(bundles, new duckdb.VoidLogger(), duckdb.NODE_RUNTIME);
  await database.instantiate(() => undefined);
  const connection = database.connect();
  connection.insertArrowFromIPCStream(arrowOf(rows), { name: 'incident', create: true });
  const sets = FIELDS.slice(1).map((field) => `(${field})`);
  const statement = connection.prepare(
    `SELECT ${FIELDS.slice(1)}, count(*)::INTEGER AS n FROM incident WHERE second >= ? AND second < ? GROUP BY GROUPING SETS (${sets}, ())`,
  );
  return {
    name: `DuckDB-WASM ${database.getVersion()}`,
    brush: ({ fromMs, toMs }) => {
      const table = statement.query(fromMs / 1000, toMs / 1000);
      const counts = table.getChild('n').toArray() as Int32Array;
      return counts.reduce((most, n) => Math.max(most, n), 0);
    },
    close: () => connection.close(),
  };
}

function arrowOf(rows: Rows): Uint8Array {
  const length = rows.second.length;
  const type = new Struct(
    FIELDS.map((name) => new Field(name, name === 'second' ? new Float64() : new Int32(), false)),
  );
  const children = FIELDS.map((name) =>
    name === 'second'
      ? makeData({ type: new Float64(), data: Float64Array.from(rows[name]) })
      : makeData({ type: new Int32(), data: Int32Array.from(rows[name]) }),
  );
  const batch = new RecordBatch(
    new Schema(type.children),
    makeData({ type, length, nullCount: 0, children }),
  );
  return tableToIPC(new Table([batch]), 'stream');
}
