import { INCIDENT_STATUSES, INCIDENT_TYPES, NETS } from '../../core/vocabulary.ts';
import type { IncidentRows } from './incident-rows.ts';
import { exactX, exactY, type TileFrame } from './mercator.ts';
import { Pbf, writeValue } from './pbf.ts';

/** Tags of an incident in the order in which they are written. */
const KEYS = ['id', 'number', 'type', 'priority', 'status', 'net', 'areaCode', 'reportedAt'] as const;
/** More bytes than one feature, and one feature's own values, can take. */
const FEATURE_ROOM = 96;
const ID_BYTES = 38;

/** The two digits of each byte. */
const HEX = Buffer.from(
  Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0')).join(''),
);
/** Where the digits of each byte of a UUID stand in its text. */
const DIGITS = Uint8Array.of(0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34);

/** Writes the incidents of some rows as the layer `incidents` of a tile: what MvtLayer would write, without a word becoming a string. */
export function writeIncidentLayer(
  tile: Pbf,
  rows: IncidentRows,
  chosen: readonly number[],
  frame: TileFrame,
): void {
  if (chosen.length === 0) return;
  const values = new Values(rows);
  const features = new Pbf(chosen.length * 48);
  const tags = new Uint8Array(FEATURE_ROOM);
  for (const row of chosen) {
    const length = values.tagsOf(row, tags);
    writeFeature(features, tags, length, pointOf(rows, row, frame));
  }
  const layer = new Pbf(features.length + values.length + 256);
  layer.number(15, 2);
  layer.text(1, 'incidents');
  layer.append(features);
  for (const key of KEYS) layer.text(3, key);
  layer.append(values);
  layer.number(5, 4096);
  tile.message(3, layer);
}

function pointOf(rows: IncidentRows, row: number, { originX, originY, scale }: TileFrame): [number, number] {
  return [
    Math.round((exactX(rows.lng7[row]! / 1e7) - originX) / scale),
    Math.round((exactY(rows.lat7[row]! / 1e7) - originY) / scale),
  ];
}

function writeFeature(features: Pbf, tags: Uint8Array, length: number, [x, y]: [number, number]): void {
  const [zigX, zigY] = [((x << 1) ^ (x >> 31)) >>> 0, ((y << 1) ^ (y >> 31)) >>> 0];
  const geometryLength = 1 + sizeOf(zigX) + sizeOf(zigY);
  features.reserve(FEATURE_ROOM + 32);
  const { bytes } = features;
  let at = features.length;
  bytes[at++] = 0x12;
  // Tags, the type of the geometry, the geometry: each behind its key and length.
  bytes[at++] = 2 + length + 2 + 2 + geometryLength;
  bytes[at++] = 0x12;
  bytes[at++] = length;
  for (let i = 0; i < length; i += 1) bytes[at++] = tags[i]!;
  bytes[at++] = 0x18;
  bytes[at++] = 1;
  bytes[at++] = 0x22;
  bytes[at++] = geometryLength;
  bytes[at++] = 9;
  at = writeVarint(bytes, at, zigX);
  features.length = writeVarint(bytes, at, zigY);
}

/** The table of values of a layer, filled as features ask for them. */
class Values extends Pbf {
  readonly #rows: IncidentRows;
  #count = 0;
  /** Number of the value of each word, for each key; -1: not written yet. */
  readonly #types = new Int32Array(INCIDENT_TYPES.length).fill(-1);
  readonly #priorities = new Int32Array(8).fill(-1);
  readonly #statuses = new Int32Array(INCIDENT_STATUSES.length).fill(-1);
  readonly #nets = new Int32Array(NETS.length).fill(-1);
  readonly #grids: Int32Array;

  constructor(rows: IncidentRows) {
    super(1 << 14);
    this.#rows = rows;
    this.#grids = new Int32Array(rows.gridCodes.length).fill(-1);
  }

  /** Writes key and value numbers of a row into `tags`; how many bytes. */
  tagsOf(row: number, tags: Uint8Array): number {
    const rows = this.#rows;
    let at = tag(tags, 0, 0, this.#id(row));
    at = tag(tags, at, 1, this.#number(row));
    at = tag(tags, at, 2, this.#word(this.#types, rows.type[row]!, INCIDENT_TYPES));
    at = tag(tags, at, 3, this.#word(this.#priorities, rows.priority[row]!));
    at = tag(tags, at, 4, this.#word(this.#statuses, rows.status[row]!, INCIDENT_STATUSES));
    at = tag(tags, at, 5, this.#word(this.#nets, rows.net[row]!, NETS));
    at = tag(tags, at, 6, this.#word(this.#grids, rows.grid[row]!, rows.gridCodes));
    return tag(tags, at, 7, this.#seconds(Math.round(rows.reportedMs[row]! / 1000)));
  }

  #seconds(value: number): number {
    if (value < 0 || value >= 2 ** 32) return this.#plain(value);
    this.reserve(8);
    const { bytes, length } = this;
    bytes[length] = 0x22;
    bytes[length + 1] = 1 + sizeOf(value);
    bytes[length + 2] = 0x28;
    this.length = writeVarint(bytes, length + 3, value);
    return this.#count++;
  }

  #word(numbers: Int32Array, place: number, words?: readonly string[]): number {
    const known = numbers[place]!;
    if (known >= 0) return known;
    numbers[place] = this.#count;
    return this.#plain(words ? words[place]! : place);
  }

  #plain(value: string | number): number {
    const message = new Pbf(64);
    writeValue(message, value);
    this.message(4, message);
    return this.#count++;
  }

  #id(row: number): number {
    this.reserve(ID_BYTES + 2);
    const { bytes, length } = this;
    bytes[length] = 0x22;
    bytes[length + 1] = ID_BYTES;
    bytes[length + 2] = 0x0a;
    bytes[length + 3] = 36;
    const text = length + 4;
    for (const dash of [8, 13, 18, 23]) bytes[text + dash] = 45;
    const { ids } = this.#rows;
    for (let i = 0; i < 16; i += 1) {
      const byte = (ids[row * 4 + (i >> 2)]! >>> (24 - (i & 3) * 8)) & 255;
      const at = text + DIGITS[i]!;
      bytes[at] = HEX[byte * 2]!;
      bytes[at + 1] = HEX[byte * 2 + 1]!;
    }
    this.length = length + 2 + ID_BYTES;
    return this.#count++;
  }

  #number(row: number): number {
    const size = this.#rows.numberLength[row]!;
    this.varint(0x22);
    this.varint(1 + sizeOf(size) + size);
    this.varint(0x0a);
    this.varint(size);
    this.reserve(size);
    const start = this.#rows.numberStart[row]!;
    const { bytes } = this.#rows.numbers;
    for (let i = 0; i < size; i += 1) this.bytes[this.length + i] = bytes[start + i]!;
    this.length += size;
    return this.#count++;
  }
}

function tag(tags: Uint8Array, at: number, key: number, value: number): number {
  tags[at] = key;
  return writeVarint(tags, at + 1, value);
}

function writeVarint(bytes: Uint8Array, start: number, value: number): number {
  let at = start;
  let rest = value;
  while (rest >= 0x80) {
    bytes[at++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  bytes[at] = rest;
  return at + 1;
}

/** Bytes of a varint. */
function sizeOf(value: number): number {
  let size = 1;
  for (let rest = value; rest >= 0x80; rest >>>= 7) size += 1;
  return size;
}
