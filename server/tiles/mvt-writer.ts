/** Writes vector tiles (Mapbox Vector Tile 2.1, protocol buffers) into one growing buffer. */

export type TagValue = string | number | boolean;
export const GEOMETRY_TYPE = { point: 1, line: 2, polygon: 3 } as const;

const utf8 = new TextEncoder();

/** A growing protobuf message. */
export class Pbf {
  bytes: Uint8Array;
  length = 0;

  constructor(capacity = 1 << 12) {
    this.bytes = new Uint8Array(capacity);
  }

  reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length + more));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }

  /** A non-negative integer up to 2^53. */
  varint(value: number): void {
    this.reserve(10);
    let rest = value;
    while (rest >= 0x80) {
      this.bytes[this.length] = (rest % 0x80) | 0x80;
      this.length += 1;
      rest = rest < 2 ** 31 ? rest >>> 7 : Math.floor(rest / 0x80);
    }
    this.bytes[this.length] = rest;
    this.length += 1;
  }

  /** A message within this one. */
  message(field: number, message: Pbf): void {
    this.varint(field * 8 + 2);
    this.varint(message.length);
    this.append(message);
  }

  /** Short contents are copied byte by byte, which costs less than a view of them. */
  append({ bytes, length }: Pbf): void {
    this.reserve(length);
    if (length > 128) this.bytes.set(bytes.subarray(0, length), this.length);
    else for (let i = 0; i < length; i += 1) this.bytes[this.length + i] = bytes[i]!;
    this.length += length;
  }

  text(field: number, text: string): void {
    this.varint(field * 8 + 2);
    if (!isAscii(text)) {
      const bytes = utf8.encode(text);
      this.varint(bytes.length);
      this.reserve(bytes.length);
      this.bytes.set(bytes, this.length);
      this.length += bytes.length;
      return;
    }
    this.varint(text.length);
    this.reserve(text.length);
    for (let i = 0; i < text.length; i += 1) this.bytes[this.length + i] = text.charCodeAt(i);
    this.length += text.length;
  }

  number(field: number, value: number): void {
    this.varint(field * 8);
    this.varint(value);
  }

  double(field: number, value: number): void {
    this.varint(field * 8 + 1);
    this.reserve(8);
    new DataView(this.bytes.buffer, this.bytes.byteOffset + this.length).setFloat64(0, value, true);
    this.length += 8;
  }

  done(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }
}

/** One layer of a tile. Features go in one by one: `begin`, the geometry's commands, `end`. */
export class MvtLayer {
  readonly #name: string;
  readonly #keys = new Map<string, number>();
  /** Values in the order of their numbers, and the numbers of those that may come again. */
  readonly #values: TagValue[] = [];
  readonly #numbers = new Map<TagValue, number>();
  readonly #features = new Pbf(1 << 14);
  readonly #feature = new Pbf();
  readonly #geometry = new Pbf();
  readonly #tags = new Pbf();
  #x = 0;
  #y = 0;
  features = 0;

  constructor(name: string) {
    this.#name = name;
  }

  begin(): void {
    this.#geometry.length = 0;
    this.#x = 0;
    this.#y = 0;
  }

  /** MoveTo `count` points, the first of which is next. */
  moveTo(count: number): void {
    this.#geometry.varint(count * 8 + 1);
  }

  lineTo(count: number): void {
    this.#geometry.varint(count * 8 + 2);
  }

  closePath(): void {
    this.#geometry.varint(15);
  }

  /** A vertex in tile units, absolute. */
  vertex(x: number, y: number): void {
    const dx = x - this.#x;
    const dy = y - this.#y;
    this.#geometry.varint(((dx << 1) ^ (dx >> 31)) >>> 0);
    this.#geometry.varint(((dy << 1) ^ (dy >> 31)) >>> 0);
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
    if (this.#geometry.length === 0) return;
    const feature = this.#feature;
    feature.length = 0;
    if (id !== undefined) feature.number(1, id);
    this.#tags.length = 0;
    for (let i = 0; i < keys.length; i += 1) {
      const value = values[i];
      if (value === null || value === undefined) continue;
      this.#tags.varint(this.#keyNumber(keys[i]!));
      // Every id comes once: looking whether it came before would only cost.
      this.#tags.varint(keys[i] === 'id' ? this.#values.push(value) - 1 : this.#valueNumber(value));
    }
    feature.message(2, this.#tags);
    feature.number(3, GEOMETRY_TYPE[type]);
    feature.message(4, this.#geometry);
    this.#features.message(2, feature);
    this.features += 1;
  }

  #keyNumber(key: string): number {
    let number = this.#keys.get(key);
    if (number === undefined) {
      number = this.#keys.size;
      this.#keys.set(key, number);
    }
    return number;
  }

  #valueNumber(value: TagValue): number {
    let number = this.#numbers.get(value);
    if (number === undefined) {
      number = this.#values.push(value) - 1;
      this.#numbers.set(value, number);
    }
    return number;
  }

  /** Appends the layer to a tile; an empty layer is left out. */
  writeTo(tile: Pbf): void {
    if (this.features === 0) return;
    const layer = new Pbf(this.#features.length + (1 << 12));
    layer.number(15, 2);
    layer.text(1, this.#name);
    layer.append(this.#features);
    for (const key of this.#keys.keys()) layer.text(3, key);
    for (const value of this.#values) {
      this.#tags.length = 0;
      writeValue(this.#tags, value);
      layer.message(4, this.#tags);
    }
    layer.number(5, 4096);
    tile.message(3, layer);
  }
}

/** One value of a layer as the specification has it. */
export function writeValue(pbf: Pbf, value: TagValue): void {
  if (typeof value === 'string') pbf.text(1, value);
  else if (typeof value === 'boolean') pbf.number(7, value ? 1 : 0);
  else if (Number.isSafeInteger(value) && value >= 0) pbf.number(5, value);
  else if (Number.isSafeInteger(value) && value > -(2 ** 52)) pbf.number(6, -value * 2 - 1);
  else pbf.double(3, value);
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) > 127) return false;
  return true;
}
