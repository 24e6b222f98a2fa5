import { lengthMetres } from '../../core/geometry/metres.ts';
import { CLASS_SPEED_KMH } from '../../core/import/fields.ts';
import type { Queryable } from '../database/database.ts';
import { selectLastId, selectRoadNodes } from '../queries/imports.ts';
import type { LocatedRow } from './accept-records.ts';
import { csvRow, lineText } from './copy-text.ts';
import type { FileNetwork } from './osm-reader.ts';

const PAGE = 20_000;

/**
 * Numbers the ends of roads: ends at exactly the same place share a node, with the roads that are there already. A file that tells its
 * nodes apart keeps them apart, also where two lie at the same place.
 */
export class RoadNodes {
  readonly #ids = new Map<string, number>();
  readonly #ofFile = new Map<number, number>();
  readonly #taken = new Set<number>();
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
    this.#ids.set(key, this.#make(lng7, lat7));
    return this.#last;
  }

  /** The node of an end that the file numbers itself. */
  idOf(end: number, lng7: number, lat7: number): number {
    const known = this.#ofFile.get(end);
    if (known !== undefined) return known;
    const there = this.idAt(lng7, lat7);
    const id = this.#taken.has(there) ? this.#make(lng7, lat7) : there;
    this.#taken.add(id);
    this.#ofFile.set(end, id);
    return id;
  }

  #make(lng7: number, lat7: number): number {
    this.#last += 1;
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
  'vehicles',
  'geom',
  'import_batch_id',
];
const TURN_COLUMNS = ['kind', 'from_road', 'via_node', 'via_roads', 'to_road', 'except_vehicles'];

/** Writes roads chunk by chunk; a MultiLineString becomes several. */
export class RoadWriter {
  readonly #nodes: RoadNodes;
  readonly #batchId: string;
  #lastId: number;
  /** By the places of the rows in their file, where those are joined by numbered ends. */
  readonly #written = new Map<number, number>();

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

  /** Appends the turns between roads that were written; how many, and how many are left out because a road of theirs was not. */
  async writeTurns(db: Queryable, { turns }: FileNetwork): Promise<{ written: number; outside: number }> {
    const rows = turns.flatMap(({ kind, from, via, over, to, except }) => {
      const [fromRoad, toRoad, ...viaRoads] = [from, to, ...over].map((place) =>
        this.#written.get(place + 1),
      );
      if (fromRoad === undefined || toRoad === undefined || viaRoads.includes(undefined)) return [];
      const viaNode = this.#nodes.idOf(via, 0, 0);
      return [csvRow([kind, fromRoad, viaNode, `{${viaRoads.join()}}`, toRoad, `{${except.join()}}`])];
    });
    if (rows.length > 0) await db.copy('turn_restriction', TURN_COLUMNS, rows);
    return { written: rows.length, outside: turns.length - rows.length };
  }

  #roadsOf({ index, geometry, values, ends }: LocatedRow): string[] {
    if (geometry.kind !== 'lines') return [];
    const roadClass = String(values.class);
    return geometry.lines.map((drawn) => {
      this.#lastId += 1;
      if (ends) this.#written.set(index, this.#lastId);
      const line = values.oneWay === 'reverse' ? reversed(drawn) : drawn;
      const [from, to] = this.#endsOf(line, ends);
      return csvRow([
        this.#lastId,
        from,
        to,
        roadClass,
        String(values.nameZh ?? ''),
        String(values.nameEn ?? ''),
        values.oneWay !== false,
        values.bridge,
        Math.round(lengthMetres(line) * 10) / 10,
        values.speedKmh ?? CLASS_SPEED_KMH[roadClass] ?? 30,
        values.vehicles === undefined ? null : `{${values.vehicles}}`,
        lineText(line),
        this.#batchId,
      ]);
    });
  }

  #endsOf(line: readonly number[], ends: LocatedRow['ends']): [number, number] {
    const [first, last] = [line.slice(0, 2), line.slice(-2)] as [[number, number], [number, number]];
    if (!ends) return [this.#nodes.idAt(...first), this.#nodes.idAt(...last)];
    return [this.#nodes.idOf(ends[0], ...first), this.#nodes.idOf(ends[1], ...last)];
  }
}

function reversed(line: readonly number[]): number[] {
  const out: number[] = [];
  for (let at = line.length - 2; at >= 0; at -= 2) out.push(line[at]!, line[at + 1]!);
  return out;
}
