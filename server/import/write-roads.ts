import { lengthMetres } from '../../core/geometry/metres.ts';
import { CLASS_SPEED_KMH } from '../../core/import/fields.ts';
import type { Queryable } from '../database/database.ts';
import { selectLastId, selectRoadNodes } from '../queries/imports.ts';
import type { LocatedRow } from './accept-records.ts';
import { csvRow, lineText } from './copy-text.ts';

const PAGE = 20_000;

/** Numbers the ends of roads: ends at exactly the same place share a node, with the roads that are there already. */
export class RoadNodes {
  readonly #ids = new Map<string, number>();
  #last = 0;
  #fresh: string[] = [];

  static async load(db: Queryable): Promise<RoadNodes> {
    const nodes = new RoadNodes();
    for (let after = 0; ; ) {
      const rows = await selectRoadNodes(db, after, PAGE);
      for (const { id, lng7, lat7 } of rows) {
        nodes.#ids.set(`${lng7},${lat7}`, id);
        nodes.#last = id;
      }
      if (rows.length < PAGE) return nodes;
      after = nodes.#last;
    }
  }

  idAt(lng7: number, lat7: number): number {
    const key = `${lng7},${lat7}`;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    this.#last += 1;
    this.#ids.set(key, this.#last);
    this.#fresh.push(csvRow([this.#last, lng7, lat7]));
    return this.#last;
  }

  /** CSV rows of the nodes made since the last call. */
  takeFresh(): string[] {
    const fresh = this.#fresh;
    this.#fresh = [];
    return fresh;
  }
}

const COLUMNS = [
  'id',
  'from_node',
  'to_node',
  'class',
  'name_zh',
  'name_en',
  'one_way',
  'bridge',
  'length_metres',
  'speed_kmh',
  'geom',
  'import_batch_id',
];

/** Writes roads chunk by chunk; a MultiLineString becomes several. */
export class RoadWriter {
  readonly #nodes: RoadNodes;
  readonly #batchId: string;
  #lastId: number;

  constructor(nodes: RoadNodes, lastId: number, batchId: string) {
    this.#nodes = nodes;
    this.#lastId = lastId;
    this.#batchId = batchId;
  }

  static async open(db: Queryable, batchId: string): Promise<RoadWriter> {
    return new RoadWriter(await RoadNodes.load(db), await selectLastId(db, 'road'), batchId);
  }

  /** Appends the roads of some rows and the nodes they need; how many roads. */
  async write(db: Queryable, rows: readonly LocatedRow[]): Promise<number> {
    const roads = rows.flatMap((row) => this.#roadsOf(row));
    const nodes = this.#nodes.takeFresh();
    if (nodes.length > 0) await db.copy('road_node', ['id', 'lng7', 'lat7'], nodes);
    return roads.length === 0 ? 0 : await db.copy('road', COLUMNS, roads);
  }

  #roadsOf({ geometry, values }: LocatedRow): string[] {
    if (geometry.kind !== 'lines') return [];
    const roadClass = String(values.class);
    return geometry.lines.map((line) => {
      this.#lastId += 1;
      return csvRow([
        this.#lastId,
        this.#nodes.idAt(line[0] as number, line[1] as number),
        this.#nodes.idAt(line.at(-2) as number, line.at(-1) as number),
        roadClass,
        String(values.nameZh ?? ''),
        String(values.nameEn ?? ''),
        values.oneWay,
        values.bridge,
        Math.round(lengthMetres(line) * 10) / 10,
        values.speedKmh ?? CLASS_SPEED_KMH[roadClass] ?? 30,
        lineText(line),
        this.#batchId,
      ]);
    });
  }
}
