import { Pbf, type TagValue } from './pbf.ts';
import { TagTable } from './tag-table.ts';

/** Writes the layers of vector tiles (Mapbox Vector Tile 2.1, protocol buffers). */

export const GEOMETRY_TYPE = { point: 1, line: 2, polygon: 3 } as const;

/** Where one feature is put together: one feature of one layer at a time. */
const feature = new Pbf();
const geometry = new Pbf();
const tagBytes = new Pbf();

/** Numbers that the values of a table have in the layer under way: those whose `layers` entry names the layer. */
const local = { numbers: new Int32Array(1 << 10), layers: new Int32Array(1 << 10) };
let layersMade = 0;

/** One layer of a tile. Features go in one by one: `begin`, the geometry's commands, `end`; two layers never at the same time. */
export class MvtLayer {
  readonly #name: string;
  readonly #table: TagTable;
  readonly #layer: number;
  readonly #features = new Pbf();
  /** Values in the order of their numbers in this layer. */
  readonly #values: number[] = [];
  #x = 0;
  #y = 0;
  features = 0;

  /** `table` may be shared by the layers of many tiles. */
  constructor(name: string, table: TagTable = new TagTable()) {
    this.#name = name;
    this.#table = table;
    layersMade = (layersMade + 1) | 0;
    this.#layer = layersMade;
  }

  begin(): void {
    geometry.length = 0;
    this.#x = 0;
    this.#y = 0;
  }

  /** MoveTo `count` points, the first of which is next. */
  moveTo(count: number): void {
    geometry.varint(count * 8 + 1);
  }

  lineTo(count: number): void {
    geometry.varint(count * 8 + 2);
  }

  closePath(): void {
    geometry.varint(15);
  }

  /** A vertex in tile units, absolute. */
  vertex(x: number, y: number): void {
    const dx = x - this.#x;
    const dy = y - this.#y;
    geometry.varint(((dx << 1) ^ (dx >> 31)) >>> 0);
    geometry.varint(((dy << 1) ^ (dy >> 31)) >>> 0);
    this.#x = x;
    this.#y = y;
  }

  /** Adds the feature unless it got no geometry. `keys` and `values` correspond; a null value is left out. */
  end(
    type: keyof typeof GEOMETRY_TYPE,
    keys: readonly string[],
    values: readonly (TagValue | null)[],
    id?: number,
  ): void {
    if (geometry.length > 0) this.endTagged(type, this.#table.tagsOf(keys, values), id);
  }

  /** As `end`, with tags that the layer's table made. */
  endTagged(type: keyof typeof GEOMETRY_TYPE, tags: Int32Array, id?: number): void {
    if (geometry.length === 0) return;
    feature.length = 0;
    if (id !== undefined) feature.number(1, id);
    tagBytes.length = 0;
    for (let i = 0; i < tags.length; i += 2) {
      tagBytes.varint(tags[i]!);
      tagBytes.varint(this.#numberOf(tags[i + 1]!));
    }
    feature.message(2, tagBytes);
    feature.number(3, GEOMETRY_TYPE[type]);
    feature.message(4, geometry);
    this.#features.message(2, feature);
    this.features += 1;
  }

  /** The number of a value of the table in this layer. */
  #numberOf(value: number): number {
    if (value >= local.layers.length) growLocal(value);
    if (local.layers[value] === this.#layer) return local.numbers[value]!;
    const number = this.#values.push(value) - 1;
    local.layers[value] = this.#layer;
    local.numbers[value] = number;
    return number;
  }

  /** Appends the layer to a tile; an empty layer is left out. */
  writeTo(tile: Pbf): void {
    if (this.features === 0) return;
    const layer = new Pbf(this.#features.length * 2 + 256);
    layer.number(15, 2);
    layer.text(1, this.#name);
    layer.append(this.#features);
    for (const key of this.#table.keys) layer.text(3, key);
    for (const value of this.#values) this.#table.write(value, layer);
    layer.number(5, 4096);
    tile.message(3, layer);
  }
}

function growLocal(value: number): void {
  const room = 2 ** Math.ceil(Math.log2(value + 1));
  for (const name of ['numbers', 'layers'] as const) {
    const grown = new Int32Array(room);
    grown.set(local[name]);
    local[name] = grown;
  }
}
